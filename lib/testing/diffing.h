// Two texts -> changes, as `asmgw diff` makes them.
#pragma once

#include "diff/diff.h"
#include "lint/linter.h"
#include "source/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The files of an example (see ChangeExample), its shortcuts written out.
std::string expanded(std::string_view example);

/// A comparison and all that it points into.
struct Diffed {
  Sources sources;
  Linted older, newer;
  DiffResult result;

  [[nodiscard]] const Mesh& old_mesh() const { return older.mesh(); }
  [[nodiscard]] const Mesh& new_mesh() const { return newer.mesh(); }
  /// `breaking host-removed`, sorted.
  [[nodiscard]] std::vector<std::string> ids() const;
  /// A line a change, for messages of tests.
  [[nodiscard]] std::string text() const;
};

struct DiffSettings {
  std::string context;  ///< documents that both sides share
  LintOptions lint;
};

/// The texts of the files of both sides.
Diffed diff_files(const std::vector<std::string>& older,
                  const std::vector<std::string>& newer,
                  const DiffSettings& settings = {});
/// One file on each side.
Diffed diff_texts(const std::string& older, const std::string& newer,
                  const DiffSettings& settings = {});
/// Two sides of an example, with its context and options.
Diffed diff_example(const ChangeExample& example, std::string_view older,
                    std::string_view newer);

}  // namespace asmgw
