// The two sides of a comparison, found and read: files, folders, stdin, what
// git has, and the folders that `kubectl diff` makes.
#pragma once

#include "base/result.h"
#include "cli/builds.h"
#include "cli/command.h"
#include "cli/side.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

struct SideWishes {
  std::vector<std::string> sides = {};
  /// `REV[:PATH]`, never a path, in place of the first and the last side; one
  /// word or none.
  std::vector<std::string> old_rev = {}, new_rev = {};
  std::string live = {};
  std::vector<std::string> context = {}, include = {}, exclude = {};
  std::string stdin_filename = "<stdin>";
  bool without = false;      ///< one side is enough, and is both
  bool allow_empty = false;  ///< before the first commit HEAD has nothing
  BuildWishes builds = {};   ///< of what lies on disk
};

struct Sides {
  Side old_side, new_side;
  std::optional<Side> live, context;
  bool kubectl = false;  ///< both are folders that `kubectl diff` made
  /// Both are what one path of a repository holds at two times: what only one
  /// of them has came or went.
  bool same_place = false;
};

/// Reads all of it or, with the reason, nothing: what is left unread would look
/// like a difference.
Result<Sides> find_sides(const SideWishes& wishes, std::uint64_t file_limit,
                         Io& io);

}  // namespace asmgw::cli
