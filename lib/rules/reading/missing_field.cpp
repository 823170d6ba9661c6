// Fields without which the API server refuses a server.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

#include <array>
#include <string_view>

namespace asmgw {
namespace {

struct Advice {
  std::string_view field, text;
};

constexpr std::array<Advice, 5> advices{{
    {"port", "add port: {number: 80, name: http, protocol: HTTP}"},
    {"hosts", "add hosts with the DNS names to serve, or \"*\" for all"},
    {"number", "add number: 1 to 65535, or 0 with a unix:// bind"},
    {"protocol", "add protocol: HTTP, HTTPS, HTTP2, GRPC, TLS, TCP or MONGO"},
    {"name", "add a name that no other server of the Gateway has"},
}};

std::string_view advice(std::string_view field) {
  for (const Advice& one : advices)
    if (one.field == field) return one.text;
  return "add the field";
}

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::missing_field, [&](const Problem& p) {
    const bool null = p.reason == "null";
    Finding found = report.at(p, "required field {} is {}", in_quotes(p.found),
                              null ? "null" : "missing");
    found
        .consequence("{}the API server refuses the object",
                     null ? "null counts as absent: " : "")
        .fix("{}", advice(p.found));
    if (p.found == "port")
      found.covers({"A-required", "P1"});
    else
      found.covers({"A-required"});
  });
}

}  // namespace

constinit const Rule rules::missing_field = {
    .id = "GW021",
    .name = "missing-field",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {1, 20, 0},
    .until = {},
    .summary = "required field of a server or port that is missing",
    .rationale = R"(Since Istio 1.20 the schema requires port and hosts of every
server, and number, protocol and name of every port. A field that is null
counts as missing. An empty string or list satisfies the schema; what Istio
says to that is another finding.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http}  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source =
        "Kubernetes: required fields of gateways.networking.istio.io; "
        "istio pkg/config/validation, validateServerPort",
    .keys = {"A-required", "P1"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
