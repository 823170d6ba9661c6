// Answer -> Told.
#include "resolve/told.h"

#include "resolve/expectation.h"

namespace asmgw {

bool Told::reached() const {
  return outcome == RequestOutcome::cluster ||
         outcome == RequestOutcome::redirect ||
         outcome == RequestOutcome::direct;
}

Told told(const Answer& answer, std::string_view workload) {
  return {answer.outcome, answer.reason, words_of(answer),
          std::string(workload),
          answer.steps.empty() ? Step{} : answer.steps.back()};
}

bool client_notices(const Told& before, const Told& after) {
  if (before.outcome != after.outcome) return true;
  switch (before.outcome) {
    case RequestOutcome::denied:
    case RequestOutcome::not_found:
    case RequestOutcome::unavailable:
    case RequestOutcome::closed:
    case RequestOutcome::unknown:
      return false;
    default:
      return before.text != after.text;
  }
}

}  // namespace asmgw
