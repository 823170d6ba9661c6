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

/// Pairs of a mesh and a group that may lie beside it. Beyond, nothing is taken
/// beside a mesh, as each would hold all files.
constexpr std::size_t most_pairs = 1'000'000;

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
  /// `asking`: of how many groups that will be asked.
  Beside(const MeshGroups& groups, std::size_t asking) : groups_(groups) {
    for (GroupIndex i = 0; i < groups.all().size(); ++i) {
      folders_.push_back(folder_of_group(i));
      filled_.push_back(has_objects(i));
    }
    const auto filled = static_cast<std::size_t>(
        std::count(filled_.begin(), filled_.end(), true));
    too_many_ = asking > 0 && filled > most_pairs / asking;
  }

  struct Found {
    std::vector<GroupIndex> taken, rivals;
  };
  /// A rival is apart from another that may be applied with the group and does
  /// not lie farther from it.
  [[nodiscard]] Found of(GroupIndex group) const {
    Found found;
    if (too_many_) return found;
    std::vector<Opposites::Weighed> near;
    for (GroupIndex one : groups_.not_apart_from(group))
      if (filled_[one]) near.push_back({one, shared_folders(one, group)});
    const auto nearest = groups_.heaviest_apart(near);
    for (std::size_t i = 0; i < near.size(); ++i) {
      const bool rival = nearest[i] && *nearest[i] >= near[i].weight;
      (rival ? found.rivals : found.taken).push_back(near[i].member);
    }
    return found;
  }
  [[nodiscard]] bool too_many() const { return too_many_; }

 private:
  [[nodiscard]] bool has_objects(GroupIndex group) const {
    const auto& members = groups_.all()[group].members;
    return std::any_of(members.begin(), members.end(),
                       [&](const GroupMember& member) {
                         const GroupedFile& file = groups_.files()[member.file];
                         return !file.patch && !file.objects.empty();
                       });
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
  std::vector<std::string> folders_;
  std::vector<bool> filled_;  ///< they have objects
  bool too_many_ = false;
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
    std::vector<GroupIndex> wanted;
    for (GroupIndex group : with_gateways_)
      if (is_wanted(group)) wanted.push_back(group);
    const Beside beside(groups_, wanted.size());
    for (GroupIndex group : wanted) add(group, beside);
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
      mesh.notes.emplace_back(
          "objects of other groups are not taken with it: there are too many "
          "groups (--group NAME looks at one)");
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
