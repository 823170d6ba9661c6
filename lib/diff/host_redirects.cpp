// Redirects that come or go with a server whose hosts others answer as well.
#include "base/text.h"
#include "diff/host_moves.h"
#include "diff/kinds/tls.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace asmgw {
namespace {

/// Plain requests for `dns` get 301; nothing if nobody answers it.
std::optional<bool> redirects(const LiveHosts& hosts, const std::string& dns) {
  const std::span<const LiveHost> all = hosts.all_best(dns);
  if (all.empty()) return std::nullopt;
  return std::any_of(all.begin(), all.end(), [](const LiveHost& one) {
    return one.server->placed() && one.server->is_http() &&
           one.server->redirects;
  });
}

/// Whether the redirect of `dns` on the listener of `server` comes, or goes, in
/// the side of `server`; nothing if it is the same in `other`.
std::optional<bool> differing_redirect(const SideServer& server,
                                       const DiffSide& other,
                                       const std::string& dns) {
  for (const Seen& at : server.seen) {
    const ServerIn& in = server.in(at);
    if (in.drop.at_merge() || !in.is_http()) continue;
    const std::string listener = listener_name(in);
    const auto here =
        redirects(server.side->on(at.workload, listener).plain, dns);
    const auto there = redirects(other.on(at.workload, listener).plain, dns);
    if (here && there && *here != *there) return here;
  }
  return std::nullopt;
}

}  // namespace

/// A host that a server brings or takes away, where the others of the port
/// answer it as well, but not with the same redirect.
void HostMoves::say_redirects(const std::vector<Entry>& entries,
                              const DiffSide& other) {
  const bool added = &other == &out_.facts().older;
  std::map<std::pair<const SideServer*, bool>, std::vector<const Entry*>> all;
  for (const Entry& one : entries) {
    if (one.moved) continue;
    const auto here = differing_redirect(*one.host.server, other, one.host.dns);
    if (here) all[{one.host.server, *here == added}].push_back(&one);
  }
  for (const auto& [key, hosts] : all) {
    const auto& [server, comes] = key;
    const ChangeKind& kind =
        comes ? changes::redirect_added : changes::redirect_dropped;
    Change& change =
        added ? out_.add_new(kind, *server) : out_.add_old(kind, *server);
    change.hosts.clear();
    for (const Entry* one : hosts) change.hosts.push_back(one->host.dns);
    const Spot spot = spot_of(*server, *hosts.front()->host.field);
    (added ? change.newer : change.older) = spot;
    change.subject = subject_of(change.hosts, *server);
    change.title = fmt::format("{} redirected to HTTPS on {}",
                               goes(change.hosts, comes ? "is" : "is no longer",
                                    comes ? "are" : "are no longer"),
                               server->label());
    change.then = comes ? "plain requests get 301 from all servers of the port"
                        : "what a VirtualService routes is served in plain "
                          "text";
  }
}

}  // namespace asmgw
