// Sorted lists, met from both ends.
#include "mesh/opposites.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

template <class Topic>
std::size_t hash_of(const Topic& topic) {
  const auto* bytes = reinterpret_cast<const char*>(topic.data());
  return std::hash<std::string_view>()(
      {bytes, topic.size() * sizeof(typename Topic::value_type)});
}

/// Of what stands on the sides of a topic the heaviest: of three sides, as a
/// member stands on two at most, and two of each, as one may be who asks.
class Heaviest {
 public:
  using Member = Opposites::Member;
  using Side = Opposites::Side;

  void add(Side side, Opposites::Weighed one) {
    auto at = std::find_if(sides_.begin(), sides_.end(),
                           [&](const Two& two) { return two.side == side; });
    if (at == sides_.end()) {
      sides_.push_back({side, one, std::nullopt});
    } else if (one.weight > at->first.weight) {
      at->second = std::exchange(at->first, one);
    } else if (!at->second || one.weight > at->second->weight) {
      at->second = one;
    }
    std::stable_sort(sides_.begin(), sides_.end(),
                     [](const Two& a, const Two& b) {
                       return a.first.weight > b.first.weight;
                     });
    if (sides_.size() > 3) sides_.pop_back();
  }

  /// That opposes a member of this side.
  [[nodiscard]] std::optional<std::size_t> against(Side side,
                                                   Member member) const {
    std::optional<std::size_t> most;
    for (const Two& two : sides_) {
      if (two.side == side) continue;
      if (two.first.member != member)
        most = std::max(most, std::optional(two.first.weight));
      else if (two.second)
        most = std::max(most, std::optional(two.second->weight));
    }
    return most;
  }

 private:
  struct Two {
    Side side;
    Opposites::Weighed first;
    std::optional<Opposites::Weighed> second;
  };
  std::vector<Two> sides_;
};

}  // namespace

std::vector<std::optional<std::size_t>> Opposites::heaviest(
    const std::vector<Weighed>& some) const {
  std::unordered_map<std::uint32_t, Heaviest> topics;
  for (const Weighed& one : some)
    for (const auto& [topic, side] : topics_of_[one.member])
      topics[topic].add(side, one);
  std::vector<std::optional<std::size_t>> found;
  found.reserve(some.size());
  for (const Weighed& one : some) {
    std::optional<std::size_t>& most = found.emplace_back();
    for (const auto& [topic, side] : topics_of_[one.member])
      most = std::max(most, topics[topic].against(side, one.member));
  }
  return found;
}

bool Opposites::add(const std::string& topic, Side side, Member member) {
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  const auto [at, fresh] = numbers_.try_emplace(topic, Latest{number, member});
  Latest& latest = at->second;
  said_.push_back({latest.topic, side, member});
  const bool other = fresh || latest.member != member;
  latest.member = member;
  return other;
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
