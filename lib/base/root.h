// How far reading goes: what lies in a repository may be a stranger's, and a
// link or a path of his leads no further than the repository itself.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A folder that reading stays in.
struct Root {
  std::string folder;       ///< its real path
  bool repository = false;  ///< the work tree of one

  /// True of the folder itself and all below it. `real` has no links in it.
  [[nodiscard]] bool holds(std::string_view real) const;
  /// `the repository`, or `the folder "/srv/x"`.
  [[nodiscard]] std::string name() const;
};

/// A link that was followed.
struct FollowedLink {
  std::string path;    ///< its own, without other links
  std::string folder;  ///< what it lies in
};

/// Where a path leads, whether there is anything or not.
struct RealPath {
  std::string real;    ///< without links
  std::string folder;  ///< what the last name of the path stands in, likewise
  std::vector<FollowedLink> links = {};
};
/// An error: there is no current folder, or links lead in a circle.
Result<RealPath> real_path(const std::string& path);

/// The nearest folder from `folder`, a real path, upwards that holds `.git`.
std::optional<std::string> work_tree_of(std::string_view folder);

/// The repository that holds `folder`, a real path, or the folder itself.
Root root_at(const std::string& folder);
/// The same, but outside of a repository the current folder if it holds
/// `folder` and is not `/`.
Root root_around(const std::string& folder);

/// The current folder without links; "" if there is none.
std::string current_folder();

/// True of /proc and /sys: what the running system says of itself.
bool is_kernel_file(const std::string& path);
bool is_kernel_file(int descriptor);

}  // namespace asmgw
