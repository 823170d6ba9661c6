// Names that Kubernetes takes for no object.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::bad_name, [&](const Problem& problem) {
    Finding found = report.at(problem, "{} is not a name for an object",
                              in_quotes(problem.found));
    found
        .consequence(
            "the API server refuses it: lower-case letters, digits and - are "
            "allowed, a letter or digit at both ends")
        .fix("write a name like {}", in_quotes(usable_name(problem.found)));
    if (has_free_name(facts) || is_istio_label(problem.found))
      found.covers({"A-name"});
    else
      found.covers({"A-name", "N1"});
  });
}

}  // namespace

constinit const Rule rules::invalid_name = {
    .id = "GW027",
    .name = "invalid-name",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "metadata.name that Kubernetes refuses",
    .rationale =
        R"(The name of an object is a lower-case RFC 1123 subdomain, and
Istio allows no dots and at most 63 characters on top of that. What is left are
lower-case letters, digits and -, with a letter or digit at both ends. Upper
case is refused by Kubernetes alone; istioctl validate lets it pass.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: Shop_Gateway  # <--
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop-gateway
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source =
        "Kubernetes: apimachinery pkg/util/validation, IsDNS1123Subdomain",
    .keys = {"A-name", "N1"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
