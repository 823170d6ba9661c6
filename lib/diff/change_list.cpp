// What every change says of the server or object it is about.
#include "diff/change_list.h"

#include "listen/meeting.h"

#include <fmt/core.h>

#include <algorithm>
#include <initializer_list>

namespace asmgw {
namespace {

constexpr std::string_view name_pointer = "/metadata/name";

/// The one that counts: that of now, unless only the one of before was live.
const SideServer& seen_of(const ServerPair& pair) {
  return pair.newer->live() || !pair.older->live() ? *pair.newer : *pair.older;
}

/// Where no server is live it has no effect, and the text says why: all are
/// dropped, or no workload is selected.
void mute(Change& change, std::initializer_list<const SideServer*> servers,
          std::string_view dropped) {
  bool seen = false;
  for (const SideServer* one : servers) {
    if (one->live()) return;
    seen |= !one->seen.empty();
  }
  change.level = Impact::none;
  change.notes.emplace_back(seen ? dropped : "no workload is selected");
}

}  // namespace

Change& ChangeList::begin(const ChangeKind& kind) {
  Change& change = all_.emplace_back();
  change.kind = &kind;
  change.level = kind.level;
  change.classes = kind.classes;
  return change;
}

void ChangeList::see(Change& change, const SideServer& server) {
  const Seen* first = server.first();
  if (!first) return;
  const ServerIn& in = server.in(*first);
  change.workload = server.workload(*first).workload.id;
  change.more_workloads = server.seen.size() - 1;
  change.listener = listener_name(in);
}

std::vector<std::string> ChangeList::hosts_of(const SideServer& server) {
  std::vector<std::string> hosts;
  for (const Field<std::string>& host : *server->hosts)
    if (given(host)) hosts.push_back(*host);
  std::sort(hosts.begin(), hosts.end());
  hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
  return hosts;
}

Change& ChangeList::add(const ChangeKind& kind, const ServerPair& pair) {
  return add(kind, pair, hosts_of(seen_of(pair)));
}

Change& ChangeList::add(const ChangeKind& kind, const ServerPair& pair,
                        std::vector<std::string> hosts) {
  Change& change = begin(kind);
  change.hosts = std::move(hosts);
  change.gateway = pair.newer->owner().full_name();
  change.subject = {pair.newer->label()};
  change.older = spot_of(*pair.older, *pair.older->field);
  change.newer = spot_of(*pair.newer, *pair.newer->field);
  see(change, seen_of(pair));
  mute(change, {pair.older, pair.newer},
       "istiod drops this server, before and after");
  return change;
}

Change& ChangeList::add_old(const ChangeKind& kind, const SideServer& server) {
  Change& change = begin(kind);
  change.gateway = server.owner().full_name();
  change.subject = {server.label()};
  change.older = spot_of(server, *server.field);
  change.hosts = hosts_of(server);
  see(change, server);
  mute(change, {&server}, "istiod dropped this server");
  return change;
}

Change& ChangeList::add_new(const ChangeKind& kind, const SideServer& server) {
  Change& change = begin(kind);
  change.gateway = server.owner().full_name();
  change.subject = {server.label()};
  change.newer = spot_of(server, *server.field);
  change.hosts = hosts_of(server);
  see(change, server);
  mute(change, {&server}, "istiod drops this server");
  return change;
}

Change& ChangeList::add(const ChangeKind& kind, const MeshGateway* older,
                        const MeshGateway* newer) {
  Change& change = begin(kind);
  change.gateway = (newer ? newer : older)->full_name();
  if (older) change.older = Spot{older->range, std::string(name_pointer)};
  if (newer) change.newer = Spot{newer->range, std::string(name_pointer)};
  return change;
}

void set_level(Change& change, Impact level, std::string why) {
  if (change.level == Impact::none) return;
  if (change.level == level) return;
  change.level = level;
  change.notes.push_back(fmt::format("{}: {}", text_of(level), why));
}

}  // namespace asmgw
