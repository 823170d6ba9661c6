// Labels that Kubernetes does not take.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::bad_label, [&](const Problem& problem) {
    const bool key = problem.reason == "key";
    report
        .at(problem, "{} is not {} of a label", in_quotes(problem.found),
            key ? "the key" : "the value")
        .consequence("the API server refuses the object")
        .fix(
            "use up to 63 letters, digits, -, _ and . with a letter or digit "
            "at both ends; put other text into an annotation");
  });
}

}  // namespace

constinit const Rule rules::invalid_label = {
    .id = "GW028",
    .name = "invalid-label",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "label key or value that Kubernetes refuses",
    .rationale =
        R"(A label value is empty or up to 63 letters, digits, -, _ and .
with a letter or digit at both ends; a key may have a DNS name and a slash
before it. Blanks, slashes and URLs belong into annotations.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  labels:
    owner: team a  # <--
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
  labels:
    owner: team-a
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "Kubernetes: apimachinery pkg/util/validation, IsValidLabelValue",
    .keys = {"A-label"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
