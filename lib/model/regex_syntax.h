// Whether a text is a regular expression at all.
#pragma once

#include <string>

namespace asmgw {

/// False where both RE2 and Go's regexp, which istiod asks, find no expression
/// in it; then `why` says what is wrong. One that is only too large is one.
bool is_regex(const std::string& expression, std::string& why);

}  // namespace asmgw
