// Requests that show breaking changes, found by asking both sides.
#pragma once

#include "diff/change_list.h"

#include <vector>

namespace asmgw {

/// Gives each breaking change that a request can show the first that is found.
/// Few are tried: names and listeners of a change up to a bound, and of all
/// changes together up to another, so that a comparison costs little more.
void find_witnesses(const DiffFacts& facts, std::vector<Change>& changes);

}  // namespace asmgw
