// The words of outcomes, reasons and steps.
#include "resolve/answer.h"

namespace asmgw {

std::string_view text_of(RequestOutcome outcome) {
  switch (outcome) {
    case RequestOutcome::cluster:
      return "cluster";
    case RequestOutcome::redirect:
      return "redirect";
    case RequestOutcome::direct:
      return "direct";
    case RequestOutcome::denied:
      return "denied";
    case RequestOutcome::not_found:
      return "not-found";
    case RequestOutcome::unavailable:
      return "unavailable";
    case RequestOutcome::closed:
      return "closed";
    case RequestOutcome::tls:
      return "tls";
    case RequestOutcome::protocol:
      return "protocol";
    case RequestOutcome::handshake:
      return "handshake";
    case RequestOutcome::unknown:
      break;
  }
  return "unknown";
}

std::string_view text_of(Reason reason) {
  switch (reason) {
    case Reason::none:
      return "";
    case Reason::no_listener:
      return "no-listener";
    case Reason::no_chain:
      return "no-chain";
    case Reason::tls:
      return "tls";
    case Reason::protocol:
      return "protocol";
    case Reason::no_virtual_host:
      return "no-virtual-host";
    case Reason::no_route:
      return "no-route";
    case Reason::redirect:
      return "redirect";
    case Reason::client_certificate:
      return "client-certificate";
    case Reason::no_credential:
      return "no-credential";
    case Reason::no_version:
      return "no-version";
    case Reason::no_curve:
      return "no-curve";
    case Reason::refused_routes:
      return "refused-routes";
    case Reason::no_cluster:
      return "no-cluster";
    case Reason::fault:
      return "fault";
    case Reason::cors:
      return "cors";
    case Reason::not_given:
      break;
  }
  return "not-given";
}

std::string_view text_of(StepKind kind) {
  switch (kind) {
    case StepKind::service:
      return "service";
    case StepKind::listener:
      return "listener";
    case StepKind::chain:
      return "chain";
    case StepKind::handshake:
      return "handshake";
    case StepKind::virtual_host:
      return "virtual-host";
    case StepKind::route:
      return "route";
    case StepKind::policy:
      break;
  }
  return "policy";
}

Depth depth_of(const Answer& answer) {
  if (answer.reached()) return Depth::reached;
  if (answer.chain) return answer.virtual_host ? Depth::host : Depth::chain;
  return answer.listener ? Depth::listener : Depth::nothing;
}

}  // namespace asmgw
