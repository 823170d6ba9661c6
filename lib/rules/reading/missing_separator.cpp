// Two objects in one document.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void report_one(const Problem& problem, Report& report) {
  Finding found =
      report.at(problem, "a second object in one document: --- is missing");
  found
      .consequence(
          "of each key the last value stands: the first object is lost, or "
          "the whole document is refused")
      .fix("write --- on a line of its own above this one")
      .edit({problem.range.file, problem.range.begin, problem.range.begin},
            "---\n", false);
  for (const Related& related : problem.related)
    found.note(related.range, "{}", related.message);
}

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::missing_separator,
      [&](const Problem& problem) { report_one(problem, report); });
}

}  // namespace

constinit const Rule rules::missing_separator = {
    .id = "GW035",
    .name = "missing-separator",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "two objects in one document",
    .rationale =
        R"(Objects of one file are separated by a line with ---. Where it is forgotten
they are one mapping with every key twice: kubectl refuses it, and readers that
are more lenient take the last value of each key, so that the first object is
never there. Two Lists one behind the other are the same case.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
apiVersion: v1  # <--
kind: Service
metadata: {name: shop})",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: v1
kind: Service
metadata: {name: shop})",
    .source = "Kubernetes: sigs.k8s.io/yaml",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
