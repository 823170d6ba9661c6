// What is beside a mesh is of groups that are not apart from it, nor from each
// other.
#include "cli/group_meshes.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/options.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

/// Beyond, nothing is taken beside a mesh: there are too many pairs of groups.
constexpr std::size_t most_groups = 1000;

std::string list_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    text += (i == 0 ? "" : ", ") + visible(names[i]);
  if (names.size() > most)
    text += fmt::format(" and {} more", names.size() - most);
  return text;
}

/// What may be applied with one of the groups.
class Beside {
 public:
  explicit Beside(const MeshGroups& groups)
      : groups_(groups), near_(groups.all().size()) {
    if (too_many()) return;
    for (GroupIndex i = 0; i < near_.size(); ++i) {
      folders_.push_back(folder_of_group(i));
      filled_.push_back(has_objects(i));
      near_[i].resize(near_.size());
      for (GroupIndex other : groups.not_apart_from(i)) near_[i][other] = true;
    }
  }

  struct Found {
    std::vector<GroupIndex> taken, rivals;
  };
  [[nodiscard]] Found of(GroupIndex group) const {
    Found found;
    if (too_many()) return found;
    for (GroupIndex one = 0; one < near_.size(); ++one) {
      if (!near_[group][one] || !filled_[one]) continue;
      (has_rival(one, group) ? found.rivals : found.taken).push_back(one);
    }
    return found;
  }
  [[nodiscard]] bool too_many() const { return near_.size() > most_groups; }

 private:
  [[nodiscard]] bool has_objects(GroupIndex group) const {
    const auto& members = groups_.all()[group].members;
    return std::any_of(members.begin(), members.end(),
                       [&](const GroupMember& member) {
                         const GroupedFile& file = groups_.files()[member.file];
                         return !file.patch && !file.objects.empty();
                       });
  }
  /// Another that may be applied with the group is apart from it, and does not
  /// lie farther from the group.
  [[nodiscard]] bool has_rival(GroupIndex one, GroupIndex group) const {
    const std::size_t shared = shared_folders(one, group);
    for (GroupIndex other = 0; other < near_.size(); ++other)
      if (other != one && near_[group][other] && !near_[one][other] &&
          filled_[other] && shared_folders(other, group) >= shared)
        return true;
    return false;
  }
  [[nodiscard]] std::string folder_of_group(GroupIndex group) const {
    const MeshGroup& one = groups_.all()[group];
    if (one.folder) return *one.folder + '/';
    if (one.members.empty()) return {};
    const std::string& path = groups_.files()[one.members[0].file].path;
    return joined_path(std::string(folder_of(path)), "");
  }
  /// How many folders above both are the same.
  [[nodiscard]] std::size_t shared_folders(GroupIndex a, GroupIndex b) const {
    const std::string &left = folders_[a], &right = folders_[b];
    const auto end =
        std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    return static_cast<std::size_t>(std::count(left.begin(), end.first, '/'));
  }

  const MeshGroups& groups_;
  std::vector<std::vector<bool>> near_;  ///< [a][b]: not apart
  std::vector<std::string> folders_;
  std::vector<bool> filled_;  ///< they have objects
};

class Maker {
 public:
  Maker(const GroupWishes& wishes, GroupMeshes& made)
      : wishes_(wishes), made_(made), groups_(*made.groups) {
    for (GroupIndex i = 0; i < groups_.all().size(); ++i)
      if (made.applied->has_gateway(i)) with_gateways_.push_back(i);
  }

