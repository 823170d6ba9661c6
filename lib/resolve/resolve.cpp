// The order of the steps.
#include "resolve/resolve.h"

#include "resolve/steps.h"

namespace asmgw {
namespace {

bool is_http(const Chain& chain) {
  return chain.kind == ChainKind::http || chain.kind == ChainKind::https;
}

/// istiod dies before it tells any gateway anything.
void give_up(const Scene& scene, Answer& answer) {
  Step& step = answer.steps.emplace_back();
  step.kind = StepKind::listener;
  step.why = "istiod panics on the hosts of ";
  const auto id = scene.effective.panics_at;
  if (!id) {
    step.why += "a server";
    return;
  }
  const ServerIn& server = scene.effective.servers[*id];
  step.why += name_of(scene.mesh, server);
  if (server.field) step.range = place_in(server->hosts.range);
}

}  // namespace

Resolver::Resolver(const Effective& effective, const Mesh& mesh,
                   const MeshSettings& settings)
    : scene_(std::make_unique<Scene>(effective, mesh, settings)) {}
Resolver::~Resolver() = default;

Answer Resolver::answer(const Request& request) const {
  Scene& scene = *scene_;
  Answer answer;
  if (scene.effective.panic) {
    give_up(scene, answer);
    return answer;
  }
  if (!find_listener(scene, request, answer) ||
      !find_chain(scene, request, answer) ||
      !shake_hands(scene, request, answer))
    return answer;
  if (!is_http(*answer.chain)) {
    pass_on(scene, answer);
    return answer;
  }
  const Sent sent(request);
  if (find_virtual_host(scene, sent, answer) &&
      !redirect_to_tls(scene, sent, answer))
    find_route(scene, sent, answer);
  return answer;
}

Answer resolve(const Effective& effective, const Mesh& mesh,
               const MeshSettings& settings, const Request& request) {
  return Resolver(effective, mesh, settings).answer(request);
}

bool end(Answer& answer, RequestOutcome outcome, Reason reason) {
  answer.outcome = outcome;
  answer.reason = reason;
  return false;
}

}  // namespace asmgw
