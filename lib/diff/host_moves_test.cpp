// Hosts that change their server: what their clients meet there.
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::string_view simple = "{mode: SIMPLE, credentialName: c}";
constexpr std::string_view mutual = "{mode: MUTUAL, credentialName: c}";

std::string gateway(std::string_view name, std::string_view servers) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {{name: {}, namespace: shop}}\n"
      "spec:\n  selector: {{istio: ingressgateway}}\n  servers:\n{}",
      name, servers);
}

std::string https(int port, std::string_view name, std::string_view hosts,
                  std::string_view tls = simple) {
  return fmt::format(
      "  - port: {{number: {}, name: {}, protocol: HTTPS}}\n"
      "    hosts: [{}]\n    tls: {}\n",
      port, name, hosts, tls);
}

std::string http(std::string_view name, bool redirects) {
  return fmt::format(
      "  - port: {{number: 80, name: {}, protocol: HTTP}}\n"
      "    hosts: [a.example.com]\n{}",
      name, redirects ? "    tls: {httpsRedirect: true}\n" : "");
}

std::string virtual_service(std::string_view host, std::string_view gateway) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: {0}, namespace: shop}}\nspec:\n  hosts: [{0}]\n"
      "  gateways: [{1}]\n  http: [{{route: [{{destination: {{host: "
      "x}}}}]}}]\n",
      host, gateway);
}

/// `breaking host-removed [a.example.com]` for each change with an effect.
std::string changes(const std::string& older, const std::string& newer) {
  std::set<std::string> all;
  const Diffed diffed = diff_texts(older, newer);
  for (const Change& one : diffed.result.changes)
    if (one.level > Impact::none)
      all.insert(fmt::format("{} {} [{}]", text_of(one.level), one.kind->id,
                             fmt::join(one.hosts, ", ")));
  return fmt::format("{}", fmt::join(all, "\n"));
}

}  // namespace

TEST_CASE("a host that moves meets the TLS of its new server") {
  const std::string before =
      gateway("g", https(443, "a", "a.example.com, x.example.com", mutual) +
                       https(443, "b", "b.example.com"));
  const std::string after =
      gateway("g", https(443, "a", "a.example.com", mutual) +
                       https(443, "b", "b.example.com, x.example.com"));
  CHECK(changes(before, after) ==
        "breaking tls-client-auth-dropped [x.example.com]\n"
        "risky host-moved-server [x.example.com]");
  CHECK(changes(after, before) ==
        "breaking tls-client-auth-required [x.example.com]\n"
        "risky host-moved-server [x.example.com]");
}

TEST_CASE("a redirect comes and goes with a server beside another") {
  const std::string routes = virtual_service("a.example.com", "g");
  const std::string plain = gateway("g", http("a", false)) + routes;
  const std::string both =
      gateway("g", http("a", false) + http("b", true)) + routes;
  CHECK(changes(plain, both) ==
        "risky redirect-added [a.example.com]\n"
        "safe host-added [a.example.com]");
  CHECK(changes(both, plain) ==
        "breaking redirect-dropped [a.example.com]\n"
        "risky host-released [a.example.com]");
  const std::string other = plain + gateway("h", http("b", true));
  CHECK(changes(plain, other) ==
        "risky redirect-added [a.example.com]\n"
        "safe gateway-added [a.example.com]");
}

TEST_CASE("a host is bound to its new Gateway by its own VirtualService") {
  const auto side = [](std::string_view g, std::string_view h,
                       std::string_view bound) {
    return gateway("g", https(443, "a", g)) + gateway("h", https(443, "b", h)) +
           virtual_service("b.example.com", bound) +
           virtual_service("c.example.com", "h");
  };
  const auto moved = [&](std::string_view bound) {
    return changes(
        side("a.example.com, b.example.com", "c.example.com", bound),
        side("a.example.com", "c.example.com, b.example.com", bound));
  };
  CHECK(moved("g") == "breaking host-moved-gateway [b.example.com]");
  CHECK(moved("h").starts_with("risky host-moved-gateway [b.example.com]"));
}

TEST_CASE("a new Gateway takes a name from a wildcard") {
  const std::string before = gateway("g", https(443, "a", "\"*.example.com\""));
  CHECK(changes(before, before + gateway("h", https(443, "b", "a.example.com",
                                                    mutual))) ==
        "risky host-captured [a.example.com]\n"
        "safe gateway-added [a.example.com]");
}

TEST_CASE("beside * that comes: names that another server answers") {
  const std::string wildcard = https(443, "b", "\"*.example.com\"", mutual);
  CHECK(changes(gateway("g", https(443, "a", "a.example.com") + wildcard),
                gateway("g", https(443, "a", "\"*\"") + wildcard)) ==
        "breaking host-released [a.example.com]\n"
        "risky hosts-widened-to-any [*]");
}

TEST_CASE("hosts move within a listener before they change it") {
  const auto side = [](std::string_view a, std::string_view b,
                       std::string_view c, std::string_view d) {
    return gateway("g", https(443, "a", a) + https(8443, "b", b) +
                            https(8443, "c", c) + https(443, "d", d));
  };
  CHECK(changes(side("a.a.com, m.com", "b.a.com, m.com", "c.a.com", "d.a.com"),
                side("a.a.com", "b.a.com", "c.a.com, m.com",
                     "d.a.com, m.com")) == "risky host-moved-server [m.com]");
}

TEST_CASE("a listener that is refused for other names has no second *") {
  const auto side = [](std::string_view c) {
    return gateway("g", https(443, "a", "a.example.com") +
                            https(443, "b", "A.example.com") +
                            https(443, "c", c));
  };
  CHECK(changes(side("c.example.com"), side("\"*\""))
            .starts_with("risky hosts-widened-to-any"));
}

TEST_CASE("who approves of one host does not approve of two") {
  const auto side = [](std::string_view hosts) {
    return gateway("g", https(443, "a", hosts));
  };
  const auto subject = [&](std::string_view hosts) {
    return diff_texts(side("a.a.com, b.a.com, c.a.com"), side(hosts))
        .result.changes.at(0)
        .subject;
  };
  CHECK(subject("c.a.com") != subject("b.a.com, c.a.com"));
}

}  // namespace asmgw
