// SHA-256, by libsodium: names for what must not be forged or shown.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace asmgw {

/// 64 hexadecimal digits.
std::string sha256(std::string_view text);

inline constexpr std::size_t fingerprint_digits = 32;

/// The first 128 bits of the SHA-256 of all fields, each behind its length: no
/// other list of fields has the same text, whatever stands in them.
std::string fingerprint_of(std::span<const std::string> fields);

/// `<hidden, 12 bytes, sha256 0123456789abcdef>`: of two values, whether they
/// are the same.
std::string hidden_text(std::string_view text);

}  // namespace asmgw
