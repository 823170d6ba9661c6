// What resolve prints, and the list of its reporters.
#pragma once

#include "base/records.h"
#include "output/render.h"
#include "resolve/answer.h"
#include "resolve/outcomes.h"
#include "resolve/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// One request and what one workload makes of it.
struct Answered {
  const Request& request;
  const Effective& workload;
  Answer answer;
};

struct Resolution {
  const Rendering& rendering;     ///< where the answers point to
  std::vector<Answered> answers;  ///< by request, then by workload
};

struct ResolveReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const Resolution&, const Presentation&, std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(ResolveReporter, resolve, resolve_full, resolve_json);

}  // namespace reporters

/// `redirect 301 https://a.com/`, `closed (no-chain)`: what happens, in a few
/// words, visible.
std::string outcome_text(const Answer& answer);

/// What `asmgw explain` prints of an outcome or reason.
std::string explanation(const OutcomeText& outcome);

/// What is to be said beside the answers.
std::vector<std::string> notes_of(const Resolution& resolution);

}  // namespace asmgw
