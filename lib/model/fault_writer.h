// What the checks of one object share: its tree, and where faults are put.
#pragma once

#include "model/mapping.h"
#include "model/version.h"
#include "source/problem.h"
#include "yaml/read.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

class FaultWriter {
 public:
  FaultWriter(const Tree& tree, FileId file, IstioVersion version,
              Problems& problems, Paths& paths)
      : tree_(&tree),
        file_(file),
        version_(version),
        problems_(&problems),
        paths_(&paths) {}

  [[nodiscard]] const Tree& tree() const { return *tree_; }
  [[nodiscard]] Paths& paths() const { return *paths_; }
  [[nodiscard]] IstioVersion version() const { return version_; }
  [[nodiscard]] bool at_least(std::uint16_t minor) const {
    return version_ >= IstioVersion{1, minor, 0};
  }

  [[nodiscard]] Range range_of(NodeId id) const {
    const Node& node = (*tree_)[id];
    return {file_, node.begin, node.end};
  }
  /// The first key of a mapping, else the node: where to point to say that
  /// something is missing in it.
  [[nodiscard]] Range head_of(NodeId id) const;
  [[nodiscard]] std::string_view key_of(const Entry& entry) const {
    return tree_->text((*tree_)[tree_->follow(entry.key)]);
  }
  /// Filled in before it is applied: what it will be is not known.
  [[nodiscard]] bool is_open(NodeId id) const;

  /// `wrong` says what is wrong, `cure` what to do.
  Problem& add(ProblemKind kind, Range range, PathId path, std::string wrong,
               std::string cure);
  /// The object is refused for something that another problem tells of.
  void refuse() { refused_ = true; }
  [[nodiscard]] bool refused() const { return refused_; }

 private:
  const Tree* tree_;
  FileId file_;
  IstioVersion version_;
  Problems* problems_;
  Paths* paths_;
  bool refused_ = false;
};

}  // namespace asmgw
