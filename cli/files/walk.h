// What a folder of a store holds for us, in the order of reading.
#pragma once

#include "cli/files/store.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::cli {

/// How files are called that are no manifests and may hold some.
inline constexpr std::array<std::string_view, 4> wrapping_endings{
    ".md", ".j2", ".tpl", ".tmpl"};

struct WalkWishes {
  std::string folder;  ///< of the store, where it begins
  /// What stands before the rest of a path where globs and people see it.
  std::string shown;
  const std::vector<std::string>&include, &exclude;
};

struct Walk {
  std::vector<std::string> files;  ///< of the store; by names in each folder
  /// Of the store: those that are called as no manifest is.
  std::vector<std::string> kustomizations;
  /// As they are shown: what was left out, and why.
  std::vector<std::string> excluded, not_included;
  std::vector<std::pair<std::string, std::string>> no_files;
  std::vector<std::string> outside;  ///< links to files out of the store
  /// Folders of other people's files, which were not walked.
  std::vector<std::string> folders;
  /// Files of the store that may hold manifests under another name: templates
  /// and texts.
  std::vector<std::string> wrapping;
  std::vector<Error> errors;  ///< what could not be looked at
};

/// Every `.yaml`, `.yml` and `.json` below the folder. Hidden folders are left
/// out, and so are `vendor`, `node_modules` and the `charts` of a chart, unless
/// the walk begins in one of the first two; links to folders are not followed.
/// A link counts as the file it leads to, unless that is found as well. A file
/// is found once, though it may have several names: `seen` has the ids (see
/// `PathEnd`) of all that were found.
Walk walk(FileStore& store, const WalkWishes& wishes,
          std::set<std::string>& seen);

}  // namespace asmgw::cli
