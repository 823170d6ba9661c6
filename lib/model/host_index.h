// Dns parts by name, to find those that cover another, or that it covers,
// without comparing all.
#pragma once

#include "model/host.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

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

/// Dns parts related as Istio relates them, byte by byte: sorted by their ends,
/// where what a wildcard covers stands together.
class RelatedHosts {
 public:
  /// `dns` is not copied.
  void add(std::string_view dns, std::size_t id);
  /// To be called between the last `add` and the first question.
  void sort();

  /// Calls `visit` with the id of everything that has a name in common with
  /// `dns`, in no special order, until one returns true. True if one did.
  template <class Visit>
  bool any_overlap(std::string_view dns, Visit visit) const {
    const auto [first, last] = not_above(dns);
    for (std::size_t i = first; i < last; ++i)
      if (visit(all_[i].id)) return true;
    const std::string_view key = host_key(dns);
    for (std::size_t i = first; i-- > 0; i = all_[i].above)
      if (all_[i].wildcard && key.ends_with(all_[i].key) && visit(all_[i].id))
        return true;
    return false;
  }

 private:
  struct Entry {
    std::string_view key;
    bool wildcard;
    std::size_t id;
    std::size_t above = 0;  ///< one more than the next wildcard that covers it
  };
  struct Span {
    std::size_t first, last;
  };
  /// What `dns` covers, and what has the same key.
  [[nodiscard]] Span not_above(std::string_view dns) const;

  std::vector<Entry> all_;
};

}  // namespace asmgw
