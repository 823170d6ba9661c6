// Hash, equality and order of names.
#include "model/host_index.h"

#include "base/text.h"

#include <cstdint>

namespace asmgw {
namespace {

/// Of the last byte first.
bool ends_before(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(),
                                      b.rend());
}

}  // namespace

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

void RelatedHosts::add(std::string_view dns, std::size_t id) {
  all_.push_back({host_key(dns), is_wildcard(dns), id});
}

void RelatedHosts::sort() {
  std::stable_sort(all_.begin(), all_.end(),
                   [](const Entry& a, const Entry& b) {
                     if (a.key != b.key) return ends_before(a.key, b.key);
                     return a.wildcard && !b.wildcard;
                   });
  std::size_t above = 0;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    while (above > 0 && !all_[i].key.ends_with(all_[above - 1].key))
      above = all_[above - 1].above;
    all_[i].above = above;
    if (all_[i].wildcard) above = i + 1;
  }
}

RelatedHosts::Span RelatedHosts::not_above(std::string_view dns) const {
  const std::string_view key = host_key(dns);
  const bool wildcard = is_wildcard(dns);
  const auto first = std::partition_point(
      all_.begin(), all_.end(),
      [&](const Entry& one) { return ends_before(one.key, key); });
  const auto last =
      std::partition_point(first, all_.end(), [&](const Entry& one) {
        return wildcard ? one.key.ends_with(key) : one.key == key;
      });
  return {static_cast<std::size_t>(first - all_.begin()),
          static_cast<std::size_t>(last - all_.begin())};
}

}  // namespace asmgw
