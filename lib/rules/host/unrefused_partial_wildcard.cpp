// A star glued to a label, before Istio refused it.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <string>

namespace asmgw {
namespace {

/// `*shop.example.com` was meant as `*.shop.example.com`.
std::string with_dot(const HostFacts& host) {
  return with_dns(host, "*." + std::string(host.pattern.dns.substr(1)));
}

bool is_partial(std::string_view dns) {
  return is_wildcard(dns) && dns != "*" && !dns.starts_with("*.");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts) {
    if (!host.accepted() || !is_partial(host.pattern.dns) ||
        !terminates_tls(*facts.server_of(host)))
      continue;
    Finding found = report.at(*host.field,
                              "the wildcard of host {} is only part of a label",
                              in_quotes(host.text()));
    found.consequence(
        "Envoy refuses the whole listener: it takes no such name as SNI");
    propose(found, host, with_dot(host),
            "write \"*.\" and a domain, or list the names one by one");
  }
}

}  // namespace

constinit const Rule rules::unrefused_partial_wildcard = {
    .id = "GW211",
    .name = "unrefused-partial-wildcard",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {1, 16, 0},
    .summary =
        "wildcard that is only part of the first label, on a TLS server of "
        "Istio 1.16",
    .rationale = R"(Before 1.17 Istio accepted "*shop.example.com". On a TLS
server it becomes the SNI of a filter chain, which Envoy refuses together with
the listener; the other servers of the port stay on their old configuration.)",
    .bad = R"(
# asmgw: --istio-version 1.16
apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    tls: {mode: SIMPLE, credentialName: shop}
    hosts:
    - "*shop.example.com"  # <--)",
    .good = R"(
# asmgw: --istio-version 1.16
apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    tls: {mode: SIMPLE, credentialName: shop}
    hosts:
    - "*.shop.example.com")",
    .source = "Envoy, server_names of a filter chain match",
    .keys = {"T17"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
