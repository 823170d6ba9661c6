// The words of outcomes, reasons and steps.
#include "resolve/answer.h"

#include <algorithm>

namespace asmgw {

std::string_view text_of(RequestOutcome outcome) {
  switch (outcome) {
    case RequestOutcome::cluster:
      return "cluster";
    case RequestOutcome::redirect:
      return "redirect";
    case RequestOutcome::direct:
      return "direct";
    case RequestOutcome::not_found:
      return "not-found";
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
      break;
  }
  return "no-credential";
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
      break;
  }
  return "route";
}

std::size_t telling_answer(const std::vector<Answer>& answers) {
  const auto depth = [](const Answer& one) {
    if (one.reached()) return 4;
    if (one.chain) return one.virtual_host ? 3 : 2;
    return one.listener ? 1 : 0;
  };
  const auto deepest = std::max_element(
      answers.begin(), answers.end(),
      [&](const Answer& a, const Answer& b) { return depth(a) < depth(b); });
  return static_cast<std::size_t>(deepest - answers.begin());
}

}  // namespace asmgw
