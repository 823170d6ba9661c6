// Each selector is looked for where it has the fewest neighbours.
#include "listen/selector_index.h"

#include <algorithm>

namespace asmgw {

SelectorIndex::SelectorIndex(std::vector<Labels> selectors)
    : selectors_(std::move(selectors)) {
  for (std::size_t id = 0; id < selectors_.size(); ++id)
    for (const auto& label : selectors_[id]) by_label_[label].all.push_back(id);
  for (std::size_t id = 0; id < selectors_.size(); ++id) {
    Users* rarest = nullptr;
    for (const auto& label : selectors_[id]) {
      Users& users = by_label_[label];
      if (!rarest || users.all.size() < rarest->all.size()) rarest = &users;
    }
    (rarest ? rarest->first : empty_).push_back(id);
  }
}

std::vector<std::size_t> SelectorIndex::selecting(const Labels& labels) const {
  std::vector<std::size_t> found = empty_;
  for (const auto& label : labels) {
    const auto at = by_label_.find(label);
    if (at == by_label_.end()) continue;
    for (std::size_t id : at->second.first)
      if (is_subset(selectors_[id], labels)) found.push_back(id);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::size_t> SelectorIndex::holding(const Labels& labels) const {
  const Users* rarest = nullptr;
  for (const auto& label : labels) {
    const auto at = by_label_.find(label);
    if (at == by_label_.end()) return {};
    if (!rarest || at->second.all.size() < rarest->all.size())
      rarest = &at->second;
  }
  std::vector<std::size_t> found;
  if (!rarest) return found;
  for (std::size_t id : rarest->all)
    if (is_subset(labels, selectors_[id])) found.push_back(id);
  return found;
}

}  // namespace asmgw
