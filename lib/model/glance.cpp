// Searches and a look at lines: whole files go through these.
#include "model/glance.h"

#include "base/text.h"
#include "yaml/scalar.h"

#include <algorithm>
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

}  // namespace

bool mentions(std::string_view text, std::string_view word) {
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
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
