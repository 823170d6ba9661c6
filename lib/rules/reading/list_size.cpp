// Lists that the schema bounds.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::list_size, [&](const Problem& problem) {
    const bool empty = problem.reason == "0";
    Finding found = report.at(problem, "{} has {} items; {} are allowed",
                              problem.found, problem.reason, problem.wanted);
    found.consequence("the API server refuses the object");
    if (empty)
      found.remark("istioctl validate takes an empty list for none")
          .fix("remove the field");
    else
      found.fix("keep one RSA and one ECDSA certificate");
  });
}

}  // namespace

constinit const Rule rules::list_size = {
    .id = "GW025",
    .name = "list-size",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {1, 26, 0},
    .until = {},
    .summary =
        "credentialNames or tlsCertificates with no item or more than two",
    .rationale =
        R"(credentialNames and tlsCertificates hold one or two items: the
point of the second is to serve an RSA and an ECDSA certificate side by side.
The schema refuses an empty list, which Istio itself would take for none.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialNames: [rsa, ecdsa, old]}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialNames: [rsa, ecdsa]})",
    .source =
        "Kubernetes: minItems and maxItems in gateways.networking.istio.io",
    .keys = {"A-size"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
