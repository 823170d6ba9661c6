// kustomize patches are recognised and left alone.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::kustomize_patch,
                   [&](const Problem& problem) {
                     report.at(problem, "kustomize patch: left alone")
                         .fix(
                             "check the output of kustomize instead: kustomize "
                             "build . | asmgw lint -");
                   });
}

}  // namespace

constinit const Rule rules::kustomize_patch = {
    .id = "GW014",
    .name = "kustomize-patch",
    .severity = Severity::info,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "kustomize patch, which is not checked",
    .rationale =
        R"(A patch is a part of an object: a list of JSON patch operations, or a Gateway
without servers that holds $patch or stands in a file that a kustomization.yaml
names as a patch. On its own it is neither right nor wrong. A patch with servers
is a Gateway to Kubernetes, and judged as one, but not with those around it.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway  # <--
metadata:
  name: shop
spec:
  selector:
    $patch: replace
    istio: egressgateway)",
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
    .source = "asmgw reads manifests, not what they are made from",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
