// The comparisons, each of one kind of edit, in the order in which an edit is
// attributed. Each writes into the list what it finds.
#pragma once

#include "diff/change_list.h"
#include "diff/diff.h"
#include "diff/pairing.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The same object on both sides.
struct GatewayPair {
  GatewayId older, newer;
};

/// Labels, annotations, version of the API, age, and what is written otherwise.
/// True if other differences of the object are not to be looked at.
bool compare_object(const GatewayPair& pair, const Sources& sources,
                    ChangeList& out);

/// The version alone: what is refused may be so because of it.
void compare_version(const MeshGateway& older, const MeshGateway& newer,
                     ChangeList& out);

void compare_selector(const GatewayPair& pair, ChangeList& out);

/// Port, protocol, bind, names and order of servers that are on both sides.
void compare_port(const ServerPair& pair, ChangeList& out);
void compare_protocol(const ServerPair& pair, ChangeList& out);
void compare_order(const std::vector<ServerPair>& pairs, ChangeList& out);

/// `mode`, `httpsRedirect`, versions, ciphers, curves, certificates, client
/// authentication. Only what has an effect in both modes is compared beside a
/// change of mode.
void compare_tls(const ServerPair& pair, ChangeList& out);

/// Fields that none of the other comparisons knows, be it that the schema has
/// come to have them. `known`: the names of those that are not looked at.
void compare_fields(const ServerPair& pair, ChangeList& out);
void compare_fields(const ServerPair& pair,
                    std::span<const std::string_view> known, ChangeList& out);

/// All servers that are there on one side only, and the pairs.
struct ServerChanges {
  std::vector<ServerPair> pairs;
  /// In Gateways that are on both sides.
  std::vector<const SideServer*> removed, added;
  /// In Gateways that are on one side only.
  std::vector<const SideServer*> gone, come;
};

/// Hosts, and the ports of servers that are on one side only.
void compare_hosts(const ServerChanges& servers, ChangeList& out);

/// What merging makes of it beside what is said already: dropped servers,
/// winners, listeners that Envoy refuses.
void compare_merging(const ServerChanges& servers, ChangeList& out);

/// Listeners that are not the same. Where no change says why, adds one.
std::vector<ListenerDelta> compare_listeners(ChangeList& out);

}  // namespace asmgw
