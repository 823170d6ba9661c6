// VirtualServices whose routes are those of others.
#include "listen/binding.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

std::string text_of(const StringMatch& match) {
  const std::string_view sign = match.kind == StringMatch::exact    ? "="
                                : match.kind == StringMatch::prefix ? "^"
                                                                    : "~";
  return std::string(sign) + match.value;
}

/// `uri^/a headers.k=v port=80` : all that a match has.
std::string text_of(const HttpMatch& match) {
  std::vector<std::string> all;
  const auto add = [&](std::string_view field, const auto& value) {
    if (value) all.push_back(std::string(field) + text_of(*value));
  };
  const auto add_all = [&](std::string_view field, const NamedMatches& values) {
    for (const auto& [key, value] : values)
      all.push_back(fmt::format("{}.{}{}", field, key, text_of(value)));
  };
  add("uri", match.uri);
  add("scheme", match.scheme);
  add("method", match.method);
  add("authority", match.authority);
  add_all("headers", match.headers);
  add_all("withoutHeaders", match.without_headers);
  add_all("queryParams", match.query_params);
  if (match.ignore_uri_case) all.emplace_back("ignoreUriCase");
  if (match.port > 0) all.push_back(fmt::format("port={}", match.port));
  for (const auto& gateway : match.gateways)
    all.push_back("gateway=" + *gateway);
  if (!match.source_namespace.empty())
    all.push_back("sourceNamespace=" + match.source_namespace);
  for (const auto& [key, value] : match.source_labels)
    all.push_back(fmt::format("label.{}={}", key, value));
  if (!match.name.empty()) all.push_back("name=" + match.name);
  if (!match.stat_prefix.empty()) all.push_back("stat=" + match.stat_prefix);
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : " ") + one;
  return out;
}

/// `name [match | match] host` for each route, a line each.
std::string text_of(const std::vector<HttpRoute>& routes) {
  std::string out;
  for (const HttpRoute& route : routes) {
    std::string matches;
    for (const HttpMatch& match : route.match)
      matches += (matches.empty() ? "" : " | ") + text_of(match);
    out += fmt::format("{}[{}]", route.name, matches);
    for (const Destination& to : route.route) out += ' ' + *to.host;
    out += '\n';
  }
  return out;
}

std::string service(std::string_view name, std::string_view spec) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: {}, namespace: r}}\nspec: {{{}}}\n",
      name, spec);
}

/// `http` of root and of delegate `leaf`, both in namespace r.
Listening both(const std::string& root, const std::string& leaf,
               const std::string& more = "") {
  return Listening(
      "r/gw: HTTP 80 a.com\n" +
      service("root", "hosts: [a.com], gateways: [gw], http: [" + root + "]") +
      service("leaf", more + "http: [" + leaf + "]"));
}

std::string merged(const std::string& root, const std::string& leaf) {
  const Listening got = both(root, leaf);
  return text_of(Bindings(got.mesh(), newest_version)[0].http);
}

/// One match of each.
std::string met(const std::string& root, const std::string& leaf) {
  const std::string all =
      merged("{match: [{" + root + "}], delegate: {name: leaf}}",
             "{match: [{" + leaf + "}], route: [{destination: {host: h.to}}]}");
  if (all.empty()) return "conflict";
  const auto begin = all.find('[') + 1;
  return all.substr(begin, all.find(']') - begin);
}

const std::string to_leaf = "{delegate: {name: leaf}}";
const std::string to_h = "{route: [{destination: {host: h.to}}]}";

}  // namespace

