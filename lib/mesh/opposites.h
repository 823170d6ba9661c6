// What cannot be together: two that stand on different sides of something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asmgw {

class Opposites {
 public:
  using Member = std::uint32_t;
  using Side = std::uint32_t;

  /// Of all that are added to one topic, those with different sides oppose.
  /// False: the member is the one that was added to it last.
  bool add(const std::string& topic, Side side, Member member);
  /// All members of the topic oppose each other.
  bool add(const std::string& topic, Member member) {
    return add(topic, member, member);
  }
  /// Call once, after the last `add`, before the first question. Cost: that of
  /// sorting all that was added.
  void settle(std::size_t members);

  /// Cost: the topics that these two have in common with others. Topics with
  /// the same members count as one.
  [[nodiscard]] bool oppose(Member a, Member b) const;
  /// Sets `out[m]` for each `m` that opposes `a`.
  void mark(Member a, std::vector<bool>& out) const;
  /// A member, and how much it weighs in one question.
  struct Weighed {
    Member member;
    std::size_t weight;
  };
  /// For each of `some` the most that one of the others weighs which opposes
  /// it; nothing: none does. Cost: their topics.
  [[nodiscard]] std::vector<std::optional<std::size_t>> heaviest(
      const std::vector<Weighed>& some) const;
  /// Somebody opposes it.
  [[nodiscard]] bool has_any(Member a) const { return !topics_of_[a].empty(); }

 private:
  struct Said {
    std::uint32_t topic;
    Side side;
    Member member;
    auto operator<=>(const Said&) const = default;
  };
  using Stand = std::pair<Side, Member>;
  using Topic = std::vector<Stand>;

  void keep(Topic topic);

  struct Latest {
    std::uint32_t topic;
    Member member;
  };
  std::unordered_map<std::string, Latest> numbers_;
  std::vector<Said> said_;
  std::vector<Topic> topics_;
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> by_hash_;
  /// Sorted: the topic, then the side.
  std::vector<std::vector<std::pair<std::uint32_t, Side>>> topics_of_;
};

}  // namespace asmgw