  std::optional<Error> make() {
    for (const std::string& name : wishes_.names)
      if (auto error = fault_of(name)) return error;
    const Beside beside(groups_);
    for (GroupIndex group : with_gateways_)
      if (is_wanted(group)) add(group, beside);
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view name_of(GroupIndex group) const {
    return groups_.all()[group].name;
  }

  [[nodiscard]] std::optional<Error> fault_of(const std::string& name) const {
    std::vector<std::string_view> known;
    for (GroupIndex group : with_gateways_) known.push_back(name_of(group));
    if (std::find(known.begin(), known.end(), name) != known.end())
      return std::nullopt;
    std::string hint = did_you_mean(name, known);
    if (hint.empty())
      hint = known.empty() ? "; none has" : "; there are " + list_of(known);
    return Error{fmt::format("--group: no group {} with Gateways{}",
                             in_quotes(name), hint)};
  }

  [[nodiscard]] bool is_wanted(GroupIndex group) const {
    const auto& names = wishes_.names;
    return names.empty() ||
           std::find(names.begin(), names.end(), name_of(group)) != names.end();
  }

  void add(GroupIndex group, const Beside& beside) {
    GroupMesh& mesh = made_.all.emplace_back();
    mesh.index = group;
    if (with_gateways_.size() > 1) mesh.group = name_of(group);
    const Beside::Found found = beside.of(group);
    mesh.files = made_.applied->mesh_of(group, found.taken);
    if (beside.too_many())
      mesh.notes.push_back(fmt::format(
          "objects of other groups are not taken with it: there are more than "
          "{} groups",
          most_groups));
    std::vector<std::string_view> names;
    for (GroupIndex rival : found.rivals)
      if (routes(rival)) names.push_back(name_of(rival));
    if (!names.empty())
      mesh.notes.push_back(fmt::format(
          "VirtualServices of {} are not taken with it, as only one of these "
          "groups can be applied (groups: of .asmgw.yaml says which)",
          list_of(names)));
  }

  [[nodiscard]] bool routes(GroupIndex group) const {
    const auto& members = groups_.all()[group].members;
    return std::any_of(
        members.begin(), members.end(), [&](const GroupMember& member) {
          const auto& objects = groups_.files()[member.file].objects;
          return std::any_of(objects.begin(), objects.end(),
                             [](const ObjectIdentity& one) {
                               return one.kind == "VirtualService";
                             });
        });
  }

  const GroupWishes& wishes_;
  GroupMeshes& made_;
  const MeshGroups& groups_;
  std::vector<GroupIndex> with_gateways_;
};

}  // namespace

void declare_grouping(Options& options, GroupWishes& wishes) {
  options.flag(
      {"--together", "", "take all inputs as one mesh, whatever their folders"},
      wishes.together);
  options.value({"--config", "FILE",
                 "the config, in place of the first .asmgw.yaml from the "
                 "current folder up to the root of the repository",
                 Offer::files},
                wishes.config);
}

void declare_groups(Options& options, GroupWishes& wishes) {
  options.values(
      {"--group", "NAME",
       "only this group of manifests (see asmgw groups); repeatable"},
      wishes.names);
  declare_grouping(options, wishes);
}

bool is_one_mesh(const GroupWishes& wishes, std::size_t files,
                 const MeshSettings& settings) {
  return wishes.together || settings.complete.any() ||
         (files < 2 && wishes.names.empty());
}

Result<GroupMeshes> group_meshes(GroupedInputs inputs,
                                 const GroupWishes& wishes,
                                 const Sources& sources,
                                 const MeshSettings& settings, Io& io) {
  GroupMeshes made;
  made.groups = std::make_unique<const MeshGroups>(std::move(inputs.input));
  if (made.groups->cut_off()) {
    say(io, taken_as_one_line);
    return one_mesh(inputs.files);
  }
  made.applied = std::make_unique<const AppliedFiles>(
      *made.groups, inputs.files, sources, settings);
  made.by_relation =
      std::make_unique<const ByRelation>(*made.groups, inputs.files);
  if (const auto error = Maker(wishes, made).make()) return *error;
  if (made.all.empty()) made.all = one_mesh(inputs.files).all;
  return made;
}

GroupMeshes one_mesh(const std::vector<const FileObjects*>& files) {
  GroupMeshes made;
  GroupMesh& only = made.all.emplace_back();
  for (const FileObjects* file : files)
    if (file) only.files.push_back({file, false});
  return made;
}

std::string group_lines(const MeshGroups& groups) {
  std::string out;
  if (groups.all().size() < 2) return out;
  for (const MeshGroup& group : groups.all())
    out +=
        fmt::format("group {}: {} ({})\n", visible(group.name),
                    counted(group.members.size(), "file"), visible(group.why));
  return out;
}

}  // namespace asmgw::cli
