// `--max-file-size` and its like.
#pragma once

#include "cli/options.h"
#include "yaml/read.h"

#include <cstdint>

namespace asmgw::cli {

struct LimitWishes {
  std::uint64_t file_size = 64, depth = 64, nodes = 1'000'000,
                alias_visits = 10'000;
};

/// Declares them under a heading of their own.
void declare_limits(Options& options, LimitWishes& wishes);

Limits limits_of(const LimitWishes& wishes);

}  // namespace asmgw::cli
