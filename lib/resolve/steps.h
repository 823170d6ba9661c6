// The steps of an answer, in their order. Each adds itself to the answer;
// false: the request comes no further, and the outcome is set.
#pragma once

#include "resolve/answer.h"
#include "resolve/match.h"
#include "resolve/scene.h"

namespace asmgw {

/// By the `lead`-th of the Services that have the port of the URL.
bool find_listener(Scene& scene, const Request& request, std::size_t lead,
                   Answer& answer);
bool find_chain(Scene& scene, const Request& request, Answer& answer);
bool shake_hands(Scene& scene, const Request& request, Answer& answer);
/// The chain is one of TCP: its clusters are the answer.
void pass_on(Scene& scene, Answer& answer);
bool find_virtual_host(Scene& scene, const Sent& sent, Answer& answer);
/// The virtual host wants TLS and the request has none.
bool redirect_to_tls(Scene& scene, const Sent& sent, Answer& answer);
void find_route(Scene& scene, const Sent& sent, Answer& answer);

/// `name*weight, ...`
std::string clusters_text(const std::vector<Cluster>& clusters);
/// None of the clusters can be there, and that is known. Not if there are none.
bool lacks_clusters(Scene& scene, const std::vector<Cluster>& clusters);
/// What is not known of them or at fault, behind a `; `; "" where all are
/// there.
std::string clusters_fault(Scene& scene, const std::vector<Cluster>& clusters);

/// Ends the answer.
bool end(Answer& answer, RequestOutcome outcome, Reason reason);

}  // namespace asmgw
