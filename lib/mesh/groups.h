// Which manifests reach one mesh together. A repository holds more than one
// mesh; this tells them apart by what the repository says of itself: the
// config, kustomizations, objects that apply folders, and folders.
#pragma once

#include "mesh/group_config.h"
#include "mesh/identities.h"
#include "mesh/opposites.h"
#include "model/deployed_folders.h"
#include "model/kustomization.h"
#include "model/renaming.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// An index into the files that were given, one into the groups made of them.
using FileIndex = std::uint32_t;
using GroupIndex = std::uint32_t;

/// All paths here begin at the same folder and have no `.` and `..` but in
/// front; folders have no slash at the end.
struct GroupedFile {
  std::string path;
  std::string shown = {};  ///< as people see it; "": `path`
  /// It lies in no folder: standard input, or what is built.
  bool alone = false;
  bool patch = false;        ///< of a kustomization: it defines no object
  bool leaves_spec = false;  ///< of a patch, see kustomization.h
  bool live = false;         ///< see is_dump
  /// What it defines; of a patch what it is for.
  std::vector<ObjectIdentity> objects = {};
  /// The folder that it is built of, "": none; `path` is the file that says
  /// how.
  std::string built_of = {};
};

struct PlacedKustomization {
  std::string path, shown;
  KustomizationFile said;
};

struct PlacedFolders {
  DeployedFolders said;
  std::string root;  ///< where its paths begin
};

/// `groups:`, and the folder whose files its globs are for.
struct PlacedConfig {
  std::string folder;
  std::vector<ConfigGroup> groups;
};

enum class GroupScope : std::uint8_t {
  groups,
  file,      ///< each file is one
  together,  ///< all files are one
};

/// All that groups are made of; in any order.
struct GroupInput {
  std::vector<GroupedFile> files;
  std::vector<PlacedKustomization> kustomizations;
  std::vector<PlacedFolders> folders;
  std::optional<PlacedConfig> config;
  GroupScope scope = GroupScope::groups;
};

/// What made a group, the surest first.
enum class GroupBy : std::uint8_t {
  option,  ///< a GroupScope
  input,   ///< standard input, or what is built
  config,
  kustomization,
  deployment,  ///< an object that applies folders
  folder,
};

/// `folder`, `config`, …: what JSON says.
std::string_view text_of(GroupBy by);

/// What the object is called where it is applied.
ObjectIdentity renamed(ObjectIdentity object, const Renaming& renaming);

/// A file may be there more than once, under other names.
struct GroupMember {
  FileIndex file = 0;
  Renaming renaming;
};

struct MeshGroup {
  std::string name;  ///< no other group has it
  std::string why;   ///< `kustomization envs/prod/kustomization.yaml`
  GroupBy by = GroupBy::folder;
  std::optional<std::string> folder;  ///< if it is about one
  std::vector<GroupMember> members;   ///< in the order of the input
  std::vector<PatchTarget> patches;   ///< the objects that are patched
  /// Of the input: those it reaches that define objects.
  std::vector<std::uint32_t> kustomizations;
  /// What its kustomizations name and was not read: of elsewhere, and what is
  /// not among the inputs.
  std::vector<std::string> remote, missing;

  /// Of an object as its file names it: a patch may change its `spec`.
  [[nodiscard]] bool is_patched(const ObjectIdentity& object) const;
};

/// A kustomization that others include: no group by itself.
struct IncludedKustomization {
  std::string shown;
  std::vector<GroupIndex> in;  ///< sorted
};

enum class Relation : std::uint8_t { together, apart, unknown };

std::string_view text_of(Relation relation);

/// All groups, by what made them and by name, and what they are to each other.
class MeshGroups {
 public:
  /// Cost: that of sorting the files, their objects and their paths.
  explicit MeshGroups(GroupInput input);

  [[nodiscard]] const std::vector<GroupedFile>& files() const {
    return input_.files;
  }
  [[nodiscard]] const std::vector<MeshGroup>& all() const { return groups_; }
  [[nodiscard]] const std::vector<IncludedKustomization>& included() const {
    return included_;
  }
  /// Kustomizations, or objects that apply folders, name far more than any
  /// repository holds: not all of it is in the groups.
  [[nodiscard]] bool cut_off() const { return cut_off_; }
  /// The group of this name; nothing: there is none.
  [[nodiscard]] std::optional<GroupIndex> find(std::string_view name) const;
  /// Sorted; at least one.
  [[nodiscard]] std::span<const GroupIndex> of_file(FileIndex file) const {
    return of_file_[file];
  }

  // Whether two reach one mesh. Symmetric. Cost: what both have in common with
  // others, as a rule a few steps.

  [[nodiscard]] Relation relation(GroupIndex a, GroupIndex b) const;
  /// Of objects that is the relation of their files.
  [[nodiscard]] Relation of_files(FileIndex a, FileIndex b) const;
  /// The others that may be applied with it, sorted. Cost: the number of
  /// groups.
  [[nodiscard]] std::vector<GroupIndex> not_apart_from(GroupIndex group) const;

  /// See Opposites: of groups that are apart from each.
  [[nodiscard]] std::vector<std::optional<std::size_t>> heaviest_apart(
      const std::vector<Opposites::Weighed>& some) const {
    return apart_.heaviest(some);
  }

  /// Files of one folder that define the same object cannot both be applied:
  /// one list of files for each way to apply the group without such copies,
  /// sorted; each file is in one of them, and what has no copy in all. One list
  /// where there are none.
  [[nodiscard]] std::vector<std::vector<FileIndex>> variants(
      GroupIndex group) const;
  /// There may be more than one.
  [[nodiscard]] bool has_variants(GroupIndex group) const;

 private:
  [[nodiscard]] Relation inside(GroupIndex group, FileIndex a,
                                FileIndex b) const;
  void index_files();
  void oppose_groups();
  void oppose_files();
  bool oppose_objects(GroupIndex group);

  GroupInput input_;
  std::vector<MeshGroup> groups_;
  std::vector<IncludedKustomization> included_;
  bool cut_off_ = false;
  std::vector<std::vector<GroupIndex>> of_file_;
  std::vector<bool> live_;      ///< groups of nothing but dumps
  std::vector<bool> repeated_;  ///< groups that name some object twice
  Opposites apart_;             ///< groups
  Opposites copies_;            ///< files of one folder
  Opposites doubtful_;          ///< the same, by their names
};

}  // namespace asmgw
