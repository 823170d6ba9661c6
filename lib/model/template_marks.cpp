// Looks at lines, not at YAML: a template need not be YAML.
#include "model/template_marks.h"

#include <algorithm>

namespace asmgw {
namespace {

/// True if `at` stands inside a quoted scalar or a comment of its line.
bool is_hidden(std::string_view line, std::size_t at) {
  char quote = 0;
  for (std::size_t i = 0; i < at; ++i) {
    const char c = line[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {
      return true;
    }
  }
  return quote != 0;
}

/// Lines longer than this are data, not something a person templated.
constexpr std::size_t longest_line = 4096;

template <class Test>
bool any_line(std::string_view text, std::string_view mark, Test test) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.size() > longest_line) continue;
    for (std::size_t at = line.find(mark); at != std::string_view::npos;
         at = line.find(mark, at + mark.size()))
      if (test(line, at)) return true;
  }
  return false;
}

}  // namespace

bool is_helm_template(std::string_view text) {
  return any_line(text, "{{", [](std::string_view line, std::size_t at) {
    return !is_hidden(line, at) &&
           line.find("}}", at) != std::string_view::npos;
  });
}

bool is_ytt_template(std::string_view text) {
  return any_line(text, "#@", [](std::string_view line, std::size_t at) {
    const char next = at + 2 < line.size() ? line[at + 2] : '\0';
    const bool mark =
        next == ' ' || next == '/' || (next >= 'a' && next <= 'z');
    return mark && (at == 0 || line[at - 1] == ' ') && !is_hidden(line, at);
  });
}

}  // namespace asmgw
