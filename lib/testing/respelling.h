// Manifests written in other ways that mean the same, as chance has it. Seeded:
// the same numbers give the same text.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The documents of a text as Kubernetes reads them; all must be readable.
std::vector<nlohmann::json> documents_of(const std::string& text);

class Respeller {
 public:
  explicit Respeller(std::uint32_t seed) : random_(seed) {}

  /// Documents in their order; keys in any order, values in block or flow,
  /// plain or quoted, with comments and line breaks of either kind.
  std::string text(const std::vector<nlohmann::json>& documents);
  /// True in one of `times` cases.
  bool one_in(std::uint32_t times) { return random_() % times == 0; }
  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[random_() % i]);
  }

 private:
  std::string block(const nlohmann::json& value, std::size_t indent);
  std::string member(std::string head, const nlohmann::json& value,
                     std::size_t indent);
  std::string flow(const nlohmann::json& value);
  std::string scalar(const std::string& text);
  std::vector<std::string> keys_of(const nlohmann::json& mapping);

  std::mt19937 random_;
};

}  // namespace asmgw
