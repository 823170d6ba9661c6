// What lint says of several objects together, as render tells it: who takes
// part, who wins, and on which workloads.
#pragma once

#include "lint/linter.h"
#include "listen/effective.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A server or an object that takes part in a conflict.
struct Party {
  std::optional<GatewayId> gateway;
  std::optional<VirtualServiceId> virtual_service;
  std::optional<std::uint32_t> index;  ///< in `spec.servers`
  std::string pointer;                 ///< JSON pointer in the object
  Range range;
};

struct RenderFinding {
  const Diagnostic* diagnostic = nullptr;
  std::string_view conflict;                ///< L01 and its like
  std::vector<const Effective*> workloads;  ///< that all Gateways apply to
  std::vector<Party> parties;               ///< the one that is lost first
  /// Where the first party is a server that is dropped: who has its place.
  const Effective* seen_in = nullptr;
  std::optional<ServerId> winner;
  /// The other order of two Gateways has another result.
  bool order_sensitive = false;
};

/// Findings on several objects that a key L.. describes, in their order.
/// `workloads` are all that `engine` works out; what is given must outlive the
/// result.
std::vector<RenderFinding> findings_of(const LintResult& linted,
                                       const Mesh& mesh, const Engine& engine,
                                       const SharedList<Effective>& workloads);

}  // namespace asmgw
