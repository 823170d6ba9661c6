// Groups of two sides -> which are compared with each other.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace asmgw::cli {

/// A group of one side that has Gateways.
struct SideGroup {
  std::string name;   ///< no other of the side has it
  std::string place;  ///< its folder, from where the side begins; "" of none
  std::set<std::string> gateways;  ///< `ns/name`
  std::string contents;  ///< the same only where all of these are written alike
};

struct GroupedSide {
  std::string shown;  ///< `NEW (gateways)`
  std::vector<SideGroup> groups;
  /// Two of them cannot be applied together.
  std::function<bool(std::size_t, std::size_t)> apart;
  /// It is one mesh whatever it holds: one file, standard input, a dump.
  bool whole = false;
};

/// What is compared of one side.
struct GroupChoice {
  bool all = false;  ///< all files, of whatever group
  std::vector<std::size_t> groups = {};
  bool same = false;  ///< as the other side has it: nothing is to be compared
};

struct GroupPair {
  std::string name;  ///< "": nothing else is compared
  GroupChoice older, newer;
};

/// By name, then by place, then by contents; of what is left those that have
/// Gateways in common are one pair, unless some of them are apart: a folder
/// that was renamed or split. What then is left has nothing on the other side.
/// Where either side has one group at most, or is whole, there is one pair.
/// `one`: a third side wants one pair. `wanted`: names, if only some are.
/// Sorted by name.
Result<std::vector<GroupPair>> pair_groups(
    const GroupedSide& older, const GroupedSide& newer, bool one,
    const std::vector<std::string>& wanted);

}  // namespace asmgw::cli
