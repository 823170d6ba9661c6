// What policies do to a request: named, and where one surely denies it,
// decided.
#pragma once

#include "resolve/answer.h"
#include "resolve/match.h"
#include "resolve/scene.h"

namespace asmgw {

/// Adds a step for each policy that meets the request, the first few. A DENY
/// rule that asks for nothing but what the request shows makes the answer
/// `denied`. Envoy asks them between handshake and routes.
void ask_policies(Scene& scene, const Sent& sent, Answer& answer);

}  // namespace asmgw
