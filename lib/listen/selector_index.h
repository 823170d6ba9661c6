// Selectors by their labels.
#pragma once

#include "model/context.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {

/// Finds the selectors that labels satisfy without comparing all of them.
class SelectorIndex {
 public:
  /// `selectors` may be given twice; each is known by its index.
  explicit SelectorIndex(std::vector<Labels> selectors);

  [[nodiscard]] const Labels& operator[](std::size_t id) const {
    return selectors_[id];
  }
  [[nodiscard]] std::size_t size() const { return selectors_.size(); }
  /// Those that are part of `labels`, in order.
  [[nodiscard]] std::vector<std::size_t> selecting(const Labels& labels) const;
  /// Those that `labels`, which are not empty, are part of, in order.
  [[nodiscard]] std::vector<std::size_t> holding(const Labels& labels) const;

 private:
  struct Users {
    std::vector<std::size_t> all;    ///< that ask for the label
    std::vector<std::size_t> first;  ///< for which it is the rarest one
  };

  std::vector<Labels> selectors_;
  std::map<std::pair<std::string, std::string>, Users> by_label_;
  std::vector<std::size_t> empty_;  ///< that select everything
};

}  // namespace asmgw
