// Durations as Go writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace asmgw {

/// `1h2m`, `1.5s`, `-3ms`, `0` in nanoseconds, as Go's time.ParseDuration
/// reads it; nothing if it does not.
std::optional<std::int64_t> parse_duration(std::string_view text);

}  // namespace asmgw
