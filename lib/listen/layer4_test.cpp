// `tcp` and `tls` routes: one for a whole server, or a chain for each match.
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string service(std::string_view name, std::string_view hosts,
                    std::string_view spec) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: {}, namespace: default}}\n"
      "spec: {{gateways: [a, b], hosts: [{}], {}}}\n",
      name, hosts, spec);
}

std::string route(std::string_view to, std::string_view match = "") {
  return fmt::format(
      "{{{}route: [{{destination: {{host: {}.to, port: {{number: 1}}}}}}]}}",
      match.empty() ? "" : fmt::format("match: [{}], ", match), to);
}

/// Where the only chain leads to, "" if there is none.
std::string tcp(std::string_view routes, std::string_view more = "") {
  const Listening got("a: TCP 90 *\nsvc s: 90>9000\n" +
                      service("v", "x.com", fmt::format("tcp: [{}]", routes)) +
                      std::string(more));
  std::string out;
  for (const EffectiveListener& listener : got.effective().listeners)
    for (const Chain& chain : listener.chains)
      out += chain.clusters.at(0).name.substr(sizeof("outbound|1||") - 1);
  return out;
}

}  // namespace

TEST_CASE("tcp: the first entry that fits, of all VirtualServices") {
  CHECK(tcp(route("one") + ", " + route("two")) == "one.to");
  CHECK(tcp(route("one", "{port: 91}") + ", " + route("two")) == "two.to");
  CHECK(tcp(route("one", "{port: 90}") + ", " + route("two")) == "one.to");
  CHECK(tcp(route("one", "{port: 9000}")).empty());
  CHECK(tcp(route("one", "{port: 91}, {port: 90}")) == "one.to");
  CHECK(tcp(route("one", "{gateways: [other]}") + ", " +
            route("two", "{gateways: [a]}")) == "two.to");
  CHECK(tcp("{match: [{port: 90}]}, " + route("two")) == "two.to");
  CHECK(tcp(route("one",
                  "{sourceLabels: {no: such}, sourceNamespace: none, "
                  "destinationSubnets: [10.0.0.0/8]}")) == "one.to");
  CHECK(tcp(route("one", "{port: 91}"),
            service("w", "z.com", "tcp: [" + route("two") + "]")) == "two.to");
  CHECK(tcp(route("one"),
            service("u", "z.com", "tcp: [" + route("two") + "]")) == "two.to");
}

