// One pass over the bytes, fast over ASCII.
#include "yaml/bytes.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace asmgw {
namespace {

/// Brackets that may be open at once: what Kubernetes' reader allows.
constexpr int most_brackets = 10'000;

enum Class : std::uint8_t { fine, control, high, open, close, line_break };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    classes[c] = c >= 0x80 ? high : c < 0x20 || c == 0x7F ? control : fine;
  }
  classes['\t'] = classes['\n'] = fine;
  classes['\r'] = line_break;
  classes['['] = classes['{'] = open;
  classes[']'] = classes['}'] = close;
  return classes;
}
constexpr std::array<std::uint8_t, 256> classes = make_classes();

std::uint8_t class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

constexpr std::size_t block = 8;

/// All bytes of a block are `fine`.
bool is_fine_block(const char* at) {
  std::uint8_t classes_of_all = 0;
  for (std::size_t i = 0; i < block; ++i) classes_of_all |= class_of(at[i]);
  return classes_of_all == fine;
}

/// The text may hold a line break that yaml-cpp does not know.
bool may_have_odd_breaks(std::string_view text) {
  unsigned odd = 0;
  for (char c : text) {
    odd |= static_cast<unsigned>(c == '\r') |
           static_cast<unsigned>(c == '\xC2') |
           static_cast<unsigned>(c == '\xE2');
  }
  return odd != 0;
}

/// Turns line breaks that yaml-cpp does not know into LF; to JSON those beyond
/// ASCII are none.
void unify_breaks(bool json, std::string& text) {
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const std::uint32_t length = line_break_at(text, i);
    const bool crlf = length == 2 && text[i] == '\r';
    const bool known = text[i] == '\n' || crlf || (json && length > 1);
    if (length > 0 && !known) {
      std::fill_n(text.begin() + i, length - 1, ' ');
      text[i + length - 1] = '\n';
    }
    if (length > 0) i += length - 1;
  }
}

bool ends_entry(char c) { return c == ',' || c == ']' || c == '}'; }

/// A colon before a comma or a closing bracket, and nothing that would be taken
/// for a hidden one.
bool may_have_colons_in_words(std::string_view text) {
  for (std::size_t at = text.find(':');
       at != std::string_view::npos && at + 1 < text.size();
       at = text.find(':', at + 1))
    if (ends_entry(text[at + 1]))
      return !contains(text, "\\x01") && !contains(text, "\\u0001") &&
             !contains(text, "\\U00000001");
  return false;
}

/// `{a: b:}`: in brackets a colon is part of the word before it, unless a blank
/// follows; to yaml-cpp it ends a key. Behind a quote or a bracket it does to
/// Kubernetes as well. True if there was one.
bool hide_colons(std::string& text) {
  bool any = false;
  for (std::size_t at = text.find(':');
       at != std::string_view::npos && at + 1 < text.size();
       at = text.find(':', at + 1)) {
    if (at == 0 || !ends_entry(text[at + 1])) continue;
    const std::size_t before = text.find_last_not_of(" \t", at - 1);
    if (before == std::string::npos ||
        std::strchr("\"'[]{},:?\n\r", text[before]))
      continue;
    text[at] = hidden_colon;
    any = true;
  }
  return any;
}

bool refuse(Document& document, ProblemKind kind, Range range,
            std::string found) {
  Problem& problem = document.problems.add(kind);
  problem.range = range;
  problem.found = std::move(found);
  document.readable = false;
  return false;
}

/// C1 controls but NEL, and the last two of the plane: not printable to YAML.
bool is_refused(char32_t c) {
  return (c >= 0x80 && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
}

/// Its first two letters have a NUL beside each, on the same side.
bool is_unmarked_utf16(std::string_view text) {
  if (text.size() < 4) return false;
  const auto letter = [&](std::size_t i) { return text[i] != '\0'; };
  return letter(0) != letter(1) && letter(0) == letter(2) &&
         letter(1) == letter(3);
}

}  // namespace

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
         is_unmarked_utf16(text);
}

bool check_bytes(std::string_view text, std::uint32_t base, FileId file,
                 Document& document) {
  const auto at = [&](std::size_t i, std::size_t length) {
    const auto begin = base + static_cast<std::uint32_t>(i);
    return Range{file, begin, begin + static_cast<std::uint32_t>(length)};
  };
  if (is_utf16(text))
    return refuse(document, ProblemKind::utf16, at(0, 2),
                  is_unmarked_utf16(text) ? "UTF-16 without a byte order mark"
                                          : "UTF-16");
  int depth = 0;
  std::size_t next_try = 0;  // for a whole block
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i >= next_try) {
      while (text.size() - i >= block && is_fine_block(text.data() + i))
        i += block;
      next_try = i + block;
      if (i == text.size()) break;
    }
    switch (class_of(text[i])) {
      case fine:
      case line_break:
        break;
      case open:
        if (++depth > most_brackets)
          return refuse(document, ProblemKind::too_deep, at(i, 1),
                        std::to_string(most_brackets));
        break;
      case close:
        depth = std::max(0, depth - 1);
        break;
      case control:
        return refuse(
            document, ProblemKind::control_byte, at(i, 1),
            fmt::format("0x{:02X}", static_cast<unsigned char>(text[i])));
      default: {
        const std::size_t length = utf8_length(text.substr(i));
        if (length == 0)
          return refuse(
              document, ProblemKind::not_utf8, at(i, 1),
              fmt::format("0x{:02X}", static_cast<unsigned char>(text[i])));
        const char32_t c = utf8_decode(text.substr(i, length));
        if (is_refused(c))
          return refuse(document, ProblemKind::control_byte, at(i, length),
                        fmt::format("U+{:04X}", static_cast<unsigned>(c)));
        if (c == 0xFEFF && i > 0) {
          Problem& problem = document.problems.add(ProblemKind::inner_bom);
          problem.range = at(i, length);
        }
        i += length - 1;
      }
    }
  }
  return true;
}

PreparedText prepare(std::string_view text, std::uint32_t base, FileId file,
                     bool json, std::string& storage) {
  // The YAML library passes over one, and kubectl over one more at the start of
  // the file; of more than that nobody makes sense.
  while (text.starts_with(bom)) {
    text.remove_prefix(bom.size());
    base += static_cast<std::uint32_t>(bom.size());
  }
  PreparedText prepared{text, base, file, json};
  const bool plain = !may_have_odd_breaks(text);
  const bool cut = !text.empty() && text.back() != '\n';
  const bool colons = !json && may_have_colons_in_words(text);
  if (plain && !cut && !colons) return prepared;
  storage = text;
  if (cut) storage += '\n';  // or a block scalar loses its last line break
  if (!plain) unify_breaks(json, storage);
  if (colons) prepared.hidden_colons = hide_colons(storage);
  prepared.text = storage;
  return prepared;
}

}  // namespace asmgw
