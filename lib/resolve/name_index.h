// Names and wildcards, looked up as Envoy does: the exact one, wildcards from
// the longest, then what takes all.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asmgw {

class NameIndex {
 public:
  struct Found {
    std::string_view name;  ///< in lower case; `*.a.com`, `*`
    const std::vector<std::size_t>* ids;
  };

  /// `name` is a host, a wildcard or `*`, in any case.
  void add(std::string_view name, std::size_t id);

  /// What covers `name`, which is in lower case, the most specific first.
  [[nodiscard]] std::vector<Found> covering(const std::string& name) const;
  /// Some that do not cover it but look as if they might: its neighbours below
  /// one parent, what is below it, or what it is near in spelling.
  [[nodiscard]] std::vector<Found> near(const std::string& name) const;
  [[nodiscard]] std::size_t size() const { return ids_.size(); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class T>
  using ByText = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  void add_near(std::string_view parent, std::vector<Found>& found) const;

  ByText<std::vector<std::size_t>> ids_;
  ByText<std::vector<std::string_view>> below_;  ///< the first few of a parent
  bool has_wildcards_ = false;
};

}  // namespace asmgw
