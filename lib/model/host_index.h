// Dns parts by name, to find one that covers another without comparing all.
#pragma once

#include "model/host.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace asmgw {

/// What dns parts are indexed by: a wildcard by what follows its `*`, which no
/// other name can be.
inline std::string_view host_key(std::string_view dns) {
  return is_wildcard(dns) ? dns.substr(1) : dns;
}

/// Calls `visit` with the key of every dns part that covers `dns`, the most
/// specific first, itself included, until one returns true. True if one did.
template <class Visit>
bool any_cover(std::string_view dns, Visit visit) {
  std::string_view key = host_key(dns);
  while (!visit(key)) {
    if (key.empty()) return false;
    const std::size_t dot = key.find('.', 1);
    key = dot == std::string_view::npos ? std::string_view() : key.substr(dot);
  }
  return true;
}

struct FoldedHash {
  std::size_t operator()(std::string_view text) const;
};
struct FoldedEqual {
  bool operator()(std::string_view a, std::string_view b) const;
};
/// Keys in any case, as Envoy and clients see names.
template <class T>
using HostIndex =
    std::unordered_map<std::string_view, T, FoldedHash, FoldedEqual>;

}  // namespace asmgw
