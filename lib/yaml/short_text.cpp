// Guesses from one line at a time, and knows block scalars by their
// indentation. A wrong guess costs time, for then the whole text is read.
#include "yaml/short_text.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

using Cut = ShortText::Cut;
using CutFrom = ShortText::CutFrom;
constexpr auto npos = std::string_view::npos;

constexpr std::string_view applied =
    "kubectl.kubernetes.io/last-applied-configuration";

bool is_word_character(char c) {
  return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '/';
}

/// yaml-cpp's null, which it tells apart from a scalar.
bool is_null(std::string_view word) {
  return word == "null" || word == "Null" || word == "NULL";
}

/// The quote that closes what begins at `at`, on the same line; npos if there
/// is none or an escape between them takes more than a letter.
std::size_t closing_quote(std::string_view text, std::size_t at) {
  while (true) {
    at = text.find_first_of("\"\\\n", at);
    if (at == npos || text[at] == '\n') return npos;
    if (text[at] == '"') return at;
    if (at + 1 >= text.size() ||
        std::string_view("\"\\nt").find(text[at + 1]) == npos)
      return npos;
    at += 2;
  }
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\') {
      c = text[++i];
      if (c == 'n') c = '\n';
      if (c == 't') c = '\t';
    }
    plain.push_back(c);
  }
  return plain;
}

class Finder {
 public:
  Finder(std::string_view text, std::vector<Cut>& cuts)
      : text_(text), cuts_(cuts) {}

  void run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      begin_ = begin;
      end_ = end > begin && text_[end - 1] == '\r' ? end - 1 : end;
      read_line();
      begin = end + 1;
    }
  }

 private:
  void read_line() {
    std::size_t at = skip_blanks(begin_);
    if (at == end_) {
      applied_ = 0;
      return;
    }
    if (in_block_ && at - begin_ > block_column_) {
      if (applied_ > 0 && text_[at] == '{')
        cut(CutFrom::literal, applied_, at + 1, end_);
      applied_ = 0;
      return;
    }
    in_block_ = false;
    std::size_t column = at - begin_;
    bool owned = false;  // by a key or an item
    while (at + 1 < end_ && text_[at] == '-' && text_[at + 1] == ' ') {
      column = at - begin_;
      owned = true;
      at = skip_blanks(at + 2);
    }
    const std::size_t key = at;
    if (const std::size_t colon = key_end(at); colon != npos) {
      if (text_[at] != '"') cut_word(at, colon);
      column = at - begin_;
      owned = true;
      at = skip_blanks(colon + 1);
    }
    if (owned && at < end_) read_value(key, at, column);
    cut_comment(key);
  }

  std::size_t skip_blanks(std::size_t at) const {
    while (at < end_ && text_[at] == ' ') ++at;
    return at;
  }

  std::size_t word_end(std::size_t at) const {
    while (at < end_ && is_word_character(text_[at])) ++at;
    return at;
  }

  /// The colon behind the key at `at`; npos if that is no simple key.
  std::size_t key_end(std::size_t at) const {
    const bool quoted = at < end_ && text_[at] == '"';
    std::size_t colon = word_end(at + quoted);
    if (quoted && (colon >= end_ || text_[colon++] != '"')) return npos;
    if (colon == at || colon >= end_ || text_[colon] != ':') return npos;
    return colon + 1 == end_ || text_[colon + 1] == ' ' ? colon : npos;
  }

  /// What stands at `at`, behind the key at `key`, if that is one.
  void read_value(std::size_t key, std::size_t at, std::size_t column) {
    const char first = text_[at];
    if (first == '|' || first == '>') {
      in_block_ = true;
      block_column_ = column;
      const bool plain = first == '|' && at + 1 == end_;
      applied_ = plain && is_applied(key) ? at : 0;
    } else if (first == '"') {
      if (at + 1 >= end_ || text_[at + 1] != '{' || !is_applied(key)) return;
      const std::size_t quote = closing_quote(text_, at + 2);
      if (quote == npos) return;
      const std::string_view rest = text_.substr(quote + 1, end_ - quote - 1);
      if (rest.empty() || rest == ",") cut(CutFrom::quotes, at, at + 2, quote);
    } else {
      const std::size_t end = word_end(at);
      if (end == end_ || text_[end] == ' ') cut_word(at, end);
    }
  }

  bool is_applied(std::size_t key) const {
    return text_.substr(key + (text_[key] == '"'), applied.size()) == applied;
  }

  void cut_word(std::size_t begin, std::size_t end) {
    constexpr std::size_t longest_key = 1024;
    if (end_ - begin_ <= longest_key && is_alphanumeric(text_[begin]) &&
        !is_null(text_.substr(begin, end - begin)))
      cut(CutFrom::word, begin, begin + 1, end);
  }

  /// A `#` behind a blank; before the last quote it may stand in a scalar.
  void cut_comment(std::size_t from) {
    std::size_t at = text_.substr(0, end_).find('#', from);
    if (at == npos) return;
    const std::string_view line = text_.substr(begin_, end_ - begin_);
    at -= begin_;
    const std::size_t quote = line.find_last_of("\"'");
    if (quote != npos && quote > at) at = line.find('#', quote);
    for (; at != npos; at = line.find('#', at + 1))
      if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t')
        return cut(CutFrom::comment, begin_ + at, begin_ + at + 1, end_);
  }

  /// `scalar`, or the comment, begins before what is cut.
  void cut(CutFrom from, std::size_t scalar, std::size_t begin,
           std::size_t end) {
    constexpr std::size_t shortest = 2;
    if (end < begin + shortest || begin - scalar > UINT16_MAX) return;
    cuts_.push_back({static_cast<std::uint32_t>(begin),
                     static_cast<std::uint32_t>(end - begin),
                     static_cast<std::uint16_t>(begin - scalar), from});
  }

  std::string_view text_;
  std::vector<Cut>& cuts_;
  std::size_t begin_ = 0, end_ = 0;  ///< of the line, without its break
  bool in_block_ = false;
  std::size_t block_column_ = 0;  ///< of the collection around the block scalar
  std::size_t applied_ = 0;       ///< the `|` of the annotation; 0: none
};

}  // namespace

