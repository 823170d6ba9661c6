// A hash of names; wildcards stand in it as they are written.
#include "resolve/name_index.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::size_t most_near = 3;
constexpr std::size_t most_spelled = 50;  // names that spelling is tried on

std::string_view parent_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == std::string_view::npos ? std::string_view()
                                       : name.substr(dot + 1);
}

}  // namespace

void NameIndex::add(std::string_view name, std::size_t id) {
  const auto [at, fresh] = ids_.try_emplace(lower(name));
  at->second.push_back(id);
  if (!fresh) return;
  has_wildcards_ |= name.substr(0, 1) == "*";
  const std::string_view parent = parent_of(at->first);
  if (parent.empty()) return;
  auto& below = below_[std::string(parent)];
  if (below.size() < most_near) below.push_back(at->first);
}

std::vector<NameIndex::Found> NameIndex::covering(
    const std::string& name) const {
  std::vector<Found> found;
  const auto look = [&](std::string_view one) {
    const auto at = ids_.find(one);
    if (at != ids_.end()) found.push_back({at->first, &at->second});
  };
  look(name);
  if (!has_wildcards_) return found;
  std::string wildcard = name;  // `*` in place of ever more of it
  for (std::size_t i = 0; i + 1 < wildcard.size(); ++i) {
    wildcard[i] = '*';
    look(std::string_view(wildcard).substr(i));
  }
  if (name != "*") look("*");
  return found;
}

void NameIndex::add_near(std::string_view parent,
                         std::vector<Found>& found) const {
  const auto at = below_.find(parent);
  if (at == below_.end()) return;
  for (std::string_view name : at->second)
    if (found.size() < most_near)
      found.push_back({name, &ids_.find(name)->second});
}

std::vector<NameIndex::Found> NameIndex::near(const std::string& name) const {
  std::vector<Found> found;
  add_near(name, found);
  const std::string_view parent = parent_of(name);
  if (parent.find('.') != std::string_view::npos) add_near(parent, found);
  if (!found.empty() || ids_.size() > most_spelled) return found;
  std::vector<std::string_view> known;
  known.reserve(ids_.size());
  for (const auto& [one, ids] : ids_) known.emplace_back(one);
  std::sort(known.begin(), known.end());
  const auto at = ids_.find(nearest(name, known));
  if (at != ids_.end()) found.push_back({at->first, &at->second});
  return found;
}

}  // namespace asmgw
