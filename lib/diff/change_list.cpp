// What every change says of the server or object it is about.
#include "diff/change_list.h"

#include "listen/meeting.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::string_view name_pointer = "/metadata/name";

void add_hosts(Change& change, const SideServer& server) {
  for (const Field<std::string>& host : *server->hosts)
    if (given(host)) change.hosts.push_back(*host);
}

void sort_hosts(Change& change) {
  std::sort(change.hosts.begin(), change.hosts.end());
  change.hosts.erase(std::unique(change.hosts.begin(), change.hosts.end()),
                     change.hosts.end());
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
  add_hosts(change, server);
  sort_hosts(change);
  const Seen* first = server.first();
  if (!first) return;
  const ServerIn& in = server.in(*first);
  change.workload = server.workload(*first).workload.id;
  change.more_workloads = server.seen.size() - 1;
  change.listener = listener_name(in);
}

Change& ChangeList::add(const ChangeKind& kind, const ServerPair& pair) {
  Change& change = begin(kind);
  change.gateway = pair.newer->owner().full_name();
  change.subject = {pair.newer->label()};
  change.older = spot_of(*pair.older, *pair.older->field);
  change.newer = spot_of(*pair.newer, *pair.newer->field);
  see(change,
      pair.newer->live() || !pair.older->live() ? *pair.newer : *pair.older);
  if (!pair.live()) {
    change.level = Impact::none;
    change.notes.emplace_back("istiod drops this server, before and after");
  }
  return change;
}

Change& ChangeList::add_old(const ChangeKind& kind, const SideServer& server) {
  Change& change = begin(kind);
  change.gateway = server.owner().full_name();
  change.subject = {server.label()};
  change.older = spot_of(server, *server.field);
  see(change, server);
  if (!server.live()) {
    change.level = Impact::none;
    change.notes.emplace_back("istiod dropped this server");
  }
  return change;
}

Change& ChangeList::add_new(const ChangeKind& kind, const SideServer& server) {
  Change& change = begin(kind);
  change.gateway = server.owner().full_name();
  change.subject = {server.label()};
  change.newer = spot_of(server, *server.field);
  see(change, server);
  if (!server.live() && !server.seen.empty()) {
    change.level = Impact::none;
    change.notes.emplace_back("istiod drops this server");
  }
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
