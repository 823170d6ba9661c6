// RE2 stays in this file.
#include "resolve/regex.h"

#include <re2/re2.h>
#include <unordered_map>

namespace asmgw {

struct Regexes::Compiled {
  std::unordered_map<std::string, std::unique_ptr<re2::RE2>> by_text;
};

Regexes::Regexes() : compiled_(std::make_unique<Compiled>()) {}
Regexes::~Regexes() = default;

std::optional<bool> Regexes::full_match(const std::string& expression,
                                        std::string_view text) {
  std::unique_ptr<re2::RE2>& regex = compiled_->by_text[expression];
  if (!regex) regex = std::make_unique<re2::RE2>(expression, re2::RE2::Quiet);
  if (!regex->ok()) return std::nullopt;
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()),
                             *regex);
}

}  // namespace asmgw
