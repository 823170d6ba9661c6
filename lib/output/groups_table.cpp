// One row a group.
#include "base/text.h"
#include "output/columns.h"
#include "output/groups.h"

namespace asmgw {
namespace {

void write_table(const GroupListing& listing, const Presentation& how,
                 std::string& out) {
  Columns table;
  std::vector<Cell> head;
  for (const char* word : {"NAME", "FILES", "GATEWAYS", "WORKLOADS", "WHY"})
    head.push_back({word, Tone::strong});
  table.add(std::move(head));
  bool any = false;
  const std::vector<MeshGroup>& groups = listing.groups.all();
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const GroupCounts& counts = listing.counts[i];
    if (!listing.all && counts.objects == 0) continue;
    any = true;
    table.add({{visible_path(groups[i].name)},
               {std::to_string(counts.files)},
               {std::to_string(counts.gateways)},
               {std::to_string(counts.workloads)},
               {visible(groups[i].why)}});
  }
  if (any) table.write("", Painter(how.colour), out);
}

}  // namespace

constinit const GroupsReporter reporters::groups_table = {
    .name = "table",
    .summary = "for people, one row a group",
    .write = write_table,
};

}  // namespace asmgw