ShortText::ShortText(std::string_view whole) : whole_(whole) {
  Finder(whole, cuts_).run();
  if (cuts_.empty()) return;
  text_.reserve(whole.size());
  std::uint32_t kept = 0;  // up to here
  for (const Cut& cut : cuts_) {
    text_.append(whole.substr(kept, cut.begin - kept));
    kept = cut.end();
  }
  text_.append(whole.substr(kept));
}

std::uint32_t ShortText::place(std::uint32_t at) {
  while (next_ < cuts_.size() && cuts_[next_].begin - removed_ <= at)
    removed_ += cuts_[next_++].size;
  while (next_ > 0 && cuts_[next_ - 1].end() - removed_ > at)
    removed_ -= cuts_[--next_].size;
  return at + removed_;
}

std::optional<std::string> ShortText::restored(std::uint32_t begin,
                                               std::string_view value) {
  if (next_ >= cuts_.size()) return std::nullopt;
  Cut& cut = cuts_[next_];
  if (cut.from == CutFrom::comment || cut.begin - cut.behind != begin ||
      value.empty() || value[0] != whole_[cut.begin - 1])
    return std::nullopt;
  cut.restored = true;
  const std::string_view missing = whole_.substr(cut.begin, cut.size);
  std::string whole(1, value[0]);
  if (cut.from == CutFrom::quotes)
    whole += without_escapes(missing);
  else
    whole += missing;
  return whole.append(value.substr(1));
}

bool ShortText::lost(const Tree& tree, std::uint32_t base) const {
  const auto missing = [](const Cut& cut) {
    return cut.from != CutFrom::comment && !cut.restored;
  };
  if (std::any_of(cuts_.begin(), cuts_.end(), missing)) return true;
  auto cut = cuts_.begin();
  for (const Node& node : tree.nodes) {
    if (node.kind != NodeKind::scalar || node.empty) continue;
    while (cut != cuts_.end() &&
           (cut->from != CutFrom::comment || base + cut->begin <= node.begin))
      ++cut;
    if (cut != cuts_.end() && base + cut->begin < node.end) return true;
  }
  return false;
}

}  // namespace asmgw