TEST_CASE("conditions on one string, of root and delegate") {
  for (const std::string field : {"uri", "scheme", "method", "authority"}) {
    CAPTURE(field);
    const auto with = [&](const std::string& root, const std::string& leaf) {
      const auto match = [&](const std::string& value) {
        return value.empty() ? "port: 80" : field + ": {" + value + "}";
      };
      const std::string got = met(match(root), match(leaf));
      const auto port = got.find(" port=80");
      return port == std::string::npos ? got : got.substr(0, port);
    };
    CHECK(with("exact: /a", "exact: /a") == field + "=/a");
    CHECK(with("exact: /a", "exact: /b") == "conflict");
    CHECK(with("exact: /a", "exact: /a/b") == "conflict");
    CHECK(with("exact: /a", "prefix: /a") == "conflict");
    CHECK(with("exact: /a", "prefix: /") == "conflict");
    CHECK(with("prefix: /a", "prefix: /a/b") == field + "^/a/b");
    CHECK(with("prefix: /a", "exact: /a/b") == field + "=/a/b");
    CHECK(with("prefix: /a", "prefix: /a") == field + "^/a");
    CHECK(with("prefix: /a", "prefix: /b") == "conflict");
    CHECK(with("prefix: /a", "exact: /b") == "conflict");
    CHECK(with("prefix: /a/b", "prefix: /a") == "conflict");
    CHECK(with("regex: /a", "regex: /a") == "conflict");
    CHECK(with("regex: .*", "prefix: /a") == "conflict");
    CHECK(with("exact: /a", "regex: /a") == "conflict");
    CHECK(with("prefix: /a", "regex: /a") == "conflict");
    CHECK(with("prefix: /a", "") == field + "^/a");
    CHECK(with("regex: /a", "") == field + "~/a");
    CHECK(with("", "exact: /a") == field + "=/a");
    CHECK(with("", "regex: /a") == field + "~/a");
  }
}

TEST_CASE("an empty condition and any other on the same do not go together") {
  for (const std::string field : {"headers", "withoutHeaders", "queryParams"}) {
    CAPTURE(field);
    const std::string empty = field + ": {k: {}}";
    CHECK(met(empty, field + ": {k: {exact: v}}") == "conflict");
    CHECK(met(field + ": {k: {prefix: v}}", empty) == "conflict");
    CHECK(met(empty, empty) == "conflict");
    CHECK(met(empty, "port: 80") == field + ".k^ port=80");
    CHECK(met(empty, field + ": {l: {exact: v}}") ==
          field + ".k^ " + field + ".l=v");
  }
  CHECK(met("uri: {}", "uri: {prefix: /a}") == "conflict");
  CHECK(met("uri: {}", "method: {exact: GET}") == "uri^ method=GET");
}

TEST_CASE("conditions on headers and parameters, by name") {
  for (const std::string field : {"headers", "withoutHeaders", "queryParams"}) {
    CAPTURE(field);
    const auto with = [&](const std::string& root, const std::string& leaf) {
      return met(field + ": {" + root + "}", field + ": {" + leaf + "}");
    };
    const std::string k = field + ".k", l = field + ".l";
    CHECK(with("k: {exact: v}", "k: {exact: v}") == k + "=v");
    CHECK(with("k: {exact: v}", "k: {exact: w}") == "conflict");
    CHECK(with("k: {exact: v}", "k: {prefix: v}") == "conflict");
    CHECK(with("k: {prefix: v}", "k: {exact: vw}") == k + "=vw");
    CHECK(with("k: {prefix: v}", "k: {prefix: vw}") == k + "^vw");
    CHECK(with("k: {prefix: v}", "k: {prefix: w}") == "conflict");
    CHECK(with("k: {regex: v}", "k: {exact: v}") == "conflict");
    CHECK(with("k: {exact: v}", "k: {regex: v}") == "conflict");
    CHECK(with("k: {exact: v}", "l: {regex: w}") == k + "=v " + l + "~w");
    CHECK(with("l: {prefix: v}, k: {exact: x}", "l: {exact: vw}") ==
          k + "=x " + l + "=vw");
    CHECK(met(field + ": {k: {exact: v}}", "port: 80") == k + "=v port=80");
    CHECK(met("port: 80", field + ": {k: {exact: v}}") == k + "=v port=80");
  }
}

TEST_CASE("ignoreUriCase must be the same") {
  CHECK(met("ignoreUriCase: true, port: 80", "ignoreUriCase: true") ==
        "ignoreUriCase port=80");
  CHECK(met("ignoreUriCase: true", "port: 80") == "conflict");
  CHECK(met("port: 80", "ignoreUriCase: true") == "conflict");
}

TEST_CASE("ports must be the same if both are given") {
  CHECK(met("port: 80", "port: 80") == "port=80");
  CHECK(met("port: 80", "port: 81") == "conflict");
  CHECK(met("port: 80", "name: x") == "port=80 name=x");
  CHECK(met("name: x", "port: 81") == "port=81 name=x");
}

TEST_CASE("a source namespace of the root wants the same of the delegate") {
  CHECK(met("sourceNamespace: team", "sourceNamespace: team") ==
        "sourceNamespace=team");
  CHECK(met("sourceNamespace: team", "sourceNamespace: web") == "conflict");
  CHECK(met("sourceNamespace: team", "port: 80") == "conflict");
  CHECK(met("port: 80", "sourceNamespace: team") ==
        "port=80 sourceNamespace=team");
}

