// A manifest that came through a web page without its blanks.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::lost_indentation, [&](const Problem& problem) {
        report.at(problem, "the manifest has lost its indentation")
            .consequence(
                "every key is on one level: spec and metadata are empty, "
                "and what belongs into them is unknown or given twice")
            .fix(
                "copy it again from a source that keeps blanks, or indent what "
                "belongs to metadata, spec, servers and port");
      });
}

}  // namespace

constinit const Rule rules::lost_indentation = {
    .id = "GW010",
    .name = "lost-indentation",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "manifest that lost its indentation",
    .rationale =
        R"(Some web pages show manifests with all lines on the left edge,
and copying does so too. What comes out is legal YAML, but it has keys twice,
no name and no servers. That one cause is reported, and not the many things
that follow from it.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
name: shop
spec:  # <--
selector:
istio: ingressgateway
servers:
- port:
number: 80
name: http
protocol: HTTP
hosts:
- shop.example.com)",
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
    .source = "Kubernetes: strict reading; istio pkg/config/validation",
    .keys = {"Y-duplicate", "A-unknown", "N1", "S1"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
