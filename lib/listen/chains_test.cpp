// Listeners of uncommon kinds: QUIC, IPv6, sockets, unprivileged pods, and
// AUTO_PASSTHROUGH, which is for Services and not for VirtualServices.
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

std::string with_quic(std::string_view text) {
  MeshSettings settings = in_file_order();
  settings.quic = true;
  const Listening got(text, settings);
  return got.listeners() + got.tls();
}

std::string on_ipv6(std::string_view text) {
  MeshSettings settings = in_file_order();
  settings.ipv6 = true;
  return Listening(text, settings).listeners();
}

/// SNI names of the chains that AUTO_PASSTHROUGH for a host makes, a line each.
std::string passed(const std::string& host, std::string_view objects) {
  const Listening got("a: TLS 15443 " + host + " APT\n" + unindented(objects));
  std::string out;
  for (const EffectiveListener& listener : got.effective().listeners)
    for (const Chain& chain : listener.chains)
      for (const std::string& name : chain.sni) out += name + '\n';
  return out;
}

std::string entry(std::string_view spec) {
  return "---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\n"
         "metadata: {name: e, namespace: default}\nspec: {" +
         std::string(spec) + "}\n";
}

std::string rule(std::string_view spec, std::string_view ns = "default") {
  return "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\n"
         "metadata: {name: r, namespace: " +
         std::string(ns) + "}\nspec: {" + std::string(spec) + "}\n";
}

}  // namespace

