// How much of an input is read before it is given up.
#include "cli/limits.h"

namespace asmgw::cli {

void declare_limits(Options& options, LimitWishes& wishes) {
  options.section("Limits");
  options.number({"--max-file-size", "MIB", "of a file (64)"}, {1, 2047},
                 wishes.file_size);
  options.number({"--max-depth", "N", "levels of nesting (64)"}, {1, 1000},
                 wishes.depth);
  options.number({"--max-nodes", "N", "values in a document (1000000)"},
                 {1, 1'000'000'000}, wishes.nodes);
  options.number({"--max-alias-visits", "N",
                  "values in a document that aliases stand for (10000)"},
                 {0, 1'000'000'000}, wishes.alias_visits);
}

Limits limits_of(const LimitWishes& wishes) {
  Limits limits;
  limits.file_size = static_cast<std::uint32_t>(wishes.file_size);
  limits.depth = static_cast<std::uint32_t>(wishes.depth);
  limits.nodes = wishes.nodes;
  limits.alias_visits = wishes.alias_visits;
  return limits;
}

}  // namespace asmgw::cli
