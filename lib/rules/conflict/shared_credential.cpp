// One certificate in two HTTPS servers of a listener.
#include "base/text.h"
#include "lint/report.h"
#include "listen/credentials.h"
#include "model/template_marks.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace asmgw {
namespace {

struct Use {
  ServerId server;
  const Field<std::string>* field;
};
/// By a text that tells secrets from files.
using Uses = std::map<std::string, std::vector<Use>>;

void add(Uses& uses, const std::string& key, ServerId id,
         const Field<std::string>& field) {
  std::vector<Use>& list = uses[key];
  if (list.empty() || list.back().server != id) list.push_back({id, &field});
}

template <class Pair>
void add_files(Uses& uses, ServerId id, const Pair& pair) {
  if (filled(pair.server_certificate) && filled(pair.private_key))
    add(uses, "file " + *pair.server_certificate + ' ' + *pair.private_key, id,
        pair.server_certificate);
}

Uses uses_of(const WorkloadFacts& workload, const EffectiveListener& listener) {
  Uses uses;
  for (ServerId id : listener.servers) {
    const ServerIn& server = workload.effective.servers[id];
    if (!server.ends_tls() || server.known != Protocol::https ||
        mode_of(*server) == TlsMode::istio_mutual)
      continue;
    const Tls& tls = *server->tls;
    for (const auto* name : written_credentials(tls, newest_version))
      if (!holds_placeholder(**name)) add(uses, "secret " + **name, id, *name);
    // A credential makes Istio ignore files.
    if (has_credential(tls)) continue;
    add_files(uses, id, tls);
    for (const Field<TlsCertificate>& one : *tls.tls_certificates)
      add_files(uses, id, *one);
  }
  return uses;
}

/// Some host of one server is none of the other's: what is refused for having
/// them all twice is told as that.
bool differ(const ServerIn& a, const ServerIn& b) {
  const auto names = [](const ServerIn& server) {
    std::set<std::string> all;
    for (const ServedHost& host : server.hosts) all.insert(lower(host.dns()));
    return all;
  };
  return names(a) != names(b);
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const std::vector<Use>& uses, Report& report) {
  constexpr std::size_t shown = 8;
  const Field<std::string>& second = *uses[1].field;
  const ServerIn& user = workload.server(uses[1].server);
  Finding found = report.about(facts.model_of(user))
                      .at(second, "{} also serves the hosts of {} on {}",
                          in_quotes(*second),
                          facts.name_of(workload.server(uses[0].server), user),
                          user.place());
  found
      .consequence(
          "a browser reuses its HTTP/2 connection for every host of the "
          "certificate and gets 404 for the hosts of the other server")
      .fix(
          "list all hosts of the certificate in one server, or give each "
          "server a certificate of its own")
      .note(*uses[0].field, "first use");
  for (std::size_t i = 2; i < uses.size() && i < shown; ++i)
    found.note(*uses[i].field, "used here as well");
  if (uses.size() > shown)
    found.remark("{} more use it", counted(uses.size() - shown, "server"));
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    if (listener.servers.size() < 2) return;
    for (const auto& [key, uses] : uses_of(workload, listener))
      if (uses.size() > 2 ||
          (uses.size() == 2 && differ(workload.server(uses[0].server),
                                      workload.server(uses[1].server))))
        report_one(facts, workload, uses, report);
  });
}

}  // namespace

constinit const Rule rules::shared_credential = {
    .id = "GW411",
    .name = "shared-credential",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "one certificate in two HTTPS servers of a port",
    .rationale = R"(Browsers reuse an HTTP/2 connection for another host if it
has the same address and the certificate covers it. Envoy chose the server by
the first host, and that server knows only its own hosts: the others get 404,
now and then, depending on what was opened before. Other ports and other binds
are other connections and do no harm.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https-blog, protocol: HTTPS}
  hosts: [blog.example.com]
  tls: {mode: SIMPLE, credentialName: wildcard}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, blog.example.com]
  tls: {mode: SIMPLE, credentialName: wildcard})",
    .source =
        "RFC 9113 section 9.1.1; Envoy picks the chain by the first "
        "SNI of a connection",
    .keys = {"T70", "L38"},
    .aliases = {"IST0138"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
