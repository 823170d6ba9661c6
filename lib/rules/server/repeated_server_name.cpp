// Two servers of one Gateway with the same `name`.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <string_view>
#include <unordered_map>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  std::unordered_map<std::string_view, const ServerFacts*> first;
  for (const ServerFacts& server : facts.servers) {
    if (!filled(server->name)) continue;
    const auto [at, fresh] = first.try_emplace(*server->name, &server);
    if (fresh) continue;
    report
        .at(server->name, "server name {} is already used by servers[{}]",
            in_quotes(*server->name), at->second->index)
        .consequence("the statistics of both servers are counted together")
        .fix("give each server a name of its own, or none")
        .note((*at->second)->name, "first used here");
  }
}

}  // namespace

constinit const Rule rules::repeated_server_name = {
    .id = "GW134",
    .name = "repeated-server-name",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "two servers of a Gateway with the same name",
    .rationale = R"(The name of a server is meant to be unique in its Gateway.
istiod only writes a log line when it is not; Envoy then counts the requests of
both servers under one prefix.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- name: shop
  port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- name: shop  # <--
  port: {number: 8443, name: https-alt, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- name: shop
  port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- name: shop-alt
  port: {number: 8443, name: https-alt, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pilot/pkg/model, mergeGateways",
    .keys = {"T29"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
