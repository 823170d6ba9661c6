// One pass over a text, however many words there are.
#include "mesh/word_set.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::array<bool, 256> make_table() {
  std::array<bool, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  table['.'] = table['_'] = table['-'] = true;
  return table;
}
constexpr std::array<bool, 256> letters = make_table();

bool is_letter(char c) { return letters[static_cast<unsigned char>(c)]; }

/// Cuts the next word off the front of `text`; "" at the end.
std::string_view next_word(std::string_view& text) {
  const auto begin = std::find_if(text.begin(), text.end(), is_letter);
  const auto end = std::find_if_not(begin, text.end(), is_letter);
  const std::string_view word(begin, end);
  text = std::string_view(end, text.end());
  return word;
}

}  // namespace

std::string_view longest_word(std::string_view value) {
  std::string_view longest;
  for (std::string_view word = next_word(value); !word.empty();
       word = next_word(value))
    if (word.size() > longest.size()) longest = word;
  return longest;
}

void WordSet::add(std::string_view value) {
  const std::string_view word = longest_word(value);
  if (word.empty()) {
    anything_ = true;
    return;
  }
  words_.emplace(word);
  firsts_[static_cast<unsigned char>(word[0])] = true;
  lengths_[std::min(word.size(), lengths_.size() - 1)] = true;
}

bool WordSet::has(std::string_view word) const {
  return firsts_[static_cast<unsigned char>(word[0])] &&
         lengths_[std::min(word.size(), lengths_.size() - 1)] &&
         words_.find(word) != words_.end();
}

bool WordSet::in(std::string_view text) const {
  if (anything_) return true;
  if (words_.empty()) return false;
  for (std::string_view word = next_word(text); !word.empty();
       word = next_word(text))
    if (has(word)) return true;
  return false;
}

bool is_in_disguise(std::string_view text) {
  constexpr auto npos = std::string_view::npos;
  if (text.find('\\') != npos) return true;
  for (std::size_t at = text.find('&'); at != npos; at = text.find('&', at + 1))
    if (at + 1 < text.size() && is_letter(text[at + 1]) &&
        (at == 0 ||
         std::string_view(" \t\r\n[{,:-").find(text[at - 1]) != npos))
      return true;
  return text.find("binary") != npos || text.find("%TAG") != npos;
}

}  // namespace asmgw
