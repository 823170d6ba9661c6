// Upper case in the namespace of a host.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

void report_one(const HostFacts& host, Report& report) {
  const std::string_view ns = *host.pattern.namespace_;
  Finding found = report.at(*host.field,
                            "namespace {} of host {} has upper-case "
                            "letters",
                            in_quotes(ns), in_quotes(host.text()));
  found.consequence(
      "no namespace is called so, hence no VirtualService binds: HTTP answers "
      "404, TLS and TCP have nowhere to go");
  propose(found, host, lower(ns) + '/' + std::string(host.pattern.dns),
          "write the namespace in lower case");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.accepted() && host.pattern.namespace_ &&
        has_upper(*host.pattern.namespace_))
      report_one(host, report);
}

}  // namespace

constinit const Rule rules::upper_case_namespace = {
    .id = "GW236",
    .name = "upper-case-namespace",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "upper-case letters in the namespace of a host",
    .rationale = R"(The part before the slash names the namespace whose
VirtualServices may bind. Kubernetes knows lower-case names only, Istio accepts
both and compares byte by byte: nothing ever binds to such a host.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - Shop/shop.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop/shop.example.com)",
    .source = "istio pkg/config/host, NamesForNamespace",
    .keys = {"T12"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
