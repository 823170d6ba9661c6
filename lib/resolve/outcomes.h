// What the outcomes of requests and their reasons mean, for `asmgw explain`.
#pragma once

#include <array>
#include <string_view>

namespace asmgw {

struct OutcomeText {
  std::string_view word;     ///< as in `outcome` or `reason`
  std::string_view summary;  ///< one line, no full stop
  std::string_view meaning;  ///< what the client sees and why
  std::string_view remedy;   ///< where to look
};

/// Every word of outcome and reason, once.
extern const std::array<OutcomeText, 24> outcome_texts;

/// `404` is not-found; null: no such word.
const OutcomeText* find_outcome(std::string_view word);

}  // namespace asmgw
