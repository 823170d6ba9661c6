// Any bytes as an .asmgw.yaml, and its groups made of a few files.
#include "fuzz/fuzz.h"
#include "mesh/group_config.h"
#include "mesh/groups.h"

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

void check_groups(std::vector<ConfigGroup> said) {
  GroupInput input;
  for (const char* path :
       {"/r/a.yaml", "/r/envs/prod/b.yaml", "/r/envs/dev/b.yaml", "/c.yaml"})
    input.files.push_back({path});
  input.config = PlacedConfig{"/r", std::move(said)};
  const MeshGroups groups(std::move(input));
  must(!groups.all().empty());
  for (FileIndex file = 0; file < groups.files().size(); ++file) {
    const auto of = groups.of_file(file);
    must(!of.empty() && std::is_sorted(of.begin(), of.end()));
    must(groups.relation(of.front(), of.front()) == Relation::together);
  }
  for (const MeshGroup& group : groups.all())
    must(!group.name.empty() && !group.members.empty());
}

}  // namespace

void fuzz(std::string_view bytes) {
  const SourceFile file{std::string(config_file_name), std::string(bytes)};
  GroupConfig config = read_config(file, FileId{0}, {});
  for (const ConfigFault& one : config.faults) {
    must(one.range.begin <= one.range.end && one.range.end <= bytes.size());
    must(!one.message.empty());
  }
  std::size_t globs = 0;
  for (const ConfigGroup& one : config.groups) {
    must(!one.name.empty());
    must(one.range.begin < one.range.end && one.range.end <= bytes.size());
    for (const std::string& glob : one.globs) must(!glob.empty());
    globs += one.globs.size();
  }
  if (config.faults.empty() && globs < 100)
    check_groups(std::move(config.groups));
}

}  // namespace asmgw
