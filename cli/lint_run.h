// What lint is asked for, and carrying it out.
#pragma once

#include "cli/group_meshes.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "lint/rule_set.h"
#include "mesh/settings.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct LintWishes {
  InputWishes input;
  OutputWishes output;
  Selection selection;
  std::string fail_on = "error", min_level = "warning", scope = "set";
  std::uint64_t max_findings = ~std::uint64_t{0};
  AllSaid settings;
  std::uint64_t max_file_findings = 10'000;
  GroupWishes groups;
  /// The inputs are judged with what lies around them in the repository.
  bool with_repository = false;
  bool statistics = false, fail_if_empty = false, quiet = false,
       verbose = false;
  std::size_t threads = 0;  ///< that read and check files; 0: as many as cores
};

ExitStatus lint(const LintWishes& wishes, Io& io);

}  // namespace asmgw::cli
