// The order of the steps.
#include "resolve/resolve.h"

#include "resolve/steps.h"

#include <utility>

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

Resolvers::Resolvers(const std::vector<Effective>& workloads, const Mesh& mesh,
                     const MeshSettings& settings)
    : workloads_(workloads),
      mesh_(mesh),
      settings_(settings),
      resolvers_(workloads.size()) {}

const Resolver& Resolvers::of(std::size_t workload) const {
  auto& resolver = resolvers_[workload];
  if (!resolver)
    resolver =
        std::make_unique<Resolver>(workloads_[workload], mesh_, settings_);
  return *resolver;
}

Resolvers::Telling Resolvers::telling(const Request& request) const {
  if (workloads_.empty()) return {};
  std::vector<Answer> answers;
  answers.reserve(workloads_.size());
  for (std::size_t i = 0; i < workloads_.size(); ++i)
    answers.push_back(of(i).answer(request));
  const std::size_t telling = telling_answer(answers);
  return {telling, std::move(answers[telling])};
}

bool end(Answer& answer, RequestOutcome outcome, Reason reason) {
  answer.outcome = outcome;
  answer.reason = reason;
  return false;
}

}  // namespace asmgw
