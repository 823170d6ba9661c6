// Words that an enum does not have.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::unknown_word, [&](const Problem& problem) {
        const std::string hint =
            problem.wanted.empty()
                ? std::string()
                : " (did you mean " + in_quotes(problem.wanted) + "?)";
        Finding found = report.at(problem, "unknown {} {}{}",
                                  visible(facts.model.paths[problem.path].name),
                                  in_quotes(problem.found), hint);
        found
            .consequence("the API server refuses the object, and so does Istio")
            .remark("known are {}", problem.reason);
        if (problem.wanted.empty()) return;
        found.fix("write {}", problem.wanted);
        if (!problem.replacement.empty())
          found.edit(problem.range, problem.replacement, problem.safe);
      });
}

}  // namespace

constinit const Rule rules::unknown_word = {
    .id = "GW023",
    .name = "unknown-word",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "word that an enum does not have",
    .rationale =
        R"(mode, minProtocolVersion and maxProtocolVersion take a fixed set
of words, in upper case and letter by letter. Anything else the API server
refuses by its schema; Istio's decoder does not know it either.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: simple  # <--
    credentialName: shop
    minProtocolVersion: TLSv1.2  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_2)",
    .source = "Kubernetes: enums of gateways.networking.istio.io",
    .keys = {"A-enum"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
