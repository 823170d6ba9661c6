// A text without most of what yaml-cpp, which looks at every letter many
// times, need not see to find out how the text is built.
#pragma once

#include "yaml/tree.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

class ShortText {
 public:
  /// Leaves the first character of
  /// - each comment,
  /// - each plain scalar's first word of letters, digits, `.`, `_`, `/`, `-`,
  ///   if it is a key or stands behind one or behind the `-` of an item,
  /// - kubectl's annotation last-applied-configuration, a third of what a
  ///   cluster gives out, if it is a literal block of one line or in double
  ///   quotes.
  /// Which these are is guessed line by line: `lost` tells afterwards.
  explicit ShortText(std::string_view whole);

  [[nodiscard]] bool shorter() const { return !cuts_.empty(); }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Where in the whole text the byte at `at` stands.
  std::uint32_t place(std::uint32_t at);
  /// The value of the scalar at `begin` of the whole text, of which yaml-cpp
  /// read `value`; nothing if that is all there is. To be asked behind
  /// `place` of that scalar.
  std::optional<std::string> restored(std::uint32_t begin,
                                      std::string_view value);
  /// Something was cut out that was neither a comment nor put back into its
  /// scalar. `tree` is what was read; its text begins at `base`.
  [[nodiscard]] bool lost(const Tree& tree, std::uint32_t base) const;

  enum class CutFrom : std::uint8_t { comment, word, literal, quotes };
  struct Cut {
    std::uint32_t begin, size;  ///< in the whole text
    std::uint16_t behind;       ///< bytes from the begin of its scalar
    CutFrom from;
    bool restored = false;

    [[nodiscard]] std::uint32_t end() const { return begin + size; }
  };

 private:
  std::string_view whole_;
  std::string text_;
  std::vector<Cut> cuts_;
  std::size_t next_ = 0;  ///< the first cut behind the place asked for last
  std::uint32_t removed_ = 0;  ///< by the cuts before that
};

}  // namespace asmgw
