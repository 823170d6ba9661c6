// The steps of an answer, in their order. Each adds itself to the answer;
// false: the request comes no further, and the outcome is set.
#pragma once

#include "resolve/answer.h"
#include "resolve/match.h"
#include "resolve/scene.h"

namespace asmgw {

bool find_listener(Scene& scene, const Request& request, Answer& answer);
bool find_chain(Scene& scene, const Request& request, Answer& answer);
bool shake_hands(Scene& scene, const Request& request, Answer& answer);
/// The chain is one of TCP: its clusters are the answer.
void pass_on(Scene& scene, Answer& answer);
bool find_virtual_host(Scene& scene, const Sent& sent, Answer& answer);
/// The virtual host wants TLS and the request has none.
bool redirect_to_tls(Scene& scene, const Sent& sent, Answer& answer);
void find_route(Scene& scene, const Sent& sent, Answer& answer);

/// `name*weight, ...`, and what is not known of the Services, as a sentence.
std::string clusters_text(const std::vector<Cluster>& clusters);
/// No Service of the cluster is there for the workload, and that is known.
bool lacks_service(Scene& scene, const Cluster& cluster);
std::string services_text(Scene& scene, const std::vector<Cluster>& clusters);

/// Ends the answer.
bool end(Answer& answer, RequestOutcome outcome, Reason reason);

}  // namespace asmgw
