// A redirect that needs a VirtualService to work.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

#include <algorithm>

namespace asmgw {
namespace {

bool is_namespaced(const HostFacts& host) {
  return host.accepted() && host.pattern.namespace_ &&
         *host.pattern.namespace_ != "*";
}

std::string_view namespace_text(const Facts& facts, const HostFacts& host) {
  const std::string_view ns = *host.pattern.namespace_;
  return ns == "." ? facts.gateway_namespace() : ns;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!redirects(server)) continue;
    const auto hosts = facts.hosts_of(server);
    const auto host = std::find_if(hosts.begin(), hosts.end(), is_namespaced);
    if (host == hosts.end()) continue;
    report
        .at(*host->field,
            "the redirect of host {} works only while a VirtualService binds "
            "it",
            quoted(host->text()))
        .consequence(
            "as long as none in namespace {} does, plain HTTP gets 404 instead "
            "of 301",
            quoted(namespace_text(facts, *host)))
        .fix("write {} to be independent of that", quoted(host->pattern.dns));
  }
}

}  // namespace

constinit const Rule rules::redirect_for_namespaced_host = {
    .id = "GW382",
    .name = "redirect-for-namespaced-host",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "httpsRedirect for a host with a namespace",
    .rationale = R"(For a redirect without a VirtualService istiod makes up a
virtual host, and calls it by the host as it is written, namespace and slash
included: no Host header is ever equal to that. Once a VirtualService of that
namespace binds the host, the redirect works.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop/shop.example.com  # <--
  tls: {httpsRedirect: true})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  tls: {httpsRedirect: true})",
    .source =
        "T13: istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"T13", "L31"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
