// Kinds of networking.istio.io that are almost Gateway.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::wrong_kind, [&](const Problem& problem) {
    report
        .at(problem,
            "networking.istio.io has no kind {} (did you mean "
            "\"Gateway\"?)",
            in_quotes(problem.found))
        .consequence(
            "the API server knows no such kind; istioctl validate "
            "and analyze pass over the document without a word")
        .fix("write kind: Gateway");
  });
}

}  // namespace

constinit const Rule rules::wrong_kind = {
    .id = "GW016",
    .name = "wrong-kind",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "kind that is a misspelling of Gateway",
    .rationale = R"(Kinds are compared letter by letter, upper and lower case
included. For gateway or Gateways the API server answers that there is no such
kind, while istioctl does not recognise the document and lets it pass.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: gateway  # <--
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
    .source =
        "Kubernetes: CustomResourceDefinition gateways.networking.istio.io",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
