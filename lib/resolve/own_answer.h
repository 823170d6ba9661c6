// What the gateway answers by itself where a route would pass a request on, and
// how a client of gRPC is told.
#pragma once

#include "resolve/answer.h"
#include "resolve/match.h"
#include "resolve/scene.h"

#include <optional>
#include <string>

namespace asmgw {

struct OwnAnswer {
  Reason reason;
  std::uint32_t status;
  std::string why;
};

/// Nothing: the route passes the request on.
std::optional<OwnAnswer> own_answer(Scene& scene, const Route& route,
                                    const Sent& sent);

/// Clients of gRPC get 200, and what went wrong as grpc-status. Source: envoy
/// source/common/grpc/status.cc, httpToGrpcStatus.
void tell_grpc(const Sent& sent, Answer& answer);

}  // namespace asmgw