TEST_CASE("tcp: a terminating server takes tcp routes, not those of tls") {
  CHECK(Listening("a: TLS 443 a.com S\n" +
                  service("v", "a.com",
                          "tls: [" + route("one", "{sniHosts: [a.com]}") + "]"))
            .listeners() == unindented(R"(
      0.0.0.0_443 omitted no-filter-chain
      dropped a#0 no-filter-chain)"));
  CHECK(Listening("a: TLS 443 a.com S\n" +
                  service("v", "a.com", "tcp: [" + route("one") + "]"))
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com tlsTerminate a#0 outbound|1||one.to)"));
  CHECK(Listening("a: TLS 443 a.com S\n" +
                  service("v", "b.com", "tcp: [" + route("one") + "]"))
            .listeners() == unindented(R"(
      0.0.0.0_443 omitted no-filter-chain
      dropped a#0 no-filter-chain)"));
}

TEST_CASE("tls: a chain for each match that fits") {
  CHECK(Listening("a: TLS 443 *.a.com PT\n" +
                  service("v", "'*.a.com'",
                          "tls: [" +
                              route("one",
                                    "{sniHosts: [x.a.com, y.a.com]}, "
                                    "{sniHosts: [z.a.com], port: 444}, "
                                    "{sniHosts: [w.a.com], gateways: [c]}") +
                              ", " + route("two", "{sniHosts: ['*.a.com']}") +
                              "]"))
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - x.a.com,y.a.com passthrough a#0 outbound|1||one.to
      - *.a.com passthrough a#0 outbound|1||two.to)"));
}

TEST_CASE("tls: a match with a name that is taken is skipped whole") {
  const Listening got("a: TLS 443 *.a.com PT\nb: TLS 443 *.com PT\n" +
                      service("v", "'*.a.com'",
                              "tls: [" + route("one", "{sniHosts: [x.a.com]}") +
                                  ", " +
                                  route("two",
                                        "{sniHosts: [x.a.com, y.a.com]}, "
                                        "{sniHosts: [y.a.com]}") +
                                  "]"));
  CHECK(got.listeners() == unindented(R"(
      0.0.0.0_443 ok
      - x.a.com passthrough a#0 outbound|1||one.to
      - y.a.com passthrough a#0 outbound|1||two.to
      dropped b#0 no-filter-chain)"));
  CHECK(got.effective().skipped_sni.size() == 4);  // three of them for b
}

TEST_CASE("tls: names are compared within one bind, which is the last") {
  const std::string all = service(
      "v", "a.com", "tls: [" + route("one", "{sniHosts: [a.com]}") + "]");
  CHECK(Listening("a: TLS 443 a.com PT @10.0.0.1\n"
                  "b: TLS 443 a.com PT @10.0.0.2\n" +
                  all)
            .listeners() == unindented(R"(
      10.0.0.1_443 ok
      - a.com passthrough a#0 outbound|1||one.to
      10.0.0.2_443 ok
      - a.com passthrough b#0 outbound|1||one.to)"));
}

TEST_CASE("tls: sniHosts are not clipped to the hosts of the server") {
  CHECK(Listening("a: TLS 443 a.com PT\nvs v: a a.com,b.com tls b.com")
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - b.com passthrough a#0 outbound|9||v.to)"));
  CHECK(Listening("a: TLS 443 b.a.com PT\nvs v: a *.a.com tls *.a.com")
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - *.a.com passthrough a#0 outbound|9||v.to)"));
  CHECK(Listening("a: TLS 443 * PT\nvs v: a * tls *").listeners() ==
        unindented(R"(
      0.0.0.0_443 ok
      - * passthrough a#0 outbound|9||v.to)"));
  CHECK(Listening("a: TLS 443 * PT\nvs v: a * tls *,a.com").listeners() ==
        unindented(R"(
      0.0.0.0_443 ok
      - * passthrough a#0 outbound|9||v.to)"));
}

TEST_CASE("tls: a star that is no leading label makes Envoy refuse") {
  CHECK(Listening("a: TLS 443 *.a.com PT\nvs v: a *.a.com tls *b.a.com")
            .listeners() == unindented(R"(
      0.0.0.0_443 nack partial-wildcard
      - *b.a.com passthrough a#0 outbound|9||v.to)"));
}

TEST_CASE("tls: HTTPS in pass-through is as TLS, and http routes do nothing") {
  CHECK(
      Listening("a: HTTPS 443 a.com PT\nvs v: a a.com tls a.com").listeners() ==
      unindented(R"(
      0.0.0.0_443 ok
      - a.com passthrough a#0 outbound|9||v.to)"));
  CHECK(Listening("a: HTTPS 443 a.com PT\nvs v: a a.com http").listeners() ==
        unindented(R"(
      0.0.0.0_443 omitted no-filter-chain
      dropped a#0 no-filter-chain)"));
  CHECK(Listening("a: TLS 443 a.com tls={}\nvs v: a a.com tls a.com")
            .listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com passthrough a#0 outbound|9||v.to)"));
}

TEST_CASE("several kinds of servers without TLS are raw TCP") {
  for (const char* protocol : {"TCP", "MONGO", "REDIS", "MYSQL", "UDP"}) {
    CAPTURE(protocol);
    CHECK(Listening(std::string("a: ") + protocol + " 90 *\nvs v: a x.to tcp")
              .listeners() == unindented(R"(
        0.0.0.0_90 ok
        - * tcp a#0 outbound|9||v.to)"));
  }
}

}  // namespace asmgw
