// A Gateway with servers but without apiVersion.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::missing_api_version, [&](const Problem& problem) {
        report.at(problem, "the Gateway has no apiVersion")
            .consequence(
                "kubectl refuses it; istioctl validate passes over it "
                "without a word")
            .fix("write apiVersion: {}", problem.wanted);
      });
}

}  // namespace

constinit const Rule rules::missing_api_version = {
    .id = "GW018",
    .name = "missing-api-version",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "Gateway without apiVersion",
    .rationale =
        R"(Without apiVersion nobody can tell whose Gateway it is. kubectl
refuses it; istioctl validate does not recognise it and lets it pass. Its spec
has servers, so it is taken for one of Istio.)",
    .bad = R"(
kind: Gateway  # <--
metadata:
  name: shop
  annotations: {example.com/note: no apiVersion here}
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
