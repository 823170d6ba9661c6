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
       unprivileged = false;
  std::string complete;  ///< `true`, or kinds with commas
};

/// Declares --workload, --order, --gateway-namespace, --service-ports,
/// --scope-to-namespace, --quic, --ipv6, --unprivileged and --complete.
void declare_mesh(Options& options, MeshWishes& wishes);

Result<MeshSettings> mesh_settings(const MeshWishes& wishes,
                                   IstioVersion version);

/// `true` or `Secret,Service`, as behind --complete.
Result<Completeness> completeness_of(std::string_view text);
/// The same as words of their own: `true` alone, or kinds; none if it is off.
std::vector<std::string> completeness_words(std::string_view text);

/// --order timestamp needs one of every object whose order matters.
std::optional<Error> missing_timestamp(const Mesh& mesh, Order order,
                                       const Sources& sources);

}  // namespace asmgw::cli
