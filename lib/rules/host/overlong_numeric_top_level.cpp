// A number as last label that is too long to be seen as one.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/host.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.accepted() && has_numeric_top_level(host.pattern.dns) &&
        !is_ip_address(host.pattern.dns))
      report
          .at(*host.field, "host {} ends in a number, as no DNS name does",
              in_quotes(host.text()))
          .consequence(
              "Istio overlooks it for its length; no client can resolve the "
              "name")
          .fix("write a DNS name whose last label is no number");
}

}  // namespace

constinit const Rule rules::overlong_numeric_top_level = {
    .id = "GW240",
    .name = "overlong-numeric-top-level",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host whose last label is a number of more than 64 bits",
    .rationale = R"(Istio refuses a host whose last label is a number, but
reads that number into 64 bits: a longer one is not seen as a number and passes.
No such name exists.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.99999999999999999999  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example)",
    .source = "istio pkg/config/validation, ValidateDNS1123Labels",
    .keys = {"T19"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
