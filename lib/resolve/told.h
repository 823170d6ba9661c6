// An answer as text, which outlives what it was worked out from.
#pragma once

#include "resolve/answer.h"

#include <string>
#include <string_view>

namespace asmgw {

struct Told {
  RequestOutcome outcome = RequestOutcome::unknown;
  Reason reason = Reason::none;
  std::string text;      ///< as in a test file: `shop/web:80`, `no-chain`
  std::string workload;  ///< id of the one that answers; "" if there is none
  Step decided;          ///< the last step, which tells why

  /// A route, a redirect or a direct response.
  [[nodiscard]] bool reached() const;
};

Told told(const Answer& answer, std::string_view workload);

/// A client can tell the two apart: one 404 is like another, and so is one
/// connection that fails without a word.
bool client_notices(const Told& before, const Told& after);

}  // namespace asmgw
