// Versions of the API that no release serves.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void note_other_api(const Problem& problem, Report& report) {
  Finding found =
      report.at(problem,
                "apiVersion {} is not of networking.istio.io: the "
                "Gateway is left alone{}",
                in_quotes(problem.found),
                problem.wanted.empty()
                    ? std::string()
                    : " (did you mean " + in_quotes(problem.wanted) + "?)");
  found.at_most(Severity::info)
      .layer(Layer::reading)
      .consequence("Istio takes no notice of it")
      .fix("write apiVersion: networking.istio.io/v1 if it is meant for Istio");
}

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::wrong_version, [&](const Problem& problem) {
        const std::string_view api = problem.found;
        if (api.substr(0, api.find('/')) != "networking.istio.io")
          return note_other_api(problem, report);
        report
            .at(problem, "there is no version {} of networking.istio.io",
                in_quotes(problem.found))
            .consequence(
                "the API server knows no such kind; istioctl validate "
                "and analyze pass over the document without a word")
            .fix("write apiVersion: {}", problem.wanted)
            .remark(
                "v1beta1 and v1alpha3 are served as well, with the same "
                "fields; v1 since Istio 1.22");
      });
}

}  // namespace

constinit const Rule rules::unserved_version = {
    .id = "GW015",
    .name = "unserved-version",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "apiVersion that networking.istio.io does not have",
    .rationale = R"(Gateways are served as networking.istio.io/v1, v1beta1 and
v1alpha3. For any other version the API server answers that there is no such
kind, while istioctl does not recognise the document and lets it pass. A Gateway
with servers of an API that is not known to have such a kind is left alone: an
info says so.)",
    .bad = R"(
apiVersion: networking.istio.io/v1alpha1  # <--
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
    .source =
        "Kubernetes: CustomResourceDefinition gateways.networking.istio.io",
    .keys = {"E-version"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