TEST_CASE("QUIC: a second listener for HTTPS that a UDP port leads to") {
  CHECK(with_quic(R"(
      a: HTTPS 443 a.com M
      svc s: https=443>8443 quic=443>8443/UDP)") == unindented(R"(
      0.0.0.0_8443 ok
      - a.com https a#0 https.443.p0.a.default
      udp_0.0.0.0_8443 ok
      - a.com https a#0 https.443.p0.a.default
      a#0 MUTUAL kubernetes://a ca=kubernetes://a-cacert h2,http/1.1 client
      a#0 MUTUAL kubernetes://a ca=kubernetes://a-cacert h3)"));
}

TEST_CASE("QUIC: only servers whose declared port is one of UDP") {
  CHECK(with_quic(R"(
      a: HTTPS 443 a.com S
      b: HTTPS 444 b.com S
      svc s: https=443>8443 tls=444>8443 quic=443>8443/UDP)") == unindented(R"(
      0.0.0.0_8443 ok
      - a.com https a#0 https.443.p0.a.default
      - b.com https b#0 https.444.p0.b.default
      udp_0.0.0.0_8443 ok
      - a.com https a#0 https.443.p0.a.default
      a#0 SIMPLE kubernetes://a h2,http/1.1
      b#0 SIMPLE kubernetes://b h2,http/1.1
      a#0 SIMPLE kubernetes://a h3)"));
}

TEST_CASE("QUIC: not without UDP, not for HTTP, TLS and pass-through") {
  for (const std::string text :
       {"a: HTTPS 443 a.com S\nsvc s: 443>443",
        "a: HTTPS 443 a.com S\nsvc s: 443>443 q=444>443/UDP",
        "a: HTTPS 443 a.com S",
        "a: HTTP 443 a.com\nsvc s: 443>443 q=443>443/UDP",
        "a: TLS 443 a.com S\nvs v: a a.com tcp\nsvc s: 443>443 "
        "q=443>443/UDP",
        "a: HTTPS 443 a.com PT\nvs v: a a.com tls a.com\n"
        "svc s: 443>443 q=443>443/UDP"}) {
    CAPTURE(text);
    const std::string got = with_quic(text);
    CHECK(got.starts_with("0.0.0.0_443 ok\n"));
    CHECK(got.find("udp_") == std::string::npos);
  }
  CHECK(Listening("a: HTTPS 443 a.com S\nsvc s: 443>443 q=443>443/UDP")
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com https a#0 https.443.p0.a.default)"));
}

TEST_CASE("QUIC keeps binds apart and needs no TLS inspector") {
  MeshSettings settings = in_file_order();
  settings.quic = true;
  const Listening got(R"(
      a: HTTPS 443 a.com S @10.0.0.1
      svc s: 443>443 q=443>443/UDP)",
                      settings);
  CHECK(got.listeners() == unindented(R"(
      10.0.0.1_443 ok
      - a.com https a#0 https.443.p0.a.default.10.0.0.1
      udp_10.0.0.1_443 ok
      - a.com https a#0 https.443.p0.a.default.10.0.0.1)"));
  const auto& listeners = got.effective().listeners;
  CHECK((listeners.at(0).filters ==
         std::vector<std::string_view>{"tls_inspector"}));
  CHECK(listeners.at(1).filters.empty());
}

TEST_CASE("the TLS inspector is there for names or a context") {
  const auto inspects = [](std::string_view text) {
    return !Listening(text).effective().listeners.at(0).filters.empty();
  };
  CHECK(inspects("a: HTTPS 443 a.com S"));
  CHECK(inspects("a: HTTPS 443 * S"));
  CHECK(inspects("a: TLS 443 a.com PT\nvs v: a a.com tls a.com"));
  CHECK_FALSE(inspects("a: HTTP 80 a.com"));
  CHECK_FALSE(inspects("a: TCP 80 *\nvs v: a a.com tcp"));
}

TEST_CASE("IPv6 pods listen on :: where no bind is given") {
  CHECK(on_ipv6("a: HTTP 80 a.com") == "::_80 ok\n- * http a#0 http.80\n");
  CHECK(on_ipv6(R"(
      a: HTTP 80 a.com
      b: HTTP 80 b.com @::)") == unindented(R"(
      ::_80 nack same-match
      - * http a#0 http.80
      - * http b#0 http.80.::)"));
  CHECK(on_ipv6(R"(
      a: HTTP 80 a.com
      b: HTTP 80 b.com @0.0.0.0)") == unindented(R"(
      0.0.0.0_80 ok
      - * http b#0 http.80.0.0.0.0
      ::_80 ok
      - * http a#0 http.80)"));
  CHECK(on_ipv6(R"(
      a: HTTPS 443 a.com S
      b: HTTPS 443 b.com S @::)") == unindented(R"(
      ::_443 ok
      - a.com https a#0 https.443.p0.a.default
      - b.com https b#0 https.443.p0.b.default.::)"));
}

TEST_CASE("an unprivileged pod has no ports below 1024") {
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      a: HTTP 1023 b.com
      a: HTTP 1024 c.com
      pod unprivileged)")
            .listeners() == unindented(R"(
      0.0.0.0_80 omitted privileged-port
      0.0.0.0_1023 omitted privileged-port
      0.0.0.0_1024 ok
      - * http a#2 http.1024
      dropped a#0 privileged-port
      dropped a#1 privileged-port)"));
  CHECK(Listening(R"(
      a: HTTPS 443 a.com S
      svc s: 443>8443
      pod unprivileged)")
            .listeners() == unindented(R"(
      0.0.0.0_8443 ok
      - a.com https a#0 https.443.p0.a.default)"));
}

TEST_CASE("an unprivileged pod may be so by setting; sockets count as well") {
  const std::string_view text = R"(
      a: HTTP 80 a.com
      a: HTTP 0 b.com @unix:///run/x)";
  MeshSettings settings = in_file_order();
  CHECK(Listening(text, settings).listeners() == unindented(R"(
      unix:///run/x_0 ok
      - * http a#1 http.0.unix:///run/x
      0.0.0.0_80 ok
      - * http a#0 http.80)"));
  settings.unprivileged = true;
  CHECK(Listening(text, settings).listeners() == unindented(R"(
      unix:///run/x_0 omitted privileged-port
      0.0.0.0_80 omitted privileged-port
      dropped a#0 privileged-port
      dropped a#1 privileged-port)"));
}

TEST_CASE("servers that an unprivileged pod leaves out are dropped by merge") {
  CHECK(Listening(R"(
      a: HTTPS 443 a.com S
      b: HTTPS 443 a.com S
      pod unprivileged)")
            .listeners() == unindented(R"(
      0.0.0.0_443 omitted privileged-port
      dropped a#0 privileged-port
      dropped b#0 duplicate-tls-host a.com by (a#0))"));
}

TEST_CASE("AUTO_PASSTHROUGH: a chain for each port of a Service") {
  const Listening got(R"(
      a: TLS 15443 *.local APT
      svc default/web: http=80>8080 https=443>8443 dns=53>53/UDP)");
  CHECK(got.listeners() ==
        "0.0.0.0_15443 ok\n"
        "- outbound_.80_._.web.default.svc.cluster.local autoPassthrough a#0 "
        "outbound_.80_._.web.default.svc.cluster.local\n"
        "- outbound_.443_._.web.default.svc.cluster.local autoPassthrough a#0 "
        "outbound_.443_._.web.default.svc.cluster.local\n");
  for (const Chain& chain : got.effective().listeners.at(0).chains) {
    CHECK((chain.alpn == std::vector<std::string>{
                             "istio", "istio-peer-exchange", "istio-http/1.0",
                             "istio-http/1.1", "istio-h2"}));
    CHECK_FALSE(chain.tls);
  }
}

TEST_CASE("AUTO_PASSTHROUGH: Services whose name a host covers") {
  const std::string_view services = R"(
      svc x/web: http=80>80
      svc z/web: http=80>80)";
  const std::string x = "outbound_.80_._.web.x.svc.cluster.local\n";
  const std::string z = "outbound_.80_._.web.z.svc.cluster.local\n";
  CHECK(passed("*", services) == x + z);
  CHECK(passed("*.local", services) == x + z);
  CHECK(passed("*.x.svc.cluster.local", services) == x);
  CHECK(passed("web.z.svc.cluster.local", services) == z);
  CHECK(passed("none/*.z.svc.cluster.local", services) == z);
  CHECK(passed("*.web.z.svc.cluster.local", services).empty());
  CHECK(passed("*.example.com", services).empty());
  CHECK(Listening("a: TLS 15443 *.example.com APT\nsvc x/web: http=80>80")
            .listeners() == unindented(R"(
      0.0.0.0_15443 omitted no-filter-chain
      dropped a#0 no-filter-chain)"));
}

TEST_CASE("AUTO_PASSTHROUGH: subsets of DestinationRules") {
  const std::string web = "svc default/web: http=80>80\n";
  const std::string plain = "outbound_.80_._.web.default.svc.cluster.local\n";
  const std::string subsets =
      "outbound_.80_.one_.web.default.svc.cluster.local\n"
      "outbound_.80_.two_.web.default.svc.cluster.local\n";
  const std::string two = ", subsets: [{name: one}, {name: two}]";
  CHECK(passed("*.local", web + rule("host: web" + two)) == plain + subsets);
  CHECK(passed("*.local", web + rule("host: web.default.svc.cluster.local" +
                                     two)) == plain + subsets);
  CHECK(passed("*.local", web + rule("host: other" + two)) == plain);
  CHECK(passed("*.local", web + rule("host: web" + two, "x")) == plain);
}

TEST_CASE("AUTO_PASSTHROUGH: DestinationRules of one host are one") {
  const auto named = [](std::string_view name, std::string_view subsets) {
    return fmt::format(
        "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\n"
        "metadata: {{name: {}, namespace: default}}\n"
        "spec: {{host: web, subsets: [{}]}}\n",
        name, subsets);
  };
  CHECK(passed("*.local", "svc default/web: http=80>80\n" +
                              named("r", "{name: one}, {name: two}") +
                              named("s", "{name: two}, {name: three}")) ==
        "outbound_.80_._.web.default.svc.cluster.local\n"
        "outbound_.80_.one_.web.default.svc.cluster.local\n"
        "outbound_.80_.two_.web.default.svc.cluster.local\n"
        "outbound_.80_.three_.web.default.svc.cluster.local\n");
}

TEST_CASE("AUTO_PASSTHROUGH: ServiceEntries that are part of the mesh") {
  const std::string ports =
      ", ports: [{name: tcp, number: 5432, protocol: TCP}, "
      "{name: u, number: 53, protocol: UDP}]";
  const std::string inside = ", location: MESH_INTERNAL";
  CHECK(passed("*", entry("hosts: [db.example.com]" + ports + inside)) ==
        "outbound_.5432_._.db.example.com\n");
  CHECK(passed("*", entry("hosts: [db.example.com, b.net]" + ports + inside)) ==
        "outbound_.5432_._.db.example.com\noutbound_.5432_._.b.net\n");
  CHECK(passed("*.net", entry("hosts: [db.example.com]" + ports + inside))
            .empty());
  CHECK(passed("*", entry("hosts: [db.example.com]" + ports)).empty());
  CHECK(passed("*", entry("hosts: [db.example.com], location: MESH_EXTERNAL" +
                          ports))
            .empty());
}

TEST_CASE("AUTO_PASSTHROUGH: only what the workload can see") {
  const auto service = [](const std::string& exported) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, "
           "namespace: default, annotations: {networking.istio.io/exportTo: '" +
           exported + "'}}\nspec: {ports: [{name: http, port: 80}]}\n";
  };
  const std::string web = "outbound_.80_._.web.default.svc.cluster.local\n";
  CHECK(passed("*", service("*")) == web);
  CHECK(passed("*", service("istio-system")) == web);
  CHECK(passed("*", service("x,istio-system")) == web);
  CHECK(passed("*", service(".")).empty());
  CHECK(passed("*", service("default")).empty());
  CHECK(passed("*", service("~")).empty());
  const std::string db =
      "hosts: [db.to], location: MESH_INTERNAL, "
      "ports: [{name: tcp, number: 1, protocol: TCP}]";
  CHECK(passed("*", entry(db + ", exportTo: [istio-system]")) ==
        "outbound_.1_._.db.to\n");
  CHECK(passed("*", entry(db + ", exportTo: ['.']")).empty());
  const std::string one = "host: web, subsets: [{name: one}]";
  CHECK(passed("*", service("*") + rule(one + ", exportTo: ['.']")) == web);
  CHECK(passed("*", service("*") + rule(one + ", exportTo: ['*']")) ==
        web + "outbound_.80_.one_.web.default.svc.cluster.local\n");
}

TEST_CASE("AUTO_PASSTHROUGH: without Services the pattern is noted") {
  const Listening got("a: TLS 15443 *.local APT");
  REQUIRE(got.effective().notes.size() == 1);
  CHECK(got.effective().notes[0].ends_with("outbound_.*_._.*.local"));
}

TEST_CASE("AUTO_PASSTHROUGH beside a terminating server") {
  CHECK(Listening(R"(
      a: TLS 15443 *.local APT
      b: HTTPS 15443 b.com S
      svc default/web: http=80>80)")
            .listeners() ==
        "0.0.0.0_15443 ok\n"
        "- outbound_.80_._.web.default.svc.cluster.local autoPassthrough a#0 "
        "outbound_.80_._.web.default.svc.cluster.local\n"
        "- b.com https b#0 https.15443.p0.b.default\n");
}

}  // namespace asmgw
