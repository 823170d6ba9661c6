// Text behind the end of a document.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::unread_rest, [&](const Problem& problem) {
        Finding found =
            report.at(problem, "nothing is read after line {}", problem.found);
        if (!problem.reason.empty()) {
          found.consequence("{}", problem.reason);
          return;
        }
        found
            .consequence(
                "Kubernetes takes the document to be complete there and "
                "drops this text without a word")
            .fix(
                "begin another document with --- on a line of its own; if it "
                "belongs to the one above, mend the indentation");
      });
}

}  // namespace

constinit const Rule rules::unread_rest = {
    .id = "GW006",
    .name = "unread-rest",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "text behind the end of a document",
    .rationale = R"(A document ends where its outermost value ends, or at a line
with three dots. Kubernetes reads one value for each part between --- lines and
says nothing about what is left over. What stands there is never applied, and
no tool complains.)",
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
...
apiVersion: networking.istio.io/v1  # <--
kind: Gateway
metadata: {name: other})",
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
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: other
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "Kubernetes: sigs.k8s.io/yaml, one value per document",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
