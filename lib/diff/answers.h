// What the requests of a test file reach on both sides of a comparison.
#pragma once

#include "resolve/expectation_file.h"
#include "resolve/told.h"

#include <span>
#include <string>
#include <vector>

namespace asmgw {

struct DiffFacts;

/// An answer of one side, and what the file says of it.
struct SideAnswer {
  Told told;
  std::string fault;  ///< `expected shop/web:80, got 404`; "": as expected
};

/// A request that is answered otherwise, or whose expectation holds on one side
/// only.
struct AnswerDelta {
  const ExpectedRequest* request = nullptr;
  SideAnswer older, newer;
};

/// In the order of the file, which must outlive the result.
std::vector<AnswerDelta> compare_answers(
    const DiffFacts& facts, std::span<const ExpectedRequest> requests);

}  // namespace asmgw
