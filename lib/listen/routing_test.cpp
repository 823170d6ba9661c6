// Routes: which remain, where they lead, and which virtual hosts hold them.
#include "listen/routing.h"

#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

std::string service(std::string_view spec) {
  return fmt::format(
      "\n---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: v, namespace: shop}}\n"
      "spec: {{gateways: [default/a], hosts: ['*'], {}}}\n",
      spec);
}

std::string to(std::string_view destination, int weight = -1) {
  std::string out = fmt::format("{{destination: {{{}}}", destination);
  if (weight >= 0) out += fmt::format(", weight: {}", weight);
  return out + '}';
}

/// Clusters of the only route, with weights.
std::string clusters(const std::string& route, const std::string& more = "") {
  const Listening got("a: HTTP 80 *\nsvc s: http=80>8080\n" +
                      service("http: [{route: [" + route + "]}]") + more);
  std::string out;
  for (const Cluster& one :
       got.effective().routes.at(0).virtual_hosts.at(0).routes.at(0).clusters) {
    out += (out.empty() ? "" : " ") + one.name;
    if (one.weight) out += '*' + std::to_string(*one.weight);
  }
  return out;
}

std::string kubernetes_service(std::string_view ports) {
  return fmt::format(
      "---\napiVersion: v1\nkind: Service\n"
      "metadata: {{name: web, namespace: shop}}\nspec: {{ports: [{}]}}\n",
      ports);
}

std::string service_entry(std::string_view ports) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\n"
      "metadata: {{name: e, namespace: shop}}\n"
      "spec: {{hosts: [db.example.com], ports: [{}]}}\n",
      ports);
}

/// Clusters of the first of these `http` entries, then of the others: how many
/// routes are left.
std::size_t routes_left(const std::string& first_match) {
  const Listening got("a: HTTP 80 *\n" +
                      service("http: [{match: [{" + first_match +
                              "}], route: [" + to("host: one.to") +
                              "]}, {route: [" + to("host: two.to") + "]}]"));
  return got.effective().routes.at(0).virtual_hosts.at(0).routes.size();
}

}  // namespace

TEST_CASE("a destination by number, subset and short name") {
  CHECK(clusters(to("host: web, port: {number: 7}")) ==
        "outbound|7||web.shop.svc.cluster.local");
  CHECK(clusters(to("host: web.other, port: {number: 7}, subset: v1")) ==
        "outbound|7|v1|web.other");
}

TEST_CASE("without a port number the only port of the Service, else our own") {
  const std::string route = to("host: web");
  const std::string at = "||web.shop.svc.cluster.local";
  CHECK(clusters(route) == "outbound|80" + at);
  CHECK(clusters(route, kubernetes_service("{name: a, port: 7}")) ==
        "outbound|7" + at);
  CHECK(clusters(route, kubernetes_service("{name: a, port: 7}, "
                                           "{name: b, port: 8}")) ==
        "outbound|80" + at);
  CHECK(clusters(to("host: web, port: {number: 9}"),
                 kubernetes_service("{name: a, port: 7}")) ==
        "outbound|9" + at);
}

TEST_CASE("the only port of a ServiceEntry counts as well") {
  const std::string route = to("host: db.example.com");
  CHECK(clusters(route) == "outbound|80||db.example.com");
  CHECK(clusters(route,
                 service_entry("{name: tcp, number: 5432, protocol: TCP}")) ==
        "outbound|5432||db.example.com");
  CHECK(clusters(route,
                 service_entry("{name: tcp, number: 5432, protocol: TCP}, "
                               "{name: x, number: 5433, protocol: TCP}")) ==
        "outbound|80||db.example.com");
}

TEST_CASE("destinations of weight 0 are left out beside others") {
  const std::string one = "outbound|80||one.to", two = "outbound|80||two.to";
  CHECK(clusters(to("host: one.to")) == one);
  CHECK(clusters(to("host: one.to", 0)) == one);
  CHECK(clusters(to("host: one.to", 100)) == one);
  CHECK(clusters(to("host: one.to", 30) + ", " + to("host: two.to", 70)) ==
        one + "*30 " + two + "*70");
  CHECK(clusters(to("host: one.to", 0) + ", " + to("host: two.to", 50) + ", " +
                 to("host: three.to", 50)) ==
        two + "*50 outbound|80||three.to*50");
  CHECK(clusters(to("host: one.to", 0) + ", " + to("host: two.to", 100))
            .starts_with(two));
}

TEST_CASE("weight 0 in tcp and tls routes") {
  const auto of = [](const std::string& server, const std::string& route) {
    return Listening("a: " + server + "\n" + service(route)).listeners();
  };
  const std::string all = "route: [" + to("host: one.to", 0) + ", " +
                          to("host: two.to", 40) + ", " +
                          to("host: three.to", 60) + "]";
  CHECK(of("TCP 90 *", "tcp: [{" + all + "}]") ==
        "0.0.0.0_90 ok\n- * tcp a#0 "
        "outbound|90||two.to*40,outbound|90||three.to*60\n");
  CHECK(of("TLS 90 a.com PT",
           "tls: [{match: [{sniHosts: [a.com]}], " + all + "}]") ==
        "0.0.0.0_90 ok\n- a.com passthrough a#0 "
        "outbound|90||two.to*40,outbound|90||three.to*60\n");
}

