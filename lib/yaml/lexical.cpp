// Ends of scalars and causes of errors, from the text alone.
#include "yaml/lexical.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

namespace asmgw {
namespace {

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

bool is_break(char c) { return c == '\n' || c == '\r'; }

/// May stand in the name of an anchor.
bool names_anchor(char c) { return is_alphanumeric(c) || c == '_' || c == '-'; }

/// May stand in a tag.
bool may_stand_in_uri(char c) {
  return names_anchor(c) ||
         (c != '\0' && std::strchr(";/?:@&=+$,.!~*'()[]%", c) != nullptr);
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find('\n', at);
  return static_cast<std::uint32_t>(std::min(end, text.size()));
}

/// Length of an escape behind its backslash, 0 if there is no such escape.
std::uint32_t escape_length(std::string_view text, std::uint32_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (std::strchr("0abt\tnvfre \"'\\N_LP\n\r", c)) return c == '\0' ? 0 : 1;
  const std::uint32_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0 || at + digits >= text.size()) return 0;
  std::uint32_t value = 0;
  const char* begin = text.data() + at + 1;
  const auto [end, error] = std::from_chars(begin, begin + digits, value, 16);
  const bool good = error == std::errc{} && end == begin + digits &&
                    value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return good ? digits + 1 : 0;
}

/// A quote or bracket opens a node only where a node may begin.
bool may_begin_node(std::string_view text, std::uint32_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return is_blank_or_break(before) || std::strchr("[{,:", before) != nullptr;
}

/// A bracket in block context opens a collection only behind an indicator.
bool begins_value(std::string_view text, std::uint32_t at) {
  std::uint32_t i = at;
  while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t')) --i;
  if (i == 0 || is_break(text[i - 1])) return true;
  return std::strchr(":-?[{,", text[i - 1]) != nullptr;
}

/// The bracket with which nesting passes `depth`, for a place in the message.
std::uint32_t find_depth(std::string_view text, std::uint32_t depth) {
  std::uint32_t open = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[' || text[i] == '{') ++open;
    if ((text[i] == ']' || text[i] == '}') && open > 0) --open;
    if (open > depth) return i;
  }
  return 0;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A tab that stands where indentation should, on the line of `at`.
std::optional<std::uint32_t> indenting_tab(std::string_view text,
                                           std::uint32_t at) {
  std::uint32_t i = line_begin(text, at);
  while (i < text.size() && text[i] == ' ') ++i;
  if (i < text.size() && text[i] == '\t') return i;
  return std::nullopt;
}

/// The colon of `key:value` on the last line with content before that of `at`:
/// without a blank behind it, it makes no key.
std::optional<std::uint32_t> colon_without_blank(std::string_view text,
                                                 std::uint32_t at) {
  std::string_view line;
  std::uint32_t begin = line_begin(text, at);
  do {
    if (begin == 0) return std::nullopt;
    const std::uint32_t end = begin - 1;
    begin = line_begin(text, end);
    line = text.substr(begin, end - begin);
  } while (line.find_first_not_of(" \t\r") == std::string_view::npos);
  const std::size_t key = line.find_first_not_of(" -");
  const std::size_t colon = line.find(':');
  if (key == std::string_view::npos || colon == std::string_view::npos ||
      colon <= key || colon + 1 >= line.size())
    return std::nullopt;
  const bool word = line.substr(key, colon - key).find_first_of(" \t\"'#") ==
                    std::string_view::npos;
  if (!word || is_blank_or_break(line[colon + 1]) || line[colon + 1] == '/')
    return std::nullopt;
  return begin + static_cast<std::uint32_t>(colon);
}

/// What yaml-cpp says, and what a person can do about it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> words{{
    {"illegal map value",
     "a \": \" where no key can stand; quote the text, or mend the "
     "indentation or the missing colon above"},
    {"illegal map key", "a key where none can stand; check the indentation"},
    {"illegal block entry",
     "a list item \"- \" where none can stand; put it on a line of its own"},
    {"end of map not found",
     "this line does not fit the indentation of the mapping above it"},
    {"end of sequence not found",
     "this line does not fit the indentation of the list above it"},
    {"end of map flow", "this { ... } is not closed, or a comma is missing"},
    {"end of sequence flow",
     "this [ ... ] is not closed, or a comma is missing"},
    {"illegal flow end", "a closing bracket that nothing opened"},
    {"illegal EOF in scalar", "this quote is never closed"},
    {"illegal document indicator",
     "a document marker inside quotes; close the quote first"},
    {"unknown escape", "this escape is not known to YAML"},
    {"bad character found while scanning hex",
     "this escape needs hexadecimal digits"},
    {"invalid unicode", "this escape is no Unicode character"},
    {"unknown token",
     "a value cannot begin with this character; quote the value"},
    {"unexpected character in block scalar",
     "the line of | or > may hold only an indentation, + or -, and a comment"},
    {"cannot set zero indentation",
     "the indentation of a block scalar is 1 to 9"},
}};

}  // namespace

