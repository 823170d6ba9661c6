// Edit distance, nearest words, UTF-8 and escaping for people.
#include "base/text.h"

#include "base/escape.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace asmgw {
namespace {

char lower_byte(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string folded(std::string_view word) {
  std::string out;
  for (char c : word)
    if (c != '_' && c != '-' && c != ' ') out += lower_byte(c);
  return out;
}

/// Past all that a reader of lines takes for blank.
std::size_t first_of_line(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const std::size_t length = utf8_length(rest);
    if (length == 0 || !is_white_space(utf8_decode(rest))) break;
    at += length;
  }
  return at;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1),
      row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1,
                         last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view word,
                         std::span<const std::string_view> known) {
  constexpr std::size_t longest_word = 64;
  if (word.size() > longest_word) return {};
  const std::string wanted = folded(word);
  std::string_view best;
  std::size_t best_distance = ~std::size_t{0};
  for (std::string_view candidate : known) {
    const std::string have = folded(candidate);
    const std::size_t distance = edit_distance(wanted, have);
    const std::size_t allowed =
        std::max<std::size_t>(1, std::max(wanted.size(), have.size()) / 3);
    if (distance > allowed || distance >= best_distance) continue;
    if (distance > 0 && std::min(wanted.size(), have.size()) < 3) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view word,
                         std::span<const std::string_view> known) {
  const std::string_view near = nearest(word, known);
  return near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_byte(c);
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return lower_byte(x) == lower_byte(y);
  });
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  if (text.empty()) return 0;
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return tail(1) ? 2 : 0;
  if (lead < 0xF0) {
    const bool good =
        (lead != 0xE0 || at(1) >= 0xA0) && (lead != 0xED || at(1) < 0xA0);
    return good && tail(1) && tail(2) ? 3 : 0;
  }
  if (lead > 0xF4) return 0;
  const bool good =
      (lead != 0xF0 || at(1) >= 0x90) && (lead != 0xF4 || at(1) < 0x90);
  return good && tail(1) && tail(2) && tail(3) ? 4 : 0;
}

char32_t utf8_decode(std::string_view text) {
  const auto at = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  switch (utf8_length(text)) {
    case 1:
      return at(0);
    case 2:
      return (at(0) & 0x1F) << 6 | (at(1) & 0x3F);
    case 3:
      return (at(0) & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    case 4:
      return (at(0) & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 |
             (at(3) & 0x3F);
    default:
      return 0xFFFD;
  }
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
      continue;
    }
    const char32_t c = utf8_decode(text);
    if (is_log_command(text) || text == "##") {
      out += "\\x23";
    } else if (!is_unseen(c)) {
      out.append(text.substr(0, length));
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c < 0x100) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else if (c < 0x10000) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += fmt::format("\\U{:08x}", static_cast<unsigned>(c));
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string visible_path(std::string_view path) {
  std::string shown = visible(path);
  const bool plain =
      shown.empty() || is_alphanumeric(shown[0]) ||
      std::string_view("_./<").find(shown[0]) != std::string_view::npos ||
      (first_of_line(shown) == 0 &&
       static_cast<unsigned char>(shown[0]) >= 0x80);
  return plain ? shown : "./" + shown;
}

std::string at_line_start(std::string text) {
  const std::size_t first = first_of_line(text);
  if (text.compare(first, 2, "::") == 0) text.replace(first, 1, "\\x3a");
  return text;
}

std::string in_quotes(std::string_view text, std::size_t limit) {
  if (has_key_material(text))
    return fmt::format("<hidden, {}>", counted(text.size(), "byte"));
  std::size_t bytes = 0;
  for (std::size_t points = 0; bytes < text.size() && points < limit; ++points)
    bytes += std::max<std::size_t>(1, utf8_length(text.substr(bytes)));
  bytes = std::min(bytes, text.size());
  return fmt::format("\"{}{}\"", visible(text.substr(0, bytes)),
                     bytes < text.size() ? "…" : "");
}

bool has_key_material(std::string_view text) {
  return contains(text, "-----BEGIN") || contains(text, "PRIVATE KEY");
}

std::string counted(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace asmgw
