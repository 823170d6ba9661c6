// Groups of servers -> listeners with filter chains, and Envoy's verdict.
#pragma once

#include "listen/binding.h"
#include "listen/effective.h"

#include <vector>

namespace asmgw {

struct ListenerOutcome {
  std::vector<EffectiveListener> listeners;  ///< in order of creation
  std::vector<SkippedSni> skipped;
};

struct ListenerInput {
  const Mesh& mesh;
  const MeshSettings& settings;
  const Bindings& bindings;
  const Workload& workload;
  const std::vector<ServiceTarget>& targets;
  bool tls = true;  ///< false: of each TlsContext the mode alone
};

/// Builds all listeners; servers without effect get a `drop` of that stage.
/// Source: istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners.
ListenerOutcome build_listeners(const ListenerInput& input,
                                const std::vector<Group>& groups,
                                std::vector<ServerIn>& servers);

/// The names a TLS server matches by, sorted, each once; empty if it matches
/// everything.
std::vector<std::string> sni_of(const ServerIn& server);

/// Sets `state`, `reason` and `clash` where Envoy refuses the chains. Source:
/// envoy source/common/listener_manager/filter_chain_manager_impl.cc.
void judge_chains(EffectiveListener& listener);

}  // namespace asmgw
