// Which meshes the groups of a repository make, and what is asked of each.
#pragma once

#include "lint/judge.h"
#include "lint/set_facts.h"
#include "mesh/applied_files.h"

#include <functional>
#include <map>
#include <vector>

namespace asmgw {

/// How far an accusation of objects in several files goes: as it is where they
/// reach one mesh, at info where that is unknown, not at all where they do not.
class ByRelation {
 public:
  /// `files` are those of `groups.files()`. What is given must outlive it.
  ByRelation(const MeshGroups& groups,
             const std::vector<const FileObjects*>& files);

  bool operator()(Diagnostic& found) const;
  /// Between a file and another that the finding names; `together` if it names
  /// none, `apart` if one of several is.
  [[nodiscard]] Relation relation_in(const Diagnostic& found) const;

 private:
  const MeshGroups& groups_;
  std::map<FileId, FileIndex> files_;
};

struct LookAtGroups {
  using Files = std::vector<const FileObjects*>;
  /// Merges files and hands over what is to be known of them. `variants`: of
  /// files with copies of one object only one is applied.
  using Merge =
      std::function<void(const Files&, bool variants,
                         const std::function<void(const SetFacts&)>&)>;

  /// See Judge.
  using FindsNothing =
      std::function<bool(const SetFacts&, std::initializer_list<Claim>)>;

  const AppliedFiles& applied;
  const ByRelation& by_relation;
  Merge merge;
  FindsNothing finds_nothing;

  void look_at_all(const Look& look) const;

 private:
  using Groups = std::vector<GroupIndex>;
  /// Groups that are looked at among all that is around them, by that.
  using Surroundings = std::map<Groups, Groups>;

  [[nodiscard]] Groups every() const;
  [[nodiscard]] Surroundings surroundings() const;
  void look_at_whole(const Look& look) const;
  void look_inside(const Look& look) const;
  void look_inside(GroupIndex group, const Look& look) const;
  void look_around(const Groups& around, const Groups& asking,
                   const Look& look) const;
  void look_around(const Groups& around, const Groups& asking,
                   const SetFacts& facts, const Look& look) const;
  [[nodiscard]] bool has_variants() const;
};

}  // namespace asmgw
