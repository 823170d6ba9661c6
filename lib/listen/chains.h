// Groups of servers -> listeners with filter chains, and Envoy's verdict.
#pragma once

#include "listen/binding.h"
#include "listen/effective.h"
#include "model/host_index.h"

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

/// The hosts whose names the filter chain of a TLS server matches by, each once
/// as it is written: `*` alone if it is among them, for then the others have no
/// effect.
std::vector<const ServedHost*> chain_hosts(const ServerIn& server);
/// It has the host `*`.
bool matches_everything(const ServerIn& server);

/// The chains of a listener by the names they match by, `*` for one that takes
/// all.
using ChainIndex = HostIndex<const Chain*>;
ChainIndex chains_by_name(const EffectiveListener& listener);

/// Sets `state`, `reason` and `clash` where Envoy refuses the chains. Source:
/// envoy source/common/listener_manager/filter_chain_manager_impl.cc.
void judge_chains(EffectiveListener& listener);

}  // namespace asmgw
