// Looks at lines, not at YAML: a template need not be YAML.
#include "model/template_marks.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr auto npos = std::string_view::npos;

/// What is open in a line before a place in it.
class Open {
 public:
  /// To be called with rising places.
  void move_to(std::string_view line, std::size_t at) {
    for (; at_ < at && !comment_; ++at_) take(line, at_);
  }
  [[nodiscard]] bool comment() const { return comment_; }
  [[nodiscard]] char quote() const { return quote_; }  ///< 0: none
  [[nodiscard]] bool bracket() const { return brackets_ > 0; }

 private:
  void take(std::string_view line, std::size_t i) {
    const char c = line[i];
    if (quote_) {
      if (c == quote_) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {
      comment_ = true;
    } else if (c == '[' || c == '{') {
      ++brackets_;
    } else if (c == ']' || c == '}') {
      --brackets_;
    }
  }

  std::size_t at_ = 0;
  char quote_ = 0;
  int brackets_ = 0;
  bool comment_ = false;
};

/// `mode: ` at the start of what stands in double braces: no template language
/// begins so, but a flow mapping does.
bool begins_with_key(std::string_view action) {
  action = trim(action);
  std::size_t end = 0;
  while (end < action.size() && is_alphanumeric(action[end])) ++end;
  return end > 0 && action.substr(end, 2) == ": ";
}

/// What stands before a place begins a value there, or nothing does.
bool begins_value(std::string_view before) {
  const bool apart =
      !before.empty() && (before.back() == ' ' || before.back() == '\t');
  before = trim(before);
  if (before.empty()) return true;
  // These are part of a word unless a blank follows.
  if (contains(":-?", before.substr(before.size() - 1))) return apart;
  return contains("[{,!&\"'", before.substr(before.size() - 1));
}

/// YAML cannot take the action, which stands behind `before`, as text.
bool breaks_yaml(std::string_view before, const Open& open,
                 std::string_view action) {
  if (open.comment() || begins_with_key(action)) return false;
  if (const char quote = open.quote()) return action.find(quote) != npos;
  return begins_value(before) || open.bracket() || contains(action, ": ") ||
         contains(action, " #");
}

std::optional<TemplateMark> helm_mark_of_line(std::string_view line) {
  Open open;
  std::size_t close = 0;
  for (std::size_t at = line.find("{{"); at != npos;
       at = line.find("{{", close)) {
    close = line.find("}}", at);
    if (close == npos) break;
    open.move_to(line, at);
    if (breaks_yaml(line.substr(0, at), open,
                    line.substr(at + 2, close - at - 2)))
      return TemplateMark{at, close + 2};
  }
  return std::nullopt;
}

std::optional<TemplateMark> ytt_mark_of_line(std::string_view line) {
  Open open;
  for (std::size_t at = line.find("#@"); at != npos;
       at = line.find("#@", at + 2)) {
    open.move_to(line, at);
    if (open.comment()) break;
    const char next = at + 2 < line.size() ? line[at + 2] : '\0';
    const bool mark =
        next == ' ' || next == '/' || (next >= 'a' && next <= 'z');
    const bool starts = at == 0 || line[at - 1] == ' ';
    if (mark && starts && open.quote() == 0)
      return TemplateMark{at, line.size()};
  }
  return std::nullopt;
}

/// Lines longer than this are data, not something a person templated.
constexpr std::size_t longest_line = 4096;

/// What `of_line` finds first.
template <class OfLine>
std::optional<TemplateMark> find_mark(std::string_view text,
                                      std::string_view mark, OfLine of_line) {
  for (std::size_t at = text.find(mark); at != npos;) {
    const std::size_t begin = text.rfind('\n', at) + 1;  // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - begin <= longest_line)
      if (const auto found = of_line(text.substr(begin, end - begin)))
        return TemplateMark{begin + found->begin, begin + found->end};
    at = text.find(mark, end);
  }
  return std::nullopt;
}

}  // namespace

std::optional<TemplateMark> find_helm_mark(std::string_view text) {
  return find_mark(text, "{{", helm_mark_of_line);
}

std::optional<TemplateMark> find_ytt_mark(std::string_view text) {
  return find_mark(text, "#@", ytt_mark_of_line);
}

}  // namespace asmgw
