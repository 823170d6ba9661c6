// RE2 stays in this file.
#include "resolve/regex.h"

#include "resolve/envoy.h"

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

/// `(?<n>` as `(?P<n>`, which older releases of the library know alone.
std::string with_named_groups(std::string_view expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    out += expression[i];
    if (expression[i] == '\\' && i + 1 < expression.size())
      out += expression[++i];
    else if (expression.substr(i, 3) == "(?<")
      out += "?P<", i += 2;
  }
  return out;
}

}  // namespace

struct Regexes::Compiled {
  std::unordered_map<std::string, Regex> by_text;
  int left = most_of_all;
  re2::RE2::Options options;

  explicit Compiled(bool bytes) : options(re2::RE2::Quiet) {
    if (bytes) options.set_encoding(re2::RE2::Options::EncodingLatin1);
  }

  Regex compile(const std::string& expression) {
    if (expression.size() > longest_regex) return {nullptr, Fit::too_long};
    if (left <= 0) return {nullptr, Fit::too_many};
    auto made = std::make_unique<re2::RE2>(expression, options);
    if (!made->ok() && expression.find("(?<") != std::string::npos)
      made = std::make_unique<re2::RE2>(with_named_groups(expression), options);
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

Regexes::Regexes(IstioVersion version)
    : compiled_(std::make_unique<Compiled>(has_envoy_1_40(version))) {}
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
