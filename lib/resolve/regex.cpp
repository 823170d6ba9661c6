// RE2 stays in this file.
#include "resolve/regex.h"

#include <re2/re2.h>
#include <unordered_map>

namespace asmgw {
namespace {

/// Instructions of all expressions together: some 50 MB. An expression of a
/// route has tens of them.
constexpr int most_of_all = 1'000'000;

/// An expression, or why there is none.
struct Regex {
  std::unique_ptr<re2::RE2> compiled;
  Fit fault = Fit::broken;
};

}  // namespace

struct Regexes::Compiled {
  std::unordered_map<std::string, Regex> by_text;
  int left = most_of_all;

  Regex compile(const std::string& expression) {
    if (expression.size() > longest_regex) return {nullptr, Fit::too_long};
    if (left <= 0) return {nullptr, Fit::too_many};
    auto made = std::make_unique<re2::RE2>(expression, re2::RE2::Quiet);
    if (!made->ok()) {
      // RE2 gives up on what is larger still.
      const bool large = made->error_code() == re2::RE2::ErrorPatternTooLarge;
      if (large) left -= most_instructions;
      return {nullptr, large ? Fit::too_large : Fit::broken};
    }
    left -= made->ProgramSize();
    if (made->ProgramSize() > most_instructions)
      return {nullptr, Fit::too_large};
    return {std::move(made), Fit::no};
  }
};

Regexes::Regexes() : compiled_(std::make_unique<Compiled>()) {}
Regexes::~Regexes() = default;

Fit Regexes::full_match(const std::string& expression, std::string_view text) {
  const auto [at, fresh] = compiled_->by_text.try_emplace(expression);
  Regex& regex = at->second;
  if (fresh) regex = compiled_->compile(expression);
  if (!regex.compiled) return regex.fault;
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()),
                             *regex.compiled)
             ? Fit::yes
             : Fit::no;
}

}  // namespace asmgw
