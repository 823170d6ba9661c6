// Searches and a look at lines: whole files go through these.
#include "model/glance.h"

#include "base/text.h"
#include "source/source.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>

namespace asmgw {
namespace {

/// Past one of `c` at `at`, if it stands there.
std::size_t past(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c ? at + 1 : at;
}

/// `kind: Gateway`, with quotes or without, stands at `at`.
bool says_kind_gateway(std::string_view text, std::size_t at) {
  constexpr std::string_view key = "kind", value = "Gateway";
  at = past(text, at + key.size(), '"');
  if (at >= text.size() || text[at] != ':') return false;
  at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
  at = past(text, at, '"');
  const std::string_view word = text.substr(at);
  return word.starts_with(value) &&
         (word.size() == value.size() || !is_alphanumeric(word[value.size()]));
}

/// A letter of the words by which a Gateway is known: `Gateway` and
/// `networking.istio.io`.
bool is_telling(char c) {
  return std::string_view("Gatewynorki.sg").find(c) != std::string_view::npos;
}

/// `\x47`, `\u0047` and the like stand at `at` for a letter that tells.
bool escapes_letter(std::string_view text, std::size_t at) {
  const std::string_view sizes = "x2u4U8";
  const std::size_t mark = sizes.find(text[at + 1]);
  if (mark == std::string_view::npos || mark % 2 != 0) return false;
  const auto size = static_cast<std::size_t>(sizes[mark + 1] - '0');
  const std::string_view digits = text.substr(at + 2, size);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  return error == std::errc{} && end == digits.data() + size && code < 0x80 &&
         is_telling(static_cast<char>(code));
}

/// A line break that is escaped at `at` joins letters that tell, or may.
bool joins_letters(std::string_view text, std::size_t at) {
  const auto behind = static_cast<std::uint32_t>(at + 1);
  const std::uint32_t length = line_break_at(text, behind);
  if (at == 0 || length == 0) return false;
  const std::size_t next = text.find_first_not_of(" \t", behind + length);
  return is_telling(text[at - 1]) && next < text.size() &&
         (is_telling(text[next]) || text[next] == '\\');
}

/// Double quotes may hold a word whose letters do not stand side by side.
bool has_escaped_letters(std::string_view text) {
  for (std::size_t at = text.find('\\');
       at != std::string_view::npos && at + 1 < text.size();
       at = text.find('\\', at + 1))
    if (escapes_letter(text, at) || joins_letters(text, at)) return true;
  return false;
}

/// A tag of YAML's own, such as `!!binary`, behind which a word is encoded.
bool has_core_tag(std::string_view text) {
  for (std::size_t at = text.find('!');
       at != std::string_view::npos && at + 1 < text.size();
       at = text.find('!', at + 1))
    if (text[at + 1] == '!' || text[at + 1] == '<') return true;
  return false;
}

}  // namespace

bool mentions(std::string_view text, std::string_view word) {
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

bool may_hold_gateway(std::string_view text) {
  if (mentions(text, "Gateway") && mentions(text, "networking.istio.io"))
    return true;
  return has_escaped_letters(text) || has_core_tag(text);
}

bool mentions_gateway(std::string_view text) {
  constexpr std::string_view word = "gateway";
  // The rarest letter first.
  for (std::size_t i = 4; i + 3 <= text.size(); ++i) {
    if ((text[i] | 0x20) != 'w') continue;
    if (equal_ignoring_case(text.substr(i - 4, word.size()), word)) return true;
  }
  return false;
}

bool mentions_gateway_in_utf16(std::string_view text) {
  std::string letters;
  std::remove_copy(text.begin(), text.end(), std::back_inserter(letters), '\0');
  return mentions_gateway(letters);
}

std::string_view glance_at(std::string_view text, std::string_view key,
                           bool (*in_word)(char)) {
  std::string_view found;
  for (std::size_t at = 0; at < text.size();) {
    const void* hit =
        memmem(text.data() + at, text.size() - at, key.data(), key.size());
    if (!hit) break;
    at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
    const std::size_t value = at + key.size();
    const bool first_column = at == 0 || text[at - 1] == '\n';
    at = value;
    if (!first_column) continue;
    if (!found.empty()) return {};
    const std::string_view line =
        text.substr(value, text.find('\n', value) - value);
    std::string_view word = trim(line.substr(0, line.find(" #")));
    if (word.size() > 2 && (word[0] == '"' || word[0] == '\'') &&
        word.back() == word[0])
      word = word.substr(1, word.size() - 2);
    else if (!is_plain_string(word))
      return {};
    if (word.empty() || !std::all_of(word.begin(), word.end(), in_word))
      return {};
    const std::string_view above = text.substr(0, value - key.size());
    if (std::count(above.begin(), above.end(), '"') % 2 != 0 ||
        std::count(above.begin(), above.end(), '\'') % 2 != 0)
      return {};
    found = word;
  }
  return found;
}

bool has_content(std::string_view text) {
  bool at_start = true;  // of a line, but for blanks
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r')
      at_start = true;
    else if (at_start && c == '#') {
      i = text.find('\n', i);
      if (i == std::string_view::npos) return false;
    } else if (c != ' ' && c != '\t') {
      return true;
    }
  }
  return false;
}

bool mentions_kind_gateway(std::string_view text) {
  constexpr std::string_view key = "kind";
  for (std::size_t at = text.find(key); at != std::string_view::npos;
       at = text.find(key, at + 1))
    if (says_kind_gateway(text, at)) return true;
  return false;
}

bool has_only_markers(std::string_view text) {
  bool marker = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with('%') || line.starts_with("..."))
      marker = true;
    else if (has_content(line))
      return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return marker;
}

}  // namespace asmgw
