// Go and RE2 read one syntax; where they may differ it is taken for right.
#include "model/regex_syntax.h"

#include "base/text.h"

#include <re2/re2.h>

namespace asmgw {
namespace {

/// Room for some instructions only, which bounds the work: what is too large is
/// taken for right, and syntax is looked at before.
constexpr std::int64_t most_memory = 1 << 12;

/// `(?<n>` as `(?P<n>`, which older releases of the library know alone.
std::string with_named_groups(const std::string& expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    out += expression[i];
    const bool group = expression.compare(i, 3, "(?<") == 0 &&
                       i + 3 < expression.size() && expression[i + 3] != '=' &&
                       expression[i + 3] != '!';
    if (expression[i] == '\\' && i + 1 < expression.size())
      out += expression[++i];
    else if (group)
      out += "?P<", i += 2;
  }
  return out;
}

/// Too large is a matter of memory, and classes (`\p{…}`) one of Unicode's age.
bool is_certain(const re2::RE2& made, const std::string& expression) {
  using enum re2::RE2::ErrorCode;
  const auto code = made.error_code();
  return code != ErrorInternal && code != ErrorPatternTooLarge &&
         !(code == ErrorBadCharRange && contains(expression, "\\p"));
}

std::string words_of(const re2::RE2& made) {
  using enum re2::RE2::ErrorCode;
  const std::string part = in_quotes(made.error_arg(), 40);
  switch (made.error_code()) {
    case ErrorBadEscape:
      return "the escape " + part + " is none";
    case ErrorBadCharClass:
    case ErrorBadCharRange:
      return "the character class " + part + " is none";
    case ErrorMissingBracket:
      return "\"]\" is missing";
    case ErrorMissingParen:
      return "\")\" is missing";
    case ErrorTrailingBackslash:
      return "a backslash stands at its end";
    case ErrorRepeatArgument:
      return part + " has nothing to repeat";
    case ErrorRepeatSize:
    case ErrorRepeatOp:
      return "the repetition " + part + " is none";
    case ErrorBadPerlOp:
      return "RE2 has no " + part;
    default:
      return made.error();
  }
}

}  // namespace

bool is_regex(const std::string& expression, std::string& why) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(most_memory);
  const re2::RE2 made(with_named_groups(expression), options);
  if (made.ok() || !is_certain(made, expression)) return true;
  why = words_of(made);
  return false;
}

}  // namespace asmgw
