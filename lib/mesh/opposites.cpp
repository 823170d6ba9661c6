// Sorted lists, met from both ends.
#include "mesh/opposites.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace asmgw {
namespace {

template <class Topic>
std::size_t hash_of(const Topic& topic) {
  const auto* bytes = reinterpret_cast<const char*>(topic.data());
  return std::hash<std::string_view>()(
      {bytes, topic.size() * sizeof(typename Topic::value_type)});
}

}  // namespace

void Opposites::add(const std::string& topic, Side side, Member member) {
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  said_.push_back(
      {numbers_.try_emplace(topic, number).first->second, side, member});
}

void Opposites::settle(std::size_t members) {
  topics_of_.resize(members);
  std::sort(said_.begin(), said_.end());
  said_.erase(std::unique(said_.begin(), said_.end()), said_.end());
  for (auto one = said_.begin(); one != said_.end();) {
    Topic topic;
    const std::uint32_t number = one->topic;
    for (; one != said_.end() && one->topic == number; ++one)
      topic.emplace_back(one->side, one->member);
    if (topic.front().first != topic.back().first) keep(std::move(topic));
  }
  said_ = {};
  numbers_ = {};
  by_hash_ = {};
}

void Opposites::keep(Topic topic) {
  std::vector<std::uint32_t>& alike = by_hash_[hash_of(topic)];
  for (std::uint32_t known : alike)
    if (topics_[known] == topic) return;
  const auto number = static_cast<std::uint32_t>(topics_.size());
  alike.push_back(number);
  for (const auto& [side, member] : topic)
    topics_of_[member].emplace_back(number, side);
  topics_.push_back(std::move(topic));
}

bool Opposites::oppose(Member a, Member b) const {
  if (a == b) return false;
  auto left = topics_of_[a].begin(), right = topics_of_[b].begin();
  const auto left_end = topics_of_[a].end(), right_end = topics_of_[b].end();
  const auto stands_twice = [](auto at, auto end) {
    return at + 1 != end && (at + 1)->first == at->first;
  };
  while (left != left_end && right != right_end) {
    if (left->first == right->first) {
      // Of two sides of one member, one is not that of the other.
      if (left->second != right->second || stands_twice(left, left_end) ||
          stands_twice(right, right_end))
        return true;
      ++left;
      ++right;
    } else if (left->first < right->first) {
      ++left;
    } else {
      ++right;
    }
  }
  return false;
}

void Opposites::mark(Member a, std::vector<bool>& out) const {
  for (const auto& [topic, side] : topics_of_[a])
    for (const auto& [other_side, other] : topics_[topic])
      if (other_side != side && other != a) out[other] = true;
}

}  // namespace asmgw
