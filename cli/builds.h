// Manifests that a program makes of what lies in a folder: kustomize of an
// overlay, helm of a chart. Only where the user asks for it.
#pragma once

#include "base/file.h"
#include "base/result.h"
#include "cli/command.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

struct Inputs;

struct BuildWishes {
  bool kustomize = false, helm = false;
  std::vector<std::string> values = {};  ///< files, for helm
  std::chrono::milliseconds time = std::chrono::minutes(1);  ///< of a run

  [[nodiscard]] bool any() const { return kustomize || helm; }
};

/// Declares --kustomize, --helm and --values.
void declare_builds(Options& options, BuildWishes& wishes);

/// How one input is made.
struct Build {
  std::vector<std::string> call;  ///< the program and what it is given
  std::chrono::milliseconds time;
  std::vector<std::string> of;  ///< the files that it takes the place of
};

/// Puts the output of kustomize in the place of what each overlay reaches that
/// no other includes, and that of helm in the place of each chart. Nothing is
/// run yet. An error: the program is not there, or the wishes are no good.
std::optional<Error> add_builds(const BuildWishes& wishes, Inputs& inputs,
                                const Io& io);

/// Runs it; `shown` is the name of its output. A status but 0 is an error.
Result<FileText> read_build(const Build& build, const std::string& shown,
                            std::uint64_t limit);

}  // namespace asmgw::cli
