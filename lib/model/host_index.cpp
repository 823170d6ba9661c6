// Names sorted by their ends: whatever covers one is found by searching for
// ever shorter ends of it.
#include "model/host_index.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::size_t most_near = 3;
constexpr std::size_t most_spelled = 50;  // names that spelling is tried on

/// How many bytes at the end are the same.
std::size_t shared_end(std::string_view a, std::string_view b) {
  const auto differ = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  return static_cast<std::size_t>(differ.first - a.rbegin());
}

std::string_view parent_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == std::string_view::npos ? std::string_view()
                                       : name.substr(dot + 1);
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool HostNames::End::operator<(const End& other) const {
  const std::size_t shared = shared_end(text, other.text);
  if (shared < text.size() && shared < other.text.size())
    return text[text.size() - shared - 1] <
           other.text[other.text.size() - shared - 1];
  if (text.size() != other.text.size()) return text.size() < other.text.size();
  return wildcard && !other.wildcard;
}

HostNames::End HostNames::end_of(std::string_view name) {
  const bool wildcard = is_wildcard(name);
  return {wildcard ? name.substr(1) : name, wildcard};
}

std::string_view HostNames::folded(std::string_view text,
                                   std::string& room) const {
  if (letters_ == LetterCase::kept || std::ranges::none_of(text, is_upper))
    return text;
  room = lower(text);
  return room;
}

std::size_t HostNames::number_of(std::string_view dns) {
  std::string room;
  std::string_view name = folded(dns, room);
  const auto at = numbers_.find(name);
  if (at != numbers_.end()) return at->second;
  if (name.data() == room.data()) name = lowered_.emplace_back(std::move(room));
  const std::size_t number = names_.size();
  names_.push_back(name);
  numbers_.emplace(name, number);
  if (is_wildcard(name)) wildcards_.emplace(end_of(name), number);
  if (by_end_) by_end_->emplace(end_of(name), number);
  below_.reset();
  return number;
}

const HostNames::ByEnd& HostNames::by_end() const {
  if (!by_end_) {
    by_end_.emplace();
    for (std::size_t number = 0; number < names_.size(); ++number)
      by_end_->emplace(end_of(names_[number]), number);
  }
  return *by_end_;
}

const HostNames::Below& HostNames::below() const {
  if (below_) return *below_;
  below_.emplace();
  for (std::size_t number = 0; number < names_.size(); ++number)
    if (const std::string_view parent = parent_of(names_[number]);
        !parent.empty())
      if (auto& all = (*below_)[parent]; all.size() < most_near)
        all.push_back(number);
  return *below_;
}

std::optional<std::size_t> HostNames::find(std::string_view dns) const {
  std::string room;
  const auto at = numbers_.find(folded(dns, room));
  return at == numbers_.end() ? std::nullopt : std::optional(at->second);
}

/// Wildcards that end in `end` or less of it, the longest first.
bool HostNames::any_wildcard(std::string_view end, const Visit& visit) const {
  while (true) {
    auto at = wildcards_.upper_bound({end, true});
    if (at == wildcards_.begin()) return false;
    const auto& [before, number] = *--at;
    const std::size_t shared = shared_end(before.text, end);
    end.remove_prefix(end.size() - shared);
    // What is sought ends at most as the one before does.
    if (shared < before.text.size()) continue;
    if (visit(number)) return true;
    if (end.empty()) return false;
    end.remove_prefix(1);
  }
}

bool HostNames::any_covering(std::string_view dns, const Visit& visit) const {
  std::string room;
  const std::string_view name = folded(dns, room);
  const auto itself = numbers_.find(name);
  if (itself != numbers_.end() && visit(itself->second)) return true;
  auto [end, wildcard] = end_of(name);
  if (end.empty() && wildcard) return false;
  if (!end.empty()) end.remove_prefix(1);  // a star stands for something
  return any_wildcard(end, visit);
}

bool HostNames::any_below(std::string_view dns, const Visit& visit) const {
  std::string room;
  const End end = end_of(folded(dns, room));
  const auto is_below = [&](const End& one) {
    return end.wildcard ? one.text.ends_with(end.text)
                        : one.text == end.text && !one.wildcard;
  };
  const ByEnd& all = by_end();
  for (auto at = all.lower_bound(end); at != all.end() && is_below(at->first);
       ++at)
    if (visit(at->second)) return true;
  return false;
}

bool HostNames::any_related(std::string_view dns, const Visit& visit) const {
  if (any_below(dns, visit)) return true;
  std::string room;
  auto [end, wildcard] = end_of(folded(dns, room));
  if (wildcard && end.empty()) return false;
  if (wildcard) end.remove_prefix(1);
  return any_wildcard(end, visit);
}

std::vector<std::size_t> HostNames::near(std::string_view dns) const {
  std::string room;
  const std::string_view name = folded(dns, room);
  std::vector<std::size_t> found;
  const auto add_below = [&](std::string_view parent) {
    const auto at = below().find(parent);
    if (at == below().end()) return;
    for (std::size_t number : at->second)
      if (found.size() < most_near) found.push_back(number);
  };
  add_below(name);
  const std::string_view parent = parent_of(name);
  if (parent.find('.') != std::string_view::npos) add_below(parent);
  if (!found.empty() || names_.size() > most_spelled) return found;
  std::vector<std::string_view> known = names_;
  std::sort(known.begin(), known.end());
  if (const auto spelled = find(nearest(name, known)))
    found.push_back(*spelled);
  return found;
}

}  // namespace asmgw
