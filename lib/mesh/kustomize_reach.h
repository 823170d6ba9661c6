// What a kustomization reaches, through those that it includes.
#pragma once

#include "mesh/groups.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asmgw {

using KustomizationIndex = std::uint32_t;

class KustomizeReach {
 public:
  /// `input` must outlive it.
  explicit KustomizeReach(const GroupInput& input);

  /// No other kustomization includes it.
  [[nodiscard]] bool is_top(KustomizationIndex i) const {
    return !included_[i];
  }

  /// Some was left out: more than a repository ever holds.
  [[nodiscard]] bool cut_off() const { return steps_left_ == 0; }

  struct Reached {
    std::vector<GroupMember> members;  ///< in the order of kustomize
    std::vector<PatchTarget> patches;
    std::vector<std::string> remote, missing;
    std::vector<KustomizationIndex> through;   ///< sorted; with itself
    std::vector<KustomizationIndex> defining;  ///< those that define objects
  };
  /// Includes that lead in a circle are followed once.
  Reached from(KustomizationIndex top);

 private:
  struct Walk;

  void link(KustomizationIndex from, const std::vector<std::string>& entries);
  void visit(KustomizationIndex i, const Renaming& outer, Walk& walk);
  void take(KustomizationIndex i, const std::string& entry,
            const Renaming& renaming, Walk& walk);
  void take_patches(KustomizationIndex i, const Renaming& renaming, Walk& walk);
  static void add(FileIndex file, const Renaming& renaming, Walk& walk);

  const GroupInput& input_;
  std::unordered_map<std::string_view, FileIndex> files_;  ///< by path
  std::unordered_map<std::string, KustomizationIndex> by_folder_;
  std::vector<bool> included_;
  std::size_t steps_left_;  ///< of all walks: hostile ones double at each step
};

}  // namespace asmgw
