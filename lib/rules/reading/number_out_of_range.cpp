// Numbers that do not fit the type of the field.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::number_range, [&](const Problem& problem) {
        Finding found = report.at(problem, "{} is not between 0 and 4294967295",
                                  problem.found);
        if (!facts.at_least(22) && problem.wanted.empty())
          found.layer(Layer::istio)
              .covers({"D-decode"})
              .consequence("Istio cannot decode it and refuses the Gateway");
        else
          found.covers({problem.wanted.empty() ? "A-range" : "A-type"})
              .consequence("the API server refuses the object");
        found.fix("write a port number: 1 to 65535");
      });
}

}  // namespace

constinit const Rule rules::number_out_of_range = {
    .id = "GW024",
    .name = "number-out-of-range",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "number below 0 or above 4294967295",
    .rationale =
        R"(number and targetPort are unsigned 32-bit integers. Since Istio
1.22 the schema says so and the API server refuses others; before, Istio's
webhook cannot decode them, and of more than 64 bits the API server refuses
them. Numbers that fit but are no port are refused by
Istio and are another finding.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: -1, name: http, protocol: HTTP}  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "Kubernetes: bounds in gateways.networking.istio.io, since 1.22",
    .keys = {"A-range", "A-type", "D-decode"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
