#include "resolve/outcomes.h"

#include "resolve/answer.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("every outcome and every reason is explained") {
  for (RequestOutcome one : all_request_outcomes)
    CHECK(find_outcome(text_of(one)));
  for (int i = 1; i <= static_cast<int>(Reason::no_version); ++i)
    CHECK(find_outcome(text_of(static_cast<Reason>(i))));
  CHECK(find_outcome("404") == find_outcome("not-found"));
  CHECK(!find_outcome(""));
}

}  // namespace asmgw
