// Hash and equality of names in any case.
#include "model/host_index.h"

#include "base/text.h"

#include <cstdint>

namespace asmgw {

std::size_t FoldedHash::operator()(std::string_view text) const {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const auto byte = static_cast<unsigned char>(upper ? c + ('a' - 'A') : c);
    hash = (hash ^ byte) * 1099511628211U;
  }
  return static_cast<std::size_t>(hash);
}

bool FoldedEqual::operator()(std::string_view a, std::string_view b) const {
  return equal_ignoring_case(a, b);
}

}  // namespace asmgw
