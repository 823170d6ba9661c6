// The places of a finding -> the servers and objects that they lie in.
#include "output/render_findings.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

namespace asmgw {
namespace {

/// A part of the text and whose it is.
struct Owned {
  Range range;
  Party party;
};

class Owners {
 public:
  explicit Owners(const Mesh& mesh) {
    for (GatewayId id = 0; id < mesh.gateways.size(); ++id)
      add_gateway(id, mesh.gateways[id]);
    for (VirtualServiceId id = 0; id < mesh.virtual_services.size(); ++id)
      add_virtual_service(id, mesh.virtual_services[id]);
    std::sort(all_.begin(), all_.end(), [](const Owned& a, const Owned& b) {
      return key_of(a.range) < key_of(b.range);
    });
  }

  /// Null if no server and no object of ours is there.
  [[nodiscard]] const Party* at(Range range) const {
    const auto behind =
        std::upper_bound(all_.begin(), all_.end(), key_of(range),
                         [](const auto& key, const Owned& one) {
                           return key < key_of(one.range);
                         });
    if (behind == all_.begin()) return nullptr;
    const Owned& found = *std::prev(behind);
    const bool inside =
        found.range.file == range.file && range.begin < found.range.end;
    return inside ? &found.party : nullptr;
  }

 private:
  static std::tuple<FileId, std::uint32_t> key_of(Range range) {
    return {range.file, range.begin};
  }

  void add(Range range, Party party) {
    party.range = range;
    all_.push_back({range, std::move(party)});
  }

  void add_gateway(GatewayId id, const MeshGateway& gateway) {
    add(gateway.range, {id, {}, {}, "/metadata/name", {}});
    const List<Server>& servers = *gateway.spec().servers;
    for (std::uint32_t i = 0; i < servers.size(); ++i)
      add(servers[i].range,
          {id, {}, i, fmt::format("/spec/servers/{}", i), {}});
  }

  void add_virtual_service(VirtualServiceId id, const VirtualService& service) {
    const auto part = [&](Range range, PathId path) {
      add(range, {{}, id, {}, json_pointer(service.paths, path), {}});
    };
    add(service.head.range, {{}, id, {}, "/metadata/name", {}});
    part(service.hosts.range, service.hosts.path);
    part(service.gateways.range, service.gateways.path);
    for (const HttpRoute& route : service.http) part(route.range, route.path);
    for (const L4Route& route : service.tls) part(route.range, route.path);
    for (const L4Route& route : service.tcp) part(route.range, route.path);
  }

  std::vector<Owned> all_;
};

std::string_view conflict_of(const Diagnostic& found) {
  for (std::string_view key : found.sources)
    if (key.front() == 'L') return key;
  return {};
}

std::vector<Party> parties_of(const Diagnostic& found, const Owners& owners) {
  std::vector<Party> parties;
  const auto add = [&](Range range) {
    const Party* owner = owners.at(range);
    const auto same = [&](const Party& known) {
      return std::tie(known.gateway, known.virtual_service, known.index) ==
             std::tie(owner->gateway, owner->virtual_service, owner->index);
    };
    if (owner && std::none_of(parties.begin(), parties.end(), same))
      parties.push_back(*owner);
  };
  add(found.range);
  if (!parties.empty()) {
    parties.front().pointer = found.pointer;
    parties.front().range = found.range;
  }
  for (const Note& note : found.notes)
    if (note.range) add(*note.range);
  return parties;
}

bool applies(const Effective& workload, const std::vector<Party>& parties) {
  return std::all_of(parties.begin(), parties.end(), [&](const Party& party) {
    return !party.gateway ||
           std::find(workload.gateways.begin(), workload.gateways.end(),
                     *party.gateway) != workload.gateways.end();
  });
}

const ServerIn* server_of(const Effective& workload, const Party& party) {
  for (const ServerIn& server : workload.servers)
    if (server.gateway == party.gateway && server.index == party.index)
      return &server;
  return nullptr;
}

/// Who has the place of the first party, or what the order of the first two
/// decides.
void judge(RenderFinding& finding, const Engine& engine) {
  if (finding.workloads.empty() || finding.parties.empty()) return;
  const Effective& seen = *finding.workloads.front();
  const ServerIn* first = server_of(seen, finding.parties.front());
  if (!first) return;
  finding.seen_in = &seen;
  if (first->drop.winner) {
    finding.winner = first->drop.winner;
    finding.order_sensitive = first->drop.order_sensitive;
    return;
  }
  for (const Party& other : finding.parties)
    if (const ServerIn* server = server_of(seen, other);
        server && server->port == first->port)
      finding.order_sensitive |= engine.order_matters(
          seen, first->port, first->gateway, server->gateway);
}

}  // namespace

std::vector<RenderFinding> findings_of(const LintResult& linted,
                                       const Mesh& mesh, const Engine& engine,
                                       const SharedList<Effective>& workloads) {
  std::vector<RenderFinding> findings;
  const Owners owners(mesh);
  for (const Diagnostic& found : linted.diagnostics) {
    const std::string_view conflict = conflict_of(found);
    if (found.rule->scope != Scope::set || conflict.empty()) continue;
    RenderFinding& made = findings.emplace_back();
    made.diagnostic = &found;
    made.conflict = conflict;
    made.parties = parties_of(found, owners);
    for (const Effective& workload : workloads)
      if (applies(workload, made.parties)) made.workloads.push_back(&workload);
    judge(made, engine);
  }
  return findings;
}

}  // namespace asmgw
