// All that a check on several objects may look at: the inputs of a run, or of
// one file, taken together.
#pragma once

#include "lint/facts.h"
#include "listen/binding.h"
#include "listen/effective.h"
#include "listen/meeting.h"

#include <set>
#include <string>
#include <vector>

namespace asmgw {

/// One workload, and how its servers meet.
struct WorkloadFacts {
  Effective effective;
  std::vector<std::vector<Meeting>> meetings;  ///< of each listener

  [[nodiscard]] const ServerIn& server(ServerId id) const {
    return effective.servers[id];
  }
};

struct SetFacts {
  SetFacts(const Sources& the_sources, const Mesh& the_mesh,
           const MeshSettings& the_settings);

  const Sources& sources;
  const Mesh& mesh;
  const MeshSettings& settings;
  Engine engine;
  std::vector<WorkloadFacts> workloads;
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
  void add(Effective effective);

  std::set<std::string> copies_;
};

/// A server that can take part: left out are those that are refused in port or
/// TLS, for what they clash with is not known before that is mended.
bool takes_part(const Server& server);

}  // namespace asmgw
