// A document that is a list or a single value.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::not_a_mapping, [&](const Problem& problem) {
        report.at(problem, "the document is {}, not an object", problem.found)
            .consequence(
                "kubectl and istioctl refuse it; istioctl does not read "
                "the rest of the file either")
            .fix(
                "write each object as a document of its own, or as an item of "
                "kind: List");
      });
}

}  // namespace

constinit const Rule rules::not_a_mapping = {
    .id = "GW009",
    .name = "not-a-mapping",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "document that is a list or a single value",
    .rationale =
        R"(A document is one object: a mapping with apiVersion, kind and
metadata. Several objects are separated by ---, or stand under items of an
object of kind List. A list without an item that has apiVersion and kind is no
manifest, and not looked at.)",
    .bad = R"(
- apiVersion: networking.istio.io/v1  # <--
  kind: Gateway
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
    .keys = {"Y-not-a-mapping"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
