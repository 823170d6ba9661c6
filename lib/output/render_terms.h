// What the words of render mean, for `asmgw explain`.
#pragma once

#include "resolve/outcomes.h"

#include <array>
#include <string_view>

namespace asmgw {

/// Every word of STATUS, of the reasons in DROPPED and JSON, and those of the
/// column TLS that are no modes: each once.
extern const std::array<OutcomeText, 20> render_terms;

/// In any case; null: no such word.
const OutcomeText* find_render_term(std::string_view word);

}  // namespace asmgw
