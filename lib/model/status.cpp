// Two lists, which the schema describes since 1.24.
#include "model/status.h"

#include "model/mapping.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 7> condition_fields{
    "lastProbeTime", "lastTransitionTime",
    "message",       "observedGeneration",
    "reason",        "status",
    "type"};
constexpr std::array<std::string_view, 3> message_fields{"documentationUrl",
                                                         "level", "type"};

void read_list(const Mapping& status, std::string_view list, Names known,
               FileId file, Model& model) {
  const Tree& tree = status.tree();
  Paths& paths = model.paths;
  const PathId path = paths.field(paths.field(root_path, "status"), list);
  std::uint32_t index = 0;
  for (NodeId item : status.list(list)) {
    const PathId at = paths.item(path, index++);
    const Mapping fields(tree, item);
    for (const Entry& entry : fields.all()) {
      const std::string_view name = tree.text(tree[tree.follow(entry.key)]);
      if (std::ranges::find(known, name) != known.end()) continue;
      Problem& found = model.problems.add(ProblemKind::unknown_in_status);
      const Node& key = tree[entry.key];
      found.range = {file, key.begin, key.end};
      found.path = paths.written_field(at, name);
      found.found = std::string(name);
    }
  }
}

}  // namespace

void read_status(const Tree& tree, NodeId gateway, FileId file, Model& model) {
  const Mapping status = Mapping(tree, gateway).at("status");
  read_list(status, "conditions", condition_fields, file, model);
  read_list(status, "validationMessages", message_fields, file, model);
}

}  // namespace asmgw
