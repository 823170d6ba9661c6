// What `asmgw groups` prints, and the list of its reporters.
#pragma once

#include "base/records.h"
#include "mesh/groups.h"
#include "output/presentation.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// How much there is in a group.
struct GroupCounts {
  std::size_t files = 0, objects = 0, gateways = 0, workloads = 0;
};

struct GroupListing {
  const MeshGroups& groups;
  std::vector<GroupCounts> counts;  ///< of each group
  bool all = false;                 ///< for people too those without an object
};

struct GroupsReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const GroupListing&, const Presentation&, std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(GroupsReporter, groups, groups_table, groups_json);

}  // namespace reporters
}  // namespace asmgw
