// What differs between two texts of an object whose values are not shown.
#pragma once

#include <string>
#include <string_view>

namespace asmgw::cli {

/// A line `-data.tls.key: <hidden, 12 bytes, sha256 ...>` for each value of
/// `before` that differs, and one with `+` for each of `after`; only what names
/// the object is written out. "" where all values are the same.
std::string secret_diff(std::string_view before, std::string_view after);

}  // namespace asmgw::cli
