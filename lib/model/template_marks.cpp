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

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_upper(char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); }

/// Longer ones are something else.
constexpr std::size_t longest_placeholder = 200;

/// Reads along one placeholder.
class Reading {
 public:
  Reading(std::string_view value, std::size_t at)
      : text_(value.substr(at, longest_placeholder)) {}

  /// Its length, 0 if there is none.
  std::size_t length() {
    if (text_.size() < 2) return 0;
    switch (text_[0]) {
      case '$':
        return variable();
      case '%':
        return enclosed(1, "_", "%");
      case '@':
        return enclosed(1, "_.-", "@");
      case '[':
        return bracketed();
      case '{':
        return text_.starts_with("{{") ? behind(text_.find("}}"), 2) : 0;
      case '_':
        return underlined();
      case 'R':
      case 'C':
        return word();
      default:
        return 0;
    }
  }

 private:
  /// `${name…}`, `${{ … }}`, `$(name)`, `$NAME`
  [[nodiscard]] std::size_t variable() const {
    if (text_.starts_with("${{")) return behind(text_.find("}}"), 2);
    if (text_.starts_with("${") && text_.size() > 2 && begins_name(text_[2]))
      return behind(text_.find('}'), 1);
    if (text_[1] == '(') return enclosed(2, "_.-", ")");
    return begins_name(text_[1]) ? name_end(1, "_") : 0;
  }

  /// A name from `begin` on, and `close` behind it.
  [[nodiscard]] std::size_t enclosed(std::size_t begin, std::string_view marks,
                                     std::string_view close) const {
    if (begin >= text_.size() || !begins_name(text_[begin])) return 0;
    const std::size_t end = name_end(begin, marks);
    return text_.substr(end).starts_with(close) ? end + close.size() : 0;
  }

  [[nodiscard]] std::size_t bracketed() const {
    if (!text_.starts_with("[[")) return 0;
    const std::size_t begin = text_.find_first_not_of(' ', 2);
    if (begin == npos || !begins_name(text_[begin])) return 0;
    const std::size_t end =
        text_.find_first_not_of(' ', name_end(begin, "_.-"));
    return end != npos && text_.substr(end).starts_with("]]") ? end + 2 : 0;
  }

  /// `__NAME__`
  [[nodiscard]] std::size_t underlined() const {
    if (!text_.starts_with("__") || text_.size() < 3 || !is_upper(text_[2]))
      return 0;
    const std::size_t close = text_.find("__", 2);
    if (close == npos) return 0;
    const std::string_view name = text_.substr(2, close - 2);
    const bool upper = std::all_of(name.begin(), name.end(), [](char c) {
      return is_upper(c) || c == '_' || c == '-';
    });
    return upper ? close + 2 : 0;
  }

  /// `REPLACE_ME`, `REPLACE_WITH_HOST`, `REPLACEME`, `CHANGE_ME`, `CHANGEME`
  [[nodiscard]] std::size_t word() const {
    std::size_t end = 0;
    while (end < text_.size() && (is_upper(text_[end]) || text_[end] == '_'))
      ++end;
    const std::string_view all = text_.substr(0, end);
    const bool is = all == "REPLACEME" || all == "CHANGEME" ||
                    all.starts_with("CHANGE_ME") ||
                    (all.starts_with("REPLACE_") && all.size() > 8);
    const bool ends = end == text_.size() || !is_alphanumeric(text_[end]);
    return is && ends ? end : 0;
  }

  [[nodiscard]] std::size_t name_end(std::size_t at,
                                     std::string_view marks) const {
    while (at < text_.size() &&
           (is_alphanumeric(text_[at]) || marks.find(text_[at]) != npos))
      ++at;
    return at;
  }

  static std::size_t behind(std::size_t at, std::size_t size) {
    return at == npos ? 0 : at + size;
  }

  std::string_view text_;
};

/// In the middle of a word these are letters of it.
bool begins_inside_word(std::string_view value, std::size_t at) {
  if (at == 0 || contains("$[{%", value.substr(at, 1))) return false;
  return is_alphanumeric(value[at - 1]) || value[at - 1] == '_';
}

void make_plain(std::string_view line, std::size_t begin, std::string& text) {
  Open open;
  for (auto mark = find_placeholder(line, 0); mark;
       mark = find_placeholder(line, mark->end)) {
    open.move_to(line, mark->begin);
    if (open.comment()) return;
    if (open.quote() != 0 || contains("[{", line.substr(mark->begin, 1)))
      continue;
    for (std::size_t i = mark->begin; i < mark->end; ++i)
      if (!is_alphanumeric(line[i])) text[begin + i] = '_';
    if (contains("$%@", line.substr(mark->begin, 1)))
      text[begin + mark->begin] = '$';
  }
}

}  // namespace

bool holds_action(std::string_view value) {
  const std::size_t begin = value.find("{{");
  return begin != npos && value.find("}}", begin) != npos;
}

std::optional<TemplateMark> find_placeholder(std::string_view value,
                                             std::size_t from) {
  constexpr std::string_view first = "$%@[{_RC";
  for (std::size_t at = value.find_first_of(first, from); at != npos;
       at = value.find_first_of(first, at + 1)) {
    if (begins_inside_word(value, at)) continue;
    if (const std::size_t length = Reading(value, at).length())
      return TemplateMark{at, at + length};
  }
  return std::nullopt;
}

std::size_t count_placeholders(std::string_view value) {
  std::size_t count = 0;
  for (auto mark = find_placeholder(value, 0); mark;
       mark = find_placeholder(value, mark->end))
    ++count;
  return count;
}

std::string with_plain_placeholders(std::string_view text) {
  std::string plain(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin <= longest_line)
      make_plain(text.substr(begin, end - begin), begin, plain);
    begin = end + 1;
  }
  return plain;
}

std::optional<TemplateMark> find_helm_mark(std::string_view text) {
  return find_mark(text, "{{", helm_mark_of_line);
}

std::optional<TemplateMark> find_ytt_mark(std::string_view text) {
  return find_mark(text, "#@", ytt_mark_of_line);
}

}  // namespace asmgw
