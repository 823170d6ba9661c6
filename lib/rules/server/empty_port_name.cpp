// A server port without a name.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

namespace asmgw {
namespace {

/// Since 1.20 the schema asks for the field, so its absence is reported there.
bool lacks_name(const Facts& facts, const Field<std::string>& name) {
  return blank(name) && !(facts.at_least(20) && absent(name));
}

void check(const Facts& facts, Report& report) {
  bool repeated = false;
  for (const ServerFacts& server : facts.servers) {
    if (!given(server->port) || !lacks_name(facts, server->port->name))
      continue;
    Finding found = report.at(server->port->name, "the port has no name");
    found.covers({"P5"})
        .consequence("Istio refuses the whole Gateway")
        .fix(
            "write a name that no other server of the Gateway has, such as "
            "\"http\" or \"https-shop\"");
    // Empty names are equal names to Istio: the same mistake.
    if (repeated) found.covers({"P5", "S2"});
    repeated = true;
  }
}

}  // namespace

constinit const Rule rules::empty_port_name = {
    .id = "GW111",
    .name = "empty-port-name",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "server port with an empty name",
    .rationale = R"(Every server port needs a name, of any characters. Istio
refuses a Gateway with an empty one. Since Istio 1.20 the schema wants the field
as well, so one that is not written at all is refused by the API server.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 80
    name: ""  # <--
    protocol: HTTP
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 80
    name: http
    protocol: HTTP
  hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, validateServerPort",
    .keys = {"P5", "S2"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
