// A star where no pattern is read.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <string_view>

namespace asmgw {
namespace {

/// What stands before the star.
std::string_view without_star(std::string_view text) {
  text.remove_suffix(1);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

void check_match(const VirtualService& service, const HttpMatch& match,
                 Report& report) {
  if (!match.uri || match.uri->kind == StringMatch::regex ||
      !match.uri->value.ends_with('*') || match.uri->value == "*")
    return;
  const std::string_view before = without_star(match.uri->value);
  report.about(service)
      .at(match.range, match.path,
          "the star in path {} is a character like others",
          in_quotes(match.uri->value))
      .consequence("only paths with a star in them are taken")
      .fix("write prefix {}", in_quotes(before.empty() ? "/" : before));
}

void check(const SetFacts& facts, Report& report) {
  for (const VirtualService& service : facts.mesh.virtual_services) {
    if (service.gateways->empty() && !service.hosts->empty()) continue;
    for (const HttpRoute& route : service.http)
      for (const HttpMatch& match : route.match)
        check_match(service, match, report);
  }
}

}  // namespace

constinit const Rule rules::star_in_path = {
    .id = "GW516",
    .name = "star-in-path",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "path with a star that is compared as it stands",
    .rationale =
        R"(uri.prefix and uri.exact are compared byte by byte; a star means something in
uri.regex only. "/api/*" takes just the paths that begin with these six
characters, and /api/orders goes to the next route or gets 404. prefix "/api/"
takes all that is below.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match:
    - uri: {prefix: "/api/*"}  # <--
    route: [{destination: {host: web}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match:
    - uri: {prefix: /api/}
    route: [{destination: {host: web}}])",
    .source = "Envoy source/common/router/config_impl.cc, PrefixRouteEntryImpl",
    .keys = {},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