bool is_blank_or_break(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  while (at > 0 && text[at - 1] != '\n') --at;
  return at;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

std::uint32_t skip_blank_and_comments(std::string_view text, std::uint32_t at) {
  while (at < text.size()) {
    if (is_blank_or_break(text[at]))
      ++at;
    else if (text[at] == '#')
      at = line_end(text, at);
    else
      break;
  }
  return std::min(at, size_of(text));
}

std::uint32_t anchor_end(std::string_view text, std::uint32_t at) {
  while (at < text.size() && names_anchor(text[at])) ++at;
  return at;
}

std::uint32_t end_of_word(std::string_view text, std::uint32_t at,
                          bool in_flow) {
  const std::string_view stops = in_flow ? " \t\r\n,]}" : " \t\r\n";
  return static_cast<std::uint32_t>(
      std::min(text.find_first_of(stops, at), text.size()));
}

std::string_view null_sized_word(std::string_view text, std::uint32_t at) {
  std::uint32_t end = at;
  while (end < text.size() && end < at + 5 && !is_blank_or_break(text[end]) &&
         std::strchr(",]}:", text[end]) == nullptr)
    ++end;
  return text.substr(at, end - at);
}

std::uint32_t tag_end(std::string_view text, std::uint32_t at) {
  if (text.substr(at, 2) == "!<") {
    const std::size_t end = text.find('>', at);
    return static_cast<std::uint32_t>(
        end == std::string_view::npos ? text.size() : end + 1);
  }
  while (at < text.size() && may_stand_in_uri(text[at])) ++at;
  return at;
}

std::string unescaped_tag(std::string_view tag) {
  std::string plain;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    unsigned code = 0;
    const std::string_view digits = tag.substr(i + 1, 2);
    const char* end = digits.data() + digits.size();
    const bool escape =
        tag[i] == '%' && digits.size() == 2 &&
        std::from_chars(digits.data(), end, code, 16).ptr == end;
    plain += escape ? static_cast<char>(code) : tag[i];
    if (escape) i += 2;
  }
  return plain;
}

std::uint32_t end_of_plain(std::string_view text, std::uint32_t at,
                           std::string_view value) {
  if (text.substr(at, value.size()) == value) return at + size_of(value);
  std::uint32_t i = at;
  for (char c : value) {
    if (is_blank_or_break(c)) {
      while (i < text.size() && is_blank_or_break(text[i])) ++i;
    } else {
      while (i < text.size() && text[i] != c) ++i;
      if (i < text.size()) ++i;
    }
  }
  return i;
}

QuotedEnd end_of_quotes(std::string_view text, std::uint32_t at, bool json) {
  QuotedEnd found;
  const char quote = text[at];
  for (std::uint32_t i = at + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      const std::uint32_t length = escape_length(text, i + 1);
      const bool slash = json && text.substr(i + 1, 1) == "/";
      if (length == 0 && !slash && !found.bad_escape) found.bad_escape = i;
      i += std::max(1U, length);
    } else if (text[i] == quote) {
      const bool doubled =
          quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!doubled) {
        found.closed = true;
        found.end = i + 1;
        return found;
      }
      ++i;
    }
  }
  found.end = size_of(text);
  return found;
}

BlockEnd end_of_block_scalar(std::string_view text, std::uint32_t at,
                             std::optional<std::uint32_t> column) {
  BlockEnd found;
  std::uint32_t i = at + 1;
  std::uint32_t indent = 0;  // 0: not known yet
  for (; i < text.size() && std::strchr("+-123456789", text[i]); ++i)
    if (text[i] >= '1' && text[i] <= '9')
      indent = column.value_or(0) + static_cast<std::uint32_t>(text[i] - '0');
  found.end = i;
  const std::uint32_t least = column ? *column + 1 : 1;
  std::uint32_t widest_blank = 0;
  for (i = line_end(text, i); i < text.size();) {
    const std::uint32_t begin = i + 1;
    std::uint32_t first = begin;
    while (first < text.size() && text[first] == ' ') ++first;
    const std::uint32_t spaces = first - begin;
    const std::uint32_t end = line_end(text, begin);
    i = end;
    if (first < text.size() && text[first] == '\t' &&
        (indent == 0 || spaces < indent)) {
      found.fault = first;
      found.reason = "a tab where the indentation of a block scalar stands";
      return found;
    }
    const bool blank =
        first >= text.size() || text[first] == '\n' || text[first] == '\r';
    if (blank) {
      widest_blank = std::max(widest_blank, spaces);
      continue;
    }
    if (indent == 0) {
      if (spaces < least) return found;
      if (widest_blank > spaces) {
        found.fault = begin;
        found.reason =
            "a blank line above has more spaces than the first line of this "
            "block scalar";
        return found;
      }
      indent = spaces;
    }
    if (spaces < indent) return found;
    found.end = end > begin && text[end - 1] == '\r' ? end - 1 : end;
  }
  return found;
}

