// Texts of a side -> its mesh, and what lint says of it.
#pragma once

#include "cli/command.h"
#include "cli/side.h"
#include "lint/linter.h"
#include "source/source.h"

#include <cstddef>
#include <optional>
#include <string>

namespace asmgw::cli {

struct ReadSide {
  Linted linted;
  std::size_t gateways = 0;  ///< of its own, without those of the context
  /// Of a side without Gateways: see found_instead.
  std::string instead;
  /// A file of a side that is nothing but text without any object.
  std::string text_alone;

  [[nodiscard]] const Mesh& mesh() const { return linted.mesh(); }
};

class SideReader {
 public:
  SideReader(const LintOptions& options, bool quiet, Sources& sources, Io& io);

  /// Reads and checks the texts of one side, those of the context first.
  /// Nothing: some of it cannot be read, which is said.
  std::optional<ReadSide> read(const Side& side,
                               const std::optional<Side>& context);

 private:
  void check(const Side& side, Linter& linter);

  const LintOptions& options_;
  bool quiet_;
  RuleSet rules_;
  Sources& sources_;
  Io& io_;
};

}  // namespace asmgw::cli
