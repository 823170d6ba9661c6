// Releases of Istio.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

struct IstioVersion {
  std::uint16_t major = 0, minor = 0, patch = 0;

  auto operator<=>(const IstioVersion&) const = default;
};

inline constexpr IstioVersion oldest_version{1, 16, 0};
/// A series named without a patch is its newest patch.
inline constexpr std::uint16_t newest_patch = 0xFFFF;
inline constexpr IstioVersion newest_version{1, 32, newest_patch};

/// Reads `1.22`, `1.22.6` and what ASM shows, `v1.22.6.98-g1234abc-aliyun`.
/// Nothing if it is none of these.
std::optional<IstioVersion> parse_version(std::string_view text);

/// `1.22`, or `1.22.6` and `1.22.0` where a patch was named.
std::string to_string(IstioVersion version);
/// The same for the first release of something: a whole series is `1.22`.
std::string first_release(IstioVersion version);

}  // namespace asmgw
