// Text on a line that separates documents.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::separator_text, [&](const Problem& problem) {
        report.at(problem, "text behind \"---\": {}", in_quotes(problem.found))
            .consequence(
                "kubectl and istioctl stop here: nothing of the rest of "
                "the file is read")
            .fix("put a # before the text, or move it to a line of its own");
      });
}

}  // namespace

constinit const Rule rules::separator_text = {
    .id = "GW005",
    .name = "separator-text",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "text behind the --- that separates documents",
    .rationale = R"(Behind --- only blanks and a comment may stand. YAML itself
would read the text as content, but Kubernetes splits a file into documents
before it reads them, and refuses such a line. Everything before it has been
applied by then, nothing after it is.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
--- the second one  # <--
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: other
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
    hosts: [shop.example.com]
--- # the second one
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: other
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "Kubernetes: apimachinery pkg/util/yaml, document splitter",
    .keys = {"Y"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