std::uint32_t end_of_flow(std::string_view text, std::uint32_t at) {
  std::uint32_t depth = 0;
  for (std::uint32_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#' && is_blank_or_break(text[i - 1])) {
      i = line_end(text, i);
    } else if ((c == '"' || c == '\'') && may_begin_node(text, i)) {
      i = end_of_quotes(text, i).end - 1;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return i + 1;
    }
  }
  return size_of(text);
}

std::optional<std::uint32_t> find_unclosed(std::string_view text) {
  std::string open;
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#' && (i == 0 || is_blank_or_break(text[i - 1]))) {
      i = line_end(text, i);
    } else if ((c == '"' || c == '\'') && may_begin_node(text, i)) {
      const QuotedEnd end = end_of_quotes(text, i);
      if (!end.closed) return i;
      i = end.end - 1;
    } else if ((c == '[' || c == '{') &&
               (!places.empty() || begins_value(text, i))) {
      places.push_back(i);
    } else if ((c == ']' || c == '}') && !places.empty()) {
      places.pop_back();
    }
  }
  if (places.empty()) return std::nullopt;
  return places.back();
}

std::pair<std::uint32_t, std::uint32_t> find_conflict_marker(
    std::string_view text) {
  for (std::uint32_t begin = 0; begin < text.size();) {
    std::uint32_t end = line_end(text, begin);
    const std::uint32_t next = end + 1;
    if (end > begin && text[end - 1] == '\r') --end;
    const std::string_view line = text.substr(begin, end - begin);
    if (line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") ||
        line == "=======")
      return {begin, end};
    begin = next;
  }
  return {};
}

std::string explain_alias(std::string_view word) {
  if (word.empty() || word[0] != '*')
    return "this anchor or alias has no proper name";
  const bool name = word.size() > 1 && anchor_end(word, 1) == word.size();
  return name ? fmt::format(
                    "no anchor is called {}; if this is a value, quote "
                    "it: {}",
                    in_quotes(word.substr(1)), in_quotes(word))
              : fmt::format(
                    "a value that begins with * is an alias to YAML; "
                    "quote it: {}",
                    in_quotes(word));
}

Problem explain_error(const PreparedText& prepared, const Limits& limits,
                      std::string_view message, std::uint32_t at) {
  const std::string_view text = prepared.text;
  Problem problem;
  problem.kind = ProblemKind::syntax;
  at = std::min(at, size_of(text));
  const auto place = [&](std::uint32_t begin, std::uint32_t end) {
    problem.range = {prepared.file, prepared.base + begin,
                     prepared.base + std::min(end, size_of(text))};
  };
  place(at, at + (at < text.size() && !is_break(text[at]) ? 1 : 0));
  if (has(message, "bad file") || has(message, "recursion")) {
    problem.kind = ProblemKind::too_deep;
    problem.found = std::to_string(limits.depth);
    const std::uint32_t deep = find_depth(text, limits.depth);
    place(deep, deep + 1);
    return problem;
  }
  if (has(message, "anchor") || has(message, "alias")) {
    // Of a bare * or & yaml-cpp marks what follows.
    if (at > 0 && (text[at - 1] == '*' || text[at - 1] == '&')) --at;
    const bool in_flow = find_unclosed(text.substr(0, at)).has_value();
    const std::uint32_t end = end_of_word(text, at, in_flow);
    problem.reason = explain_alias(text.substr(at, end - at));
    place(at, end);
    return problem;
  }
  const auto tab = indenting_tab(text, at);
  if (has(message, "tab") || (tab && *tab <= at)) {
    const std::uint32_t where = tab.value_or(at);
    problem.reason = "a tab where indentation stands; YAML wants spaces";
    place(where, where + 1);
    return problem;
  }
  const bool cut = has(message, "flow") || has(message, "EOF") ||
                   has(message, "end of") || has(message, "illegal");
  if (cut) {
    if (const auto unclosed = find_unclosed(text)) {
      const char c = text[*unclosed];
      problem.reason =
          fmt::format("this {} is never closed", c == '"' || c == '\'' ? "quote"
                                                 : c == '['            ? "\"[\""
                                                            : "\"{\"");
      place(*unclosed, *unclosed + 1);
      return problem;
    }
  }
  if (has(message, "illegal map value")) {
    if (const auto colon = colon_without_blank(text, at)) {
      problem.reason = "a blank is missing behind this colon";
      place(*colon, *colon + 1);
      return problem;
    }
  }
  for (const auto& [theirs, ours] : words)
    if (has(message, theirs)) {
      problem.reason = ours;
      return problem;
    }
  problem.reason = std::string(library_lead) + visible(message);
  return problem;
}

}  // namespace asmgw
