// All that a check on several objects may look at: the inputs of a run, or of
// one file, taken together.
#pragma once

#include "base/shared_list.h"
#include "lint/facts.h"
#include "listen/binding.h"
#include "listen/effective.h"
#include "listen/meeting.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asmgw {

/// One workload, and how its servers meet.
struct WorkloadFacts {
  const Effective& effective;
  std::vector<std::vector<Meeting>> meetings;  ///< of each listener

  [[nodiscard]] const ServerIn& server(ServerId id) const {
    return effective.servers[id];
  }
};

/// How a mesh is looked at.
struct SetView {
  /// All of what workloads listen on is worked out, whether a check needs it or
  /// not: see SetFacts::listening.
  bool full = false;
  /// Files with copies of one object are not applied together.
  bool alternatives = false;
};

struct SetFacts {
  /// All of these must outlive it.
  SetFacts(const Sources& the_sources, const Mesh& the_mesh,
           const MeshSettings& the_settings, const SetView& view = {});

  const Sources& sources;
  const Mesh& mesh;
  const MeshSettings& settings;
  const bool alternatives;  ///< see SetView
  Engine engine;
  std::vector<WorkloadFacts> workloads;
  /// What the workloads listen on, for whoever shows it: that is the same where
  /// nothing had to be left out for being refused. Nothing where it is not.
  std::optional<SharedList<Effective>> listening;
  Paths no_paths;  ///< for findings on an object as a whole

  [[nodiscard]] const MeshGateway& gateway_of(const ServerIn& server) const {
    return mesh.gateways[server.gateway];
  }
  [[nodiscard]] const Model& model_of(const ServerIn& server) const {
    return gateway_of(server).model;
  }
  /// The Gateway (`ns/name`) is defined more than once among the inputs, so
  /// that nobody can say which definition others mean.
  [[nodiscard]] bool has_copies(const std::string& gateway) const {
    return copies_.contains(gateway);
  }
  [[nodiscard]] bool at_least(std::uint16_t minor) const {
    return settings.version >= IstioVersion{1, minor, 0};
  }
  /// `servers[3]`, with the Gateway's name unless `from` is of the same one.
  [[nodiscard]] std::string name_of(const ServerIn& server,
                                    const ServerIn& from) const;

 private:
  void add(const std::shared_ptr<const Effective>& effective);

  SharedList<Effective> all_;  ///< of `workloads`

  std::set<std::string> copies_;
};

/// Placeholders or a patch decide some of its hosts.
bool has_unknown_hosts(const MeshGateway& gateway);

/// A server that can take part: left out are those that are refused in port or
/// TLS, for what they clash with is not known before that is mended.
bool takes_part(const Server& server);

}  // namespace asmgw
