// The data of `resolve -o json`.
#pragma once

#include "output/json.h"
#include "output/resolve.h"

namespace asmgw {

/// `request` of an answer.
Json request_document(const Request& request);

/// One item of `answers`.
Json answer_document(const Answered& answered);

}  // namespace asmgw