TEST_CASE("source labels unite unless a key has two values") {
  CHECK(met("sourceLabels: {a: x}", "sourceLabels: {b: v}") ==
        "label.a=x label.b=v");
  CHECK(met("sourceLabels: {a: x}", "sourceLabels: {a: x}") == "label.a=x");
  CHECK(met("sourceLabels: {a: x}", "sourceLabels: {a: v}") == "conflict");
  CHECK(met("sourceLabels: {a: x}", "port: 80") == "port=80 label.a=x");
}

TEST_CASE("gateways of the delegate must be some of the root's") {
  CHECK(met("gateways: [gw, x/y]", "gateways: [x/y]") == "gateway=x/y");
  CHECK(met("gateways: [gw, x/y]", "gateways: [x/y, gw]") ==
        "gateway=x/y gateway=r/gw");
  CHECK(met("gateways: [gw]", "gateways: [gw, x/y]") == "conflict");
  CHECK(met("gateways: [gw]", "gateways: [gw, gw]") == "conflict");
  CHECK(met("gateways: [gw, x/y]", "gateways: [x/z]") == "conflict");
  CHECK(met("gateways: [gw]", "port: 80") == "port=80 gateway=r/gw");
  CHECK(met("port: 80", "gateways: [gw]") == "port=80 gateway=r/gw");
}

TEST_CASE("names are joined, of two statPrefixes the delegate's stands") {
  CHECK(met("name: a", "name: b") == "name=a-b");
  CHECK(met("name: a", "port: 80") == "port=80 name=a");
  CHECK(met("port: 80", "name: b") == "port=80 name=b");
  CHECK(met("statPrefix: a", "statPrefix: b") == "stat=b");
  CHECK(met("statPrefix: a", "port: 80") == "port=80 stat=a");
  CHECK(merged("{name: a, delegate: {name: leaf}}",
               "{name: b, route: [{destination: {host: h.to}}]}, " + to_h) ==
        "a-b[] h.to\na[] h.to\n");
}

TEST_CASE("if one has no match, those of the other stand") {
  CHECK(merged("{match: [{port: 80}], delegate: {name: leaf}}", to_h) ==
        "[port=80] h.to\n");
  CHECK(merged(to_leaf,
               "{match: [{uri: {regex: x}}, {port: 81}], "
               "route: [{destination: {host: h.to}}]}") ==
        "[uri~x | port=81] h.to\n");
  CHECK(merged(to_leaf, to_h) == "[] h.to\n");
}

TEST_CASE("each match of the delegate with each of the root that it suits") {
  const std::string root =
      "{match: [{uri: {prefix: /a}}, {uri: {prefix: /a/b}}, {port: 80}], "
      "delegate: {name: leaf}}";
  CHECK(merged(root,
               "{match: [{uri: {prefix: /a/b/c}}, {uri: {exact: /a}}], "
               "route: [{destination: {host: h.to}}]}") ==
        "[uri^/a/b/c | uri^/a/b/c | uri^/a/b/c port=80 | uri=/a | uri=/a "
        "port=80] h.to\n");
}

TEST_CASE("an entry with a match that suits none is left out, others stay") {
  CHECK(merged("{match: [{uri: {prefix: /a}}], delegate: {name: leaf}}",
               "{match: [{uri: {prefix: /a/b}}, {uri: {prefix: /b}}], "
               "route: [{destination: {host: x.to}}]}, "
               "{match: [{uri: {prefix: /a/c}}], "
               "route: [{destination: {host: y.to}}]}") == "[uri^/a/c] y.to\n");
}

TEST_CASE("entries stand where the delegating entry stood") {
  CHECK(merged("{match: [{port: 1}], route: [{destination: {host: a.to}}]}, " +
                   to_leaf + ", " + to_h,
               "{match: [{port: 2}], route: [{destination: {host: b.to}}]}, "
               "{match: [{port: 3}], route: [{destination: {host: c.to}}]}") ==
        "[port=1] a.to\n[port=2] b.to\n[port=3] c.to\n[] h.to\n");
}

