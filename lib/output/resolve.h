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
  const Rendering& rendering;  ///< where the answer points to
  const Request& request;
  const Effective& workload;
  Answer answer;
};

struct Resolution {
  const Renderings& renderings;
  std::vector<Answered> answers;  ///< by request, then by mesh and workload
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

/// What is to be said beside the answers of one mesh, of all.
std::vector<std::string> notes_on(const Rendering& rendering);
std::vector<std::string> notes_of(const Resolution& resolution);

}  // namespace asmgw
