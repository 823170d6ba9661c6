// A text without the words of its comments: a tenth of many manifests, which
// yaml-cpp looks at letter by letter.
#pragma once

#include "yaml/tree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

class ShortText {
 public:
  /// Leaves of each comment the `#`. What is a comment is guessed: `covers`
  /// tells afterwards. Nothing is left out of texts for which that would not
  /// pay.
  explicit ShortText(std::string_view whole);

  [[nodiscard]] bool shorter() const { return !cuts_.empty(); }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Where in the whole text the byte at `at` stands.
  std::uint32_t place(std::uint32_t at);
  /// Something was cut out of a scalar of `tree`, whose text begins at `base`.
  [[nodiscard]] bool hit_scalar(const Tree& tree, std::uint32_t base) const;

 private:
  struct Cut {
    std::uint32_t at;       ///< in the short text
    std::uint32_t removed;  ///< before that, this cut included
  };
  void cut_comments(std::string_view whole);

  std::string text_;
  std::vector<Cut> cuts_;
  std::size_t next_ = 0;  ///< the first cut behind the place asked for last
};

}  // namespace asmgw
