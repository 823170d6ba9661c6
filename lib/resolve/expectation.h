// What a request must reach, as people write it in a test file.
#pragma once

#include "base/result.h"
#include "resolve/answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// `shop/web:80`, `ext.example.org:443/v1*30`
struct ExpectedCluster {
  std::string host;  ///< in full
  std::optional<std::uint32_t> port;
  std::optional<std::string> subset;  ///< "": none; nothing: any
  std::optional<std::uint32_t> weight;
};

struct Expectation {
  RequestOutcome outcome = RequestOutcome::cluster;
  Reason reason = Reason::none;           ///< none: any
  std::optional<std::uint32_t> status;    ///< of redirect and direct
  std::string location;                   ///< "": any; `https`: a scheme
  std::vector<ExpectedCluster> clusters;  ///< empty: any
};

/// `shop/web:80`, `shop/web:80*90, shop/next:80*10`, `redirect https`,
/// `redirect 308 https://a.com/`, `direct 503`, `404`, and the words of
/// outcomes and reasons.
Result<Expectation> parse_expectation(std::string_view text);

bool holds(const Expectation& expected, const Answer& answer);

/// An answer in the same words, all that it says; what cannot be, as port
/// 70000, is there as well.
std::string words_of(const Answer& answer);

/// The same, to be read again: it holds of the answer. Where its words cannot
/// be read only the outcome is left.
std::string expectation_of(const Answer& answer);

}  // namespace asmgw
