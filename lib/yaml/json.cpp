// A strict scanner: only ends are wanted, values are YAML's.
#include "yaml/json.h"

#include "base/text.h"

#include <fmt/core.h>

#include <charconv>

namespace asmgw {
namespace {

constexpr int deepest = 1000;  // far above any limit on nesting

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char next() const {
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void skip_blanks() {
    while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')
      ++at_;
  }

  bool value(int depth = 0) {
    if (depth > deepest) return false;
    skip_blanks();
    switch (next()) {
      case '{':
        return list('}', depth);
      case '[':
        return list(']', depth);
      case '"':
        return string();
      default:
        return word("true") || word("false") || word("null") || number();
    }
  }

 private:
  bool take(char c) {
    if (next() != c) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool list(char close, int depth) {
    ++at_;
    skip_blanks();
    if (take(close)) return true;
    do {
      if (close == '}' && !key()) return false;
      if (!value(depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take(close);
  }

  bool key() {
    skip_blanks();
    if (!string()) return false;
    skip_blanks();
    return take(':');
  }

  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (static_cast<unsigned char>(c) < ' ') return false;
      if (c == '\\' && !escape()) return false;
    }
    return false;
  }

  bool escape() {
    if (!take('u')) {
      if (std::string_view("\"\\/bfnrt").find(next()) == std::string_view::npos)
        return false;
      ++at_;
      return true;
    }
    const std::string_view digits = text_.substr(at_, 4);
    at_ += digits.size();
    return digits.size() == 4 &&
           digits.find_first_not_of("0123456789abcdefABCDEF") ==
               std::string_view::npos;
  }

  bool digits() {
    if (!is_digit(next())) return false;
    while (is_digit(next())) ++at_;
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  std::string_view text_;
  std::size_t at_;
};

/// The code unit of the escape `\uXXXX` at `at`, 0 if there is none.
std::uint32_t code_unit(std::string_view json, std::size_t at) {
  if (json.substr(at, 2) != "\\u" || json.size() - at < 6) return 0;
  std::uint32_t unit = 0;
  const char* begin = json.data() + at + 2;
  std::from_chars(begin, begin + 4, unit, 16);
  return unit;
}

bool is_first_half(std::uint32_t unit) { return unit >> 10U == 0xD800U >> 10U; }
bool is_second_half(std::uint32_t unit) {
  return unit >> 10U == 0xDC00U >> 10U;
}

/// Length of the blank that `text` begins with, as Go's unicode.IsSpace knows
/// them; 0 if there is none.
std::size_t blank_at(std::string_view text) {
  constexpr std::u32string_view blanks =
      U"\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
      U"\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
  const std::size_t length = utf8_length(text);
  const bool blank =
      length > 0 && blanks.find(utf8_decode(text)) != std::u32string_view::npos;
  return blank ? length : 0;
}

}  // namespace

bool is_json_stream(std::string_view text) {
  constexpr std::size_t looked_at = 4096;
  text = text.substr(0, looked_at);
  while (const std::size_t length = blank_at(text)) text.remove_prefix(length);
  return text.starts_with('{');
}

bool has_odd_breaks(std::string_view json) {
  return contains(json, "\xC2\x85") || contains(json, "\xE2\x80\xA8") ||
         contains(json, "\xE2\x80\xA9");
}

std::vector<std::uint32_t> json_objects(std::string_view text) {
  std::vector<std::uint32_t> ends;
  Scanner scanner(text, 0);
  scanner.skip_blanks();
  while (scanner.next() == '{' && scanner.value()) {
    scanner.skip_blanks();
    ends.push_back(static_cast<std::uint32_t>(scanner.at()));
  }
  return ends;
}

void join_surrogates(std::string& json) {
  for (std::size_t at = json.find('\\'); at != std::string::npos;
       at = json.find('\\', at)) {
    const std::uint32_t first = code_unit(json, at);
    const std::uint32_t second =
        is_first_half(first) ? code_unit(json, at + 6) : 0;
    if (is_second_half(second)) {
      const std::uint32_t whole =
          0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
      // An escaped line break is nothing, and fills the room of 12 bytes.
      json.replace(at, 12, fmt::format("\\\n\\U{:08X}", whole));
      at += 12;
    } else if (is_first_half(first) || is_second_half(first)) {
      json.replace(at, 6, "\\uFFFD");
      at += 6;
    } else {
      at += 2;
    }
  }
}

}  // namespace asmgw
