// The order of the steps.
#include "resolve/resolve.h"

#include "resolve/candidates.h"
#include "resolve/own_answer.h"
#include "resolve/policies.h"
#include "resolve/steps.h"

#include <map>
#include <utility>

namespace asmgw {
namespace {

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
    : Resolver(effective, mesh, settings,
               std::make_shared<Surroundings>(mesh, settings)) {}
Resolver::Resolver(const Effective& effective, const Mesh& mesh,
                   const MeshSettings& settings,
                   std::shared_ptr<Surroundings> shared)
    : scene_(std::make_unique<Scene>(effective, mesh, settings,
                                     std::move(shared))) {}
Resolver::~Resolver() = default;

Answer Resolver::answer(const Request& request) const {
  Answer best;
  if (scene_->effective.panic) {
    give_up(*scene_, best);
    return best;
  }
  // A client may come by each Service that has the port.
  const auto leads = scene_->service_ports().find(request.port);
  const std::size_t ways =
      request.address || leads == scene_->service_ports().end()
          ? 1
          : leads->second.size();
  for (std::size_t lead = 0; lead < ways; ++lead) {
    Answer one = answer_by(request, lead);
    if (lead == 0 || depth_of(one) > depth_of(best)) best = std::move(one);
    if (best.reached()) break;
  }
  return best;
}

Answer Resolver::answer_by(const Request& request, std::size_t lead) const {
  Scene& scene = *scene_;
  Answer answer;
  if (!find_listener(scene, request, lead, answer) ||
      !find_chain(scene, request, answer) ||
      !shake_hands(scene, request, answer))
    return answer;
  const Sent sent(request, scene.settings.version);
  if (!speaks_http(answer.chain->kind)) {
    pass_on(scene, answer);
    ask_policies(scene, sent, answer);
    return answer;
  }
  if (find_virtual_host(scene, sent, answer) &&
      !redirect_to_tls(scene, sent, answer))
    find_route(scene, sent, answer);
  ask_policies(scene, sent, answer);
  tell_grpc(sent, answer);
  return answer;
}

Deciders Resolver::deciders(const Answer& answer,
                            const Request& request) const {
  return deciders_of(*scene_, answer, request);
}

Answer resolve(const Effective& effective, const Mesh& mesh,
               const MeshSettings& settings, const Request& request) {
  return Resolver(effective, mesh, settings).answer(request);
}

Resolvers::Resolvers(const SharedList<Effective>& workloads, const Mesh& mesh,
                     const MeshSettings& settings)
    : workloads_(workloads),
      mesh_(mesh),
      settings_(settings),
      surroundings_(std::make_shared<Surroundings>(mesh, settings)),
      resolvers_(workloads.size()) {}
Resolvers::~Resolvers() = default;

const Resolver& Resolvers::of(std::size_t workload) const {
  auto& resolver = resolvers_[workload];
  if (!resolver)
    resolver = std::make_unique<Resolver>(workloads_[workload], mesh_,
                                          settings_, surroundings_);
  return *resolver;
}

Resolvers::Telling Resolvers::telling(const Request& request) const {
  if (workloads_.empty()) return {};
  if (!candidates_)
    candidates_ = std::make_unique<const Candidates>(
        workloads_, [this](std::size_t workload) -> Scene& {
          return of(workload).scene();
        });
  std::map<std::size_t, Answer> answers;
  for (Depth depth :
       {Depth::reached, Depth::host, Depth::chain, Depth::listener}) {
    const auto found =
        candidates_->first(depth, request, [&](std::size_t workload) {
          auto at = answers.find(workload);
          if (at == answers.end())
            at = answers.emplace(workload, of(workload).answer(request)).first;
          return depth_of(at->second) >= depth;
        });
    if (found) return {*found, std::move(answers.at(*found))};
  }
  return {0, of(0).answer(request)};
}

bool end(Answer& answer, RequestOutcome outcome, Reason reason) {
  answer.outcome = outcome;
  answer.reason = reason;
  return false;
}

}  // namespace asmgw
