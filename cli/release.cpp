// From the oldest known release to the newest.
#include "cli/release.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {

Result<IstioVersion> judged_version(const std::string& wish, Io& io) {
  if (wish.empty()) return newest_version;
  const auto version = parse_version(wish);
  if (!version)
    return Error{
        fmt::format("--istio-version: {} is not a release such as "
                    "1.22 or 1.22.6",
                    in_quotes(wish))};
  if (*version < oldest_version)
    return Error{
        fmt::format("--istio-version: {} is older than {}, the "
                    "oldest that asmgw knows",
                    to_string(*version), to_string(oldest_version))};
  if (*version > newest_version)
    say(io, fmt::format("Istio {} is newer than asmgw knows; judged as {}",
                        to_string(*version), to_string(newest_version)));
  return std::min(*version, newest_version);
}

}  // namespace asmgw::cli
