// Looks at lines, not at YAML: a template need not be YAML.
#include "model/template_marks.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr char in_comment = '#';

/// The quote that is open at `at` in its line, in_comment, or 0.
char state_at(std::string_view line, std::size_t at) {
  char quote = 0;
  for (std::size_t i = 0; i < at; ++i) {
    const char c = line[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {
      return in_comment;
    }
  }
  return quote;
}

/// `mode: ` at the start of what stands in double braces: no template language
/// begins so, but a flow mapping does.
bool begins_with_key(std::string_view action) {
  action = trim(action);
  std::size_t end = 0;
  while (end < action.size() && is_alphanumeric(action[end])) ++end;
  return end > 0 && action.substr(end, 2) == ": ";
}

/// Lines longer than this are data, not something a person templated.
constexpr std::size_t longest_line = 4096;

/// The first place of `mark` for which `end_of` gives an end in its line.
template <class EndOf>
std::optional<TemplateMark> find_mark(std::string_view text,
                                      std::string_view mark, EndOf end_of) {
  if (text.find(mark) == std::string_view::npos) return std::nullopt;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    std::size_t at =
        line.size() > longest_line ? std::string_view::npos : line.find(mark);
    for (; at != std::string_view::npos; at = line.find(mark, at + 2))
      if (const std::size_t past = end_of(line, at))
        return TemplateMark{begin + at, begin + past};
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<TemplateMark> find_helm_mark(std::string_view text) {
  return find_mark(
      text, "{{", [](std::string_view line, std::size_t at) -> std::size_t {
        const std::size_t close = line.find("}}", at);
        const char state = state_at(line, at);
        if (close == std::string_view::npos || state == in_comment ||
            begins_with_key(line.substr(at + 2, close - at - 2)))
          return 0;
        const bool breaks =
            state != 0 &&
            line.substr(at, close - at).find(state) != std::string_view::npos;
        return state == 0 || breaks ? close + 2 : 0;
      });
}

std::optional<TemplateMark> find_helm_action(std::string_view text) {
  return find_mark(text, "{{",
                   [](std::string_view line, std::size_t at) -> std::size_t {
                     const std::size_t close = line.find("}}", at);
                     return close == std::string_view::npos ? 0 : close + 2;
                   });
}

std::optional<TemplateMark> find_ytt_mark(std::string_view text) {
  return find_mark(
      text, "#@", [](std::string_view line, std::size_t at) -> std::size_t {
        const char next = at + 2 < line.size() ? line[at + 2] : '\0';
        const bool mark =
            next == ' ' || next == '/' || (next >= 'a' && next <= 'z');
        const bool starts = at == 0 || line[at - 1] == ' ';
        return mark && starts && state_at(line, at) == 0 ? line.size() : 0;
      });
}

}  // namespace asmgw
