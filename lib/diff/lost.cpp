// The servers of one Gateway against all of the newer side.
#include "diff/lost.h"

#include "base/text.h"
#include "diff/host_list.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace asmgw {
namespace {

using Names = std::set<std::string>;

struct Lost {
  Names hosts, answered;  ///< the second with who answers
  Names closed, kept;     ///< listeners
};

void add(const DiffSide& newer, const SideServer& server, const Seen& at,
         Lost& lost) {
  const ServerIn& in = server.in(at);
  const std::string name = listener_name(in);
  const ListenerServers& now = newer.on(at.workload, name);
  (now.live ? lost.kept : lost.closed).insert(name);
  for (const HostEntry& host : host_entries(server)) {
    const LiveHost* cover =
        (in.is_tls_server() ? now.tls : now.plain).best(host.dns);
    const std::string where = fmt::format("{} on {}", host.dns, name);
    if (cover)
      lost.answered.insert(fmt::format(
          "{} by {}", where,
          newer.mesh->gateways[cover->server->gateway].full_name()));
    else
      lost.hosts.insert(where);
  }
}

Names services_of(const DiffSide& side, const std::string& gateway) {
  Names names;
  for (VirtualServiceId id : side.naming(gateway))
    names.insert(full_name(side.mesh->virtual_services[id].head));
  return names;
}

std::string list(const Names& names) {
  constexpr std::size_t shown = 20;
  std::string text;
  std::size_t count = 0;
  for (const std::string& name : names)
    if (++count <= shown) text += (text.empty() ? "" : ", ") + visible(name);
  if (count > shown) text += fmt::format(" and {} more", count - shown);
  return text;
}

void add_clause(std::string_view what, const Names& names, std::string& text) {
  if (names.empty()) return;
  text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", what, list(names));
}

}  // namespace

std::string lost_with(const DiffFacts& facts, GatewayId id) {
  Lost lost;
  for (const SideServer& server : facts.older.servers[id])
    for (const Seen& at : server.seen)
      if (!server.in(at).drop.at_merge()) add(facts.newer, server, at, lost);
  std::string text;
  add_clause("no longer answered (404, or closed in the handshake)", lost.hosts,
             text);
  add_clause("answered by others", lost.answered, text);
  add_clause("listeners that close", lost.closed, text);
  add_clause("listeners that other Gateways keep open", lost.kept, text);
  add_clause(
      "VirtualServices that attach to nothing there",
      services_of(facts.newer, facts.older.mesh->gateways[id].full_name()),
      text);
  return text.empty() ? "nothing of it is in effect" : text;
}

}  // namespace asmgw