TEST_CASE("what ends a VirtualService: a match of any path and nothing else") {
  for (const char* match :
       {"uri: {prefix: /}", "uri: {regex: '.*'}", "port: 80",
        "gateways: [default/a]", "port: 80, gateways: [default/a]",
        "sourceLabels: {istio: ingressgateway}",
        "sourceNamespace: istio-system", "uri: {prefix: /}, name: x"}) {
    CAPTURE(match);
    CHECK(routes_left(match) == 1);
  }
  for (const char* match :
       {"uri: {prefix: /x}", "uri: {exact: /}", "uri: {regex: '.+'}",
        "method: {exact: GET}", "authority: {exact: a.com}",
        "scheme: {exact: http}", "headers: {k: {exact: v}}",
        "queryParams: {k: {exact: v}}", "withoutHeaders: {k: {exact: v}}",
        "uri: {prefix: /}, method: {exact: GET}",
        "uri: {prefix: /}, headers: {k: {regex: .*}}"}) {
    CAPTURE(match);
    CHECK(routes_left(match) == 2);
  }
}

TEST_CASE("matches that are for another port, Gateway or source") {
  for (const char* match :
       {"port: 8080", "gateways: [mesh]", "gateways: [a]",
        "sourceLabels: {istio: other}", "sourceNamespace: default"}) {
    CAPTURE(match);
    CHECK(routes_left(std::string(match) + ", uri: {prefix: /x}") == 1);
  }
  CHECK(routes_left("gateways: [default/a], sourceLabels: {istio: other}, "
                    "sourceNamespace: other, uri: {prefix: /x}") == 2);
}

TEST_CASE(
    "catch-alls move behind all others, whatever method they want stays") {
  const Listening got("a: HTTP 80 *\n" +
                      service("http: [{match: [{method: {exact: GET}}], route: "
                              "[" +
                              to("host: one.to") + "]}, {route: [" +
                              to("host: two.to") + "]}]") +
                      "---\napiVersion: networking.istio.io/v1\n"
                      "kind: VirtualService\n"
                      "metadata: {name: w, namespace: shop}\n"
                      "spec: {gateways: [default/a], hosts: ['*'], http: "
                      "[{match: [{queryParams: {k: {exact: v}}}], route: [" +
                      to("host: three.to") + "]}, {route: [" +
                      to("host: four.to") + "]}]}\n");
  CHECK(got.virtual_hosts() ==
        "http.80 *:80 [*] shop/v!GET shop/w?k shop/v shop/w\n");
}

TEST_CASE("redirects and direct responses lead to no cluster") {
  const auto action = [](const std::string& entry) {
    const Listening got("a: HTTP 80 *\n" + service("http: [{" + entry + "}]"));
    const Route& route =
        got.effective().routes.at(0).virtual_hosts.at(0).routes.at(0);
    CHECK(route.clusters.empty());
    return std::string(text_of(route.action));
  };
  CHECK(action("redirect: {authority: b.com}") == "redirect");
  CHECK(action("directResponse: {status: 418}") == "direct");
}

TEST_CASE("virtual hosts of equal routes become one, by specificity") {
  CHECK(Listening("a: HTTP 80 *\nvs v: a *.a.com,b.com,c.com http")
            .virtual_hosts() == "http.80 b.com:80 [b.com,c.com,*.a.com] v\n");
  CHECK(Listening("a: HTTP 80 *\nvs v: a a.com,c.com http /v\n"
                  "vs w: a b.com,c.com http /w")
            .virtual_hosts() == unindented(R"(
      http.80 a.com:80 [a.com] v/v
      http.80 b.com:80 [b.com] w/w
      http.80 c.com:80 [c.com] v/v w/w)"));
  CHECK(Listening("a: HTTP 80 a.com,b.com R\na: HTTP 80 c.com\n"
                  "vs v: a a.com,c.com http")
            .virtual_hosts() == unindented(R"(
      http.80 a.com:80 [a.com] tls v
      http.80 b.com:80 [b.com] tls
      http.80 c.com:80 [c.com] v)"));
}

TEST_CASE("a redirect makes a virtual host of the text as it stands") {
  CHECK(Listening("a: HTTP 80 ns/a.com R").virtual_hosts() ==
        "http.80 ns/a.com:80 [ns/a.com] tls\n");
  CHECK(Listening("a: HTTP 80 A.com R").virtual_hosts() ==
        "http.80 a.com:80 [a.com] tls\n");
  CHECK(Listening("a: HTTP 80 default/a.com R\nvs v: a a.com http")
            .virtual_hosts() == unindented(R"(
      http.80 a.com:80 [a.com] tls v
      http.80 default/a.com:80 [default/a.com] tls)"));
}

TEST_CASE("a port without VirtualService answers 404") {
  CHECK(Listening("a: HTTP 80 a.com\nsvc s: 80>8080").virtual_hosts() ==
        "http.8080 blackhole:80 [*]\n");
  CHECK(Listening("a: HTTPS 443 a.com S").virtual_hosts() ==
        "https.443.p0.a.default blackhole:443 [*]\n");
  CHECK(Listening("a: TLS 443 a.com PT\na: TCP 90 *").virtual_hosts().empty());
}

}  // namespace asmgw
