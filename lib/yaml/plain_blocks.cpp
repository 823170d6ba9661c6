// Lines of keys and entries under the columns that are open. Whatever is less
// than plain is left to the reader: quotes over several lines, anchors, tags,
// keys of odd letters, flow collections of more than words.
#include "yaml/plain_blocks.h"

#include "base/text.h"
#include "yaml/bytes.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace asmgw {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_word(char c) {
  return is_alphanumeric(c) || c == '_' || c == '.' || c == '/' || c == '-';
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == npos ? std::string_view() : text.substr(begin);
}

bool ends_here(std::string_view rest) {
  const std::string_view behind = without_blanks(rest);
  return behind.empty() || (behind[0] == '#' && behind.size() < rest.size());
}

/// Where the quotes that open the text end; nothing: they hold an escape, or do
/// not end here.
std::optional<std::size_t> end_of_quoted(std::string_view text) {
  const std::size_t end = text.find(text[0], 1);
  if (end == npos || text.substr(0, end).find('\\') != npos ||
      text.substr(end + 1).starts_with(text[0]))
    return std::nullopt;
  return end + 1;
}

bool is_plain_word(std::string_view value) {
  const std::size_t comment = value.find(" #");
  value = value.substr(0, comment);
  const char first = value[0];
  if (!is_word(first) && first != '$' && first != '(' && first != '~')
    return false;
  if (value == "-" || value.starts_with("- ") || value.starts_with("---") ||
      value.starts_with("..."))
    return false;
  for (std::size_t at = value.find(':'); at != npos;
       at = value.find(':', at + 1))
    if (at + 1 == value.size() || value[at + 1] == ' ') return false;
  return true;
}

/// `[a, b]`, `{}`: words alone.
bool is_plain_list(std::string_view value) {
  const char close = value[0] == '[' ? ']' : '}';
  const std::size_t end = value.find(close);
  if (end == npos || !ends_here(value.substr(end + 1))) return false;
  const std::string_view inside = value.substr(1, end - 1);
  if (inside.empty()) return true;
  if (close == '}') return false;
  bool fresh = true;
  for (char c : inside) {
    if (c == ' ') continue;
    if (c == ',' ? fresh : !is_word(c)) return false;
    if (fresh && c == '-') return false;
    fresh = c == ',';
  }
  return true;
}

/// Line breaks to YAML beside LF and CR LF.
bool has_odd_breaks(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != npos;
       at = text.find('\r', at + 1))
    if (!text.substr(at + 1).starts_with('\n')) return true;
  return text.find("\xC2\x85") != npos || text.find("\xE2\x80\xA8") != npos ||
         text.find("\xE2\x80\xA9") != npos;
}

class Lines {
 public:
  bool takes(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == npos) return line.empty() || !block_ || block_indent_ > 0;
    if (line[indent] == '\t') return false;
    if (block_ && is_in_block(indent)) return true;
    block_.reset();
    if (line[indent] == '#') return true;
    if (line.find('\t') != npos) return false;
    if (line.starts_with("---")) return line.size() == 3 && !began_;
    return takes_entry(line, indent);
  }

 private:
  struct Open {
    std::size_t column;
    bool list;
  };

  bool is_in_block(std::size_t indent) {
    if (block_indent_ == 0 && indent > *block_) block_indent_ = indent;
    return block_indent_ > 0 && indent >= block_indent_;
  }

  bool takes_entry(std::string_view line, std::size_t column) {
    const std::string_view rest = line.substr(column);
    const bool entry = rest == "-" || rest.starts_with("- ");
    if (!enter(column, entry)) return false;
    if (!entry) return takes_key(rest, column);
    const std::string_view inner = without_blanks(rest.substr(1));
    pending_ = true;
    if (inner.empty()) return true;
    if (inner.starts_with("- ") || key_end(inner) != npos)
      return takes_entry(line, column + rest.size() - inner.size());
    pending_ = false;
    return takes_value(inner, column);
  }

  bool enter(std::size_t column, bool list) {
    while (!open_.empty() && open_.back().column > column) {
      open_.pop_back();
      pending_ = false;
    }
    if (is_open(column, true) && !list) open_.pop_back();
    if (is_open(column, list)) return true;
    if (!pending_ && began_) return false;
    began_ = true;
    open_.push_back({column, list});
    return true;
  }

  [[nodiscard]] bool is_open(std::size_t column, bool list) const {
    return !open_.empty() && open_.back().column == column &&
           open_.back().list == list;
  }

  /// Where the colon stands behind the key that opens the text.
  static std::size_t key_end(std::string_view text) {
    std::size_t end = 0;
    if (text[0] == '"' || text[0] == '\'')
      end = end_of_quoted(text).value_or(text.size());
    else
      end = static_cast<std::size_t>(
          std::find_if_not(text.begin(), text.end(), is_word) - text.begin());
    const bool ends = end > 0 && end < text.size() && text[end] == ':' &&
                      (end + 1 == text.size() || text[end + 1] == ' ');
    return ends ? end : npos;
  }

  bool takes_key(std::string_view text, std::size_t column) {
    const std::size_t end = key_end(text);
    if (end == npos) return false;
    const std::string_view value = without_blanks(text.substr(end + 1));
    pending_ = value.empty() || value[0] == '#';
    return pending_ || takes_value(value, column);
  }

  bool takes_value(std::string_view value, std::size_t column) {
    switch (value[0]) {
      case '|':
      case '>':
        block_ = column;
        block_indent_ = 0;
        return value.size() == 1 || value.substr(1) == "-" ||
               value.substr(1) == "+";
      case '"':
      case '\'': {
        const auto end = end_of_quoted(value);
        return end && ends_here(value.substr(*end));
      }
      case '[':
      case '{':
        return is_plain_list(value);
      default:
        return is_plain_word(value);
    }
  }

  std::vector<Open> open_;
  bool began_ = false;
  bool pending_ = false;  ///< the last key or entry has no value yet
  std::optional<std::size_t> block_;  ///< the column of a block scalar's key
  std::size_t block_indent_ = 0;      ///< of its first line; 0: none yet
};

}  // namespace

bool is_plainly_readable(std::string_view text) {
  Document unused;
  if (has_odd_breaks(text) || !check_bytes(text, 0, FileId{}, unused))
    return false;
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!lines.takes(text.substr(0, end))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace asmgw