TEST_CASE("what has no delegate to be found is left out") {
  CHECK(merged("{match: [{port: 1}], delegate: {name: other}}, " + to_h,
               to_h) == "[] h.to\n");
  CHECK(merged("{delegate: {name: leaf, namespace: other}}, " + to_h, "") ==
        "[] h.to\n");
  CHECK(merged("{delegate: {name: leaf, namespace: r}}", to_h) == "[] h.to\n");
  const Listening none = both("{delegate: {name: other}}", to_h);
  CHECK(none.virtual_hosts() == "http.80 blackhole:80 [*]\n");
}

TEST_CASE("a VirtualService with hosts is no delegate") {
  CHECK(both(to_leaf, to_h, "hosts: [b.com], ").virtual_hosts() ==
        "http.80 blackhole:80 [*]\n");
}

TEST_CASE("a delegate is not bound by itself") {
  const Listening got = both(to_h, to_h, "gateways: [gw], ");
  CHECK(got.virtual_hosts() == "http.80 a.com:80 [a.com] r/root\n");
}

TEST_CASE("one level, and only http") {
  const Listening nested(
      "r/gw: HTTP 80 a.com\nr/gw: TCP 90 a.com\n" +
      service("main",
              "hosts: [a.com], gateways: [gw], http: [" + to_leaf + "]") +
      service("leaf",
              "http: [{match: [{uri: {prefix: /x}}], delegate: {name: "
              "end}}, {match: [{uri: {prefix: /y}}], route: "
              "[{destination: {host: h.to}}]}], tcp: [{route: "
              "[{destination: {host: t.to}}]}]") +
      service("end", "http: [" + to_h + "]"));
  CHECK(nested.virtual_hosts() == "http.80 a.com:80 [a.com] r/main/y\n");
  CHECK(nested.listeners() == unindented(R"(
      0.0.0.0_80 ok
      - * http r/gw#0 http.80
      0.0.0.0_90 omitted no-filter-chain
      dropped r/gw#1 no-filter-chain)"));
}

TEST_CASE("a delegate must be exported to the namespace of the root") {
  const auto taken = [](const std::string& exported, const std::string& ns) {
    const Listening got(
        "r/gw: HTTP 80 a.com\n" +
        service("root",
                "hosts: [a.com], gateways: [gw], http: [{delegate: "
                "{name: leaf, namespace: " +
                    ns + "}}]") +
        fmt::format("---\napiVersion: networking.istio.io/v1\n"
                    "kind: VirtualService\n"
                    "metadata: {{name: leaf, namespace: {}}}\n"
                    "spec: {{{}http: [{}]}}\n",
                    ns, exported, to_h));
    return got.virtual_hosts() == "http.80 a.com:80 [a.com] r/root\n";
  };
  CHECK(taken("", "d"));
  CHECK(taken("exportTo: ['*'], ", "d"));
  CHECK(taken("exportTo: [r], ", "d"));
  CHECK(taken("exportTo: [x, r], ", "d"));
  CHECK_FALSE(taken("exportTo: [.], ", "d"));
  CHECK_FALSE(taken("exportTo: [d], ", "d"));
  CHECK_FALSE(taken("exportTo: [x], ", "d"));
  CHECK_FALSE(taken("exportTo: ['~'], ", "d"));
  CHECK(taken("exportTo: [.], ", "r"));
  CHECK(taken("exportTo: [r], ", "r"));
  CHECK_FALSE(taken("exportTo: [x], ", "r"));
}

TEST_CASE("short names of a delegate are those of its own namespace") {
  const Listening got(
      "r/gw: HTTP 80 a.com\n" +
      service("root",
              "hosts: [a.com], gateways: [gw], http: [{delegate: "
              "{name: leaf, namespace: d}}]") +
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {name: leaf, namespace: d}\n"
      "spec: {http: [{route: [{destination: {host: web}}]}]}\n");
  CHECK(text_of(Bindings(got.mesh(), newest_version)[0].http) ==
        "[] web.d.svc.cluster.local\n");
}

TEST_CASE("a direct response of the root is that of entries without one") {
  const Listening got =
      both("{directResponse: {status: 503}, delegate: {name: leaf}}",
           "{match: [{port: 80}], directResponse: {status: 418}}, " + to_h);
  REQUIRE(got.effective().routes.size() == 1);
  const auto& routes = got.effective().routes[0].virtual_hosts[0].routes;
  REQUIRE(routes.size() == 1);  // port alone is no condition: the rest is dead
  CHECK(routes[0].direct_status == 418);
  CHECK(Bindings(got.mesh(), newest_version)[0].http.at(1).direct_status ==
        503);
}

}  // namespace asmgw
