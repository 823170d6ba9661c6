// Words looked for in texts that are not parsed.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace asmgw {

/// A word is a run of letters, digits and `.`, `_`, `-`: whatever a scalar of
/// YAML says, each of its words stands in the text as it is and between other
/// characters, unless the text is in disguise.
class WordSet {
 public:
  /// From now on a text that may hold `value` is found. One without any word
  /// may be in every text.
  void add(std::string_view value);
  /// The text has one of the words.
  [[nodiscard]] bool in(std::string_view text) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  [[nodiscard]] bool has(std::string_view word) const;

  std::unordered_set<std::string, Hash, std::equal_to<>> words_;
  /// The first letters and the lengths of all words: most need no more.
  std::array<bool, 256> firsts_{};
  std::array<bool, 64> lengths_{};  // the last one: all that are longer
  bool anything_ = false;
};

/// The longest word of `value`, "" if it has none.
std::string_view longest_word(std::string_view value);

/// Escapes, anchors or tags may say what no word of the text does.
bool is_in_disguise(std::string_view text);

}  // namespace asmgw
