// The data of `resolve -o json`.
#pragma once

#include "output/json.h"
#include "output/resolve.h"

namespace asmgw {

/// One item of `answers`.
Json answer_document(const Rendering& rendering, const Answered& answered);

}  // namespace asmgw
