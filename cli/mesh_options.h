// What all commands that look at a mesh may be told of it.
#pragma once

#include "cli/options.h"
#include "listen/mesh.h"
#include "source/source.h"

#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

struct MeshWishes {
  std::vector<std::string> workloads, service_ports;
  std::string order = "name", gateway_namespace = "istio-system";
  bool scope_to_namespace = false, quic = false, ipv6 = false,
       unprivileged = false, complete = false;
};

/// Declares --workload, --order, --gateway-namespace, --service-ports,
/// --scope-to-namespace, --quic, --ipv6, --unprivileged and --complete.
void declare_mesh(Options& options, MeshWishes& wishes);

Result<MeshSettings> mesh_settings(const MeshWishes& wishes,
                                   IstioVersion version);

/// --order timestamp needs one of every object whose order matters.
std::optional<Error> missing_timestamp(const Mesh& mesh, Order order,
                                       const Sources& sources);

}  // namespace asmgw::cli
