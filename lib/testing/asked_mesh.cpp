#include "testing/asked_mesh.h"

#include "base/text.h"
#include "resolve/asking.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace asmgw {
namespace {

/// A host as clients write it: they leave a dot at the end out, and the star
/// of a partial wildcard stands for a letter.
std::string host_for(std::string_view name, const KnownNames& known) {
  std::string host = example_of(lower(name), known);
  if (host.starts_with('*')) host.front() = 'x';
  if (host.ends_with('.')) host.pop_back();
  return host;
}

void add_requests(const ServerIn& server, std::string_view host, bool tls,
                  std::vector<Request>& all) {
  const std::optional<std::string> address =
      server.bind.empty() ? std::nullopt : canonical_address(server.bind);
  for (std::uint32_t port : std::set{server.declared, server.port})
    if (auto request = request_on({port, address}, tls, host)) {
      request->client_certificate = true;
      all.push_back(std::move(*request));
    }
}

/// Another host of the port covers the name.
bool is_served_by_others(const Effective& effective, std::uint32_t port,
                         const ServedHost& host, const std::string& name) {
  for (const ServerIn& server : effective.servers)
    if (server.port == port)
      for (const ServedHost& other : server.hosts)
        if (other.field != host.field &&
            is_host_subset(name, lower(other.dns())))
          return true;
  return false;
}

LintOptions options_of(const MeshSettings& settings) {
  LintOptions made;
  made.settings = settings;
  return made;
}

}  // namespace

AskedMesh::AskedMesh(const std::string& text, MeshSettings settings)
    : settings_(std::move(settings)),
      linted_(lint_text(text, options_of(settings_))),
      engine_(linted_.mesh(), settings_) {
  for (const Workload& one : workloads(linted_.mesh(), settings_))
    effective_.push_back(engine_.effective(one));
}

std::string AskedMesh::virtual_services() const {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> all;
  constexpr std::string_view none = "none.invalid";
  for (const MeshGateway& gateway : mesh().gateways)
    for (const Field<Server>& server : *gateway.spec().servers)
      for (const ServedHost& host :
           served_hosts(server->hosts, gateway.namespace_)) {
        const std::size_t slash = host.text.find('/');
        std::set<std::string>& names =
            all[{slash == std::string::npos ? gateway.namespace_
                                            : lower(host.text.substr(0, slash)),
                 gateway.full_name()}];
        // A chain of its own for each only where TLS is passed on.
        names.insert(handling_of(*server) == Handling::passthrough
                         ? lower(host.dns())
                         : std::string(none));
      }
  std::string text;
  std::size_t number = 0;
  for (const auto& [of, names] : all) {
    nlohmann::json made{
        {"apiVersion", "networking.istio.io/v1beta1"},
        {"kind", "VirtualService"},
        {"metadata",
         {{"name", fmt::format("zz-{}", ++number)}, {"namespace", of.first}}}};
    const nlohmann::json route = {{{"destination", {{"host", "web"}}}}};
    made["spec"] = {
        {"hosts", {"*"}},
        {"gateways", {of.second}},
        {"http", {{{"route", route}}}},
        {"tcp", {{{"route", route}}}},
        {"tls", {{{"match", {{{"sniHosts", names}}}}, {"route", route}}}}};
    text += "---\n" + made.dump(1) + '\n';
  }
  return text;
}

void AskedMesh::ask(const Effective& effective, ServerId id, const Asked& asked,
                    const Use& use) const {
  const ServerIn& server = effective.servers[id];
  KnownNames known;
  for (const ServerIn& other : effective.servers)
    if (other.port == server.port)
      for (const ServedHost& host : other.hosts) known.of(host.dns());
  std::vector<Request> requests;
  for (const ServedHost& host : server.hosts) {
    const std::string name = host_for(host.dns(), known);
    if (!asked.only)
      add_requests(server, name, asked.tls || speaks_tls(server.kind()),
                   requests);
    else if (encloses(host.field->range, *asked.only) &&
             (server.kind() != Handling::http ||
              !is_served_by_others(effective, server.port, host, name)))
      add_requests(server, name, speaks_tls(server.kind()), requests);
  }
  const Resolver resolver(effective, mesh(), settings_);
  for (const Request& request : requests)
    use(request, resolver.answer(request));
}

}  // namespace asmgw
