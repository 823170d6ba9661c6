// Fault before CORS, as istiod orders the filters.
#include "resolve/own_answer.h"

#include "base/text.h"
#include "resolve/steps.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::uint32_t ok = 200;

/// Origins are compared as they stand; one that takes `*` takes all.
bool lets_in(const std::vector<StringMatch>& origins, const std::string& origin,
             Regexes& regexes) {
  return std::any_of(
      origins.begin(), origins.end(), [&](const StringMatch& one) {
        switch (one.kind) {
          case StringMatch::exact:
            return one.value == origin || one.value == "*";
          case StringMatch::prefix:
            return origin.substr(0, one.value.size()) == one.value;
          case StringMatch::regex:
            break;
        }
        return regexes.full_match(one.value, origin) == Fit::yes;
      });
}

bool is_preflight(const Route& route, const Sent& sent, Regexes& regexes) {
  if (route.cors_origins.empty() || sent.request.method != "OPTIONS")
    return false;
  const auto origin = sent.header("origin");
  return origin && !origin->empty() &&
         sent.header("access-control-request-method") &&
         lets_in(route.cors_origins, *origin, regexes);
}

std::uint32_t grpc_status_of(std::uint32_t http) {
  switch (http) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}

}  // namespace

std::optional<OwnAnswer> own_answer(Scene& scene, const Route& route,
                                    const Sent& sent) {
  if (route.abort)
    return OwnAnswer{Reason::fault, *route.abort,
                     "; fault.abort answers every request"};
  if (is_preflight(route, sent, scene.surroundings->regexes))
    return OwnAnswer{Reason::cors, ok, "; corsPolicy answers the preflight"};
  return std::nullopt;
}

void tell_grpc(const Sent& sent, Answer& answer) {
  constexpr std::string_view grpc = "application/grpc";
  const auto type = sent.header("content-type");
  const bool asks =
      type && type->substr(0, grpc.size()) == grpc &&
      (type->size() == grpc.size() || (*type)[grpc.size()] == '+');
  if (!asks || answer.status == 0) return;
  answer.grpc_status = grpc_status_of(answer.status);
  answer.status = ok;
}

}  // namespace asmgw
