// What a request reaches, and the steps that led there.
#pragma once

#include "listen/effective.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

enum class RequestOutcome : std::uint8_t {
  cluster,
  redirect,
  direct,
  denied,       ///< 403 of a policy
  not_found,    ///< 404
  unavailable,  ///< 503, or the connection is closed: no cluster is there
  closed,       ///< no listener, or no filter chain
  tls,          ///< plaintext met TLS
  protocol,     ///< TLS met plaintext HTTP
  handshake,
  unknown,
};
inline constexpr std::array<RequestOutcome, 11> all_request_outcomes{
    RequestOutcome::cluster,   RequestOutcome::redirect,
    RequestOutcome::direct,    RequestOutcome::denied,
    RequestOutcome::not_found, RequestOutcome::unavailable,
    RequestOutcome::closed,    RequestOutcome::tls,
    RequestOutcome::protocol,  RequestOutcome::handshake,
    RequestOutcome::unknown};
/// `not-found`
std::string_view text_of(RequestOutcome outcome);

enum class Reason : std::uint8_t {
  none,  ///< a route was reached, or nothing is known
  no_listener,
  no_chain,
  tls,
  protocol,
  no_virtual_host,
  no_route,
  redirect,  ///< the one that httpsRedirect makes
  client_certificate,
  no_credential,
  no_version,      ///< of TLS
  no_curve,        ///< none of TLS that can be used
  refused_routes,  ///< Envoy takes none of the route configuration
  no_cluster,      ///< none of the route is there
  fault,           ///< fault.abort of the route
  cors,            ///< a preflight that corsPolicy answers
  not_given,       ///< what decides is not among the inputs
};
inline constexpr Reason last_reason = Reason::not_given;
/// `no-listener`; "" for none
std::string_view text_of(Reason reason);

/// What was not chosen, though it was near.
struct Rival {
  std::string name, why;
  std::optional<Range> range;
};

enum class StepKind : std::uint8_t {
  service,
  listener,
  chain,
  handshake,
  virtual_host,
  route,
  policy,  ///< asked before the virtual host, told last
};
/// `virtual-host`
std::string_view text_of(StepKind kind);

struct Step {
  StepKind kind{};
  std::string chosen;  ///< "" if nothing was
  std::string why;
  std::optional<Range> range;  ///< of what decided
  std::vector<Rival> rivals;
};

/// Points into the Effective that it was worked out from; null: not reached.
struct Answer {
  RequestOutcome outcome = RequestOutcome::unknown;
  Reason reason = Reason::none;
  std::uint32_t status = 0;                  ///< 0: none of the gateway's own
  std::optional<std::uint32_t> grpc_status;  ///< of its own, to gRPC
  std::string location;
  const EffectiveListener* listener = nullptr;
  const Chain* chain = nullptr;
  const RouteConfiguration* routes = nullptr;
  const VirtualHost* virtual_host = nullptr;
  const Route* route = nullptr;
  std::optional<VirtualServiceId> virtual_service;
  std::vector<Cluster> clusters;
  std::vector<Step> steps;

  /// A route, a redirect or a direct response.
  [[nodiscard]] bool reached() const {
    return outcome == RequestOutcome::cluster ||
           outcome == RequestOutcome::redirect ||
           outcome == RequestOutcome::direct;
  }
};

/// How far a request comes: to a listener, a filter chain, a virtual host, and
/// what it is sent on to or answered by.
enum class Depth : std::uint8_t { nothing, listener, chain, host, reached };
Depth depth_of(const Answer& answer);

}  // namespace asmgw
