// An object without a kind that looks like a Gateway.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::missing_kind, [&](const Problem& problem) {
        report.at(problem, "the object has no kind")
            .consequence(
                "kubectl refuses it; istioctl validate passes over it "
                "without a word")
            .fix("write kind: Gateway");
      });
}

}  // namespace

constinit const Rule rules::missing_kind = {
    .id = "GW017",
    .name = "missing-kind",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "object of networking.istio.io without a kind",
    .rationale = R"(Without kind nobody can tell what the object is. kubectl
refuses it; istioctl validate does not recognise it and lets it pass. Its spec
has servers, so it is taken for a Gateway.)",
    .bad = R"(
apiVersion: networking.istio.io/v1  # <--
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "Kubernetes: apimachinery, decoding of objects",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
