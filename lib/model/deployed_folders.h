// Objects of Argo CD, Flux and Fleet that apply a folder of a repository.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct DeployedFolders {
  std::string by = {};  ///< `Argo CD Application`, `Flux Kustomization`, …
  std::string name =
      {};  ///< `ns/name` as written, without `ns/` if there is none
  /// From the root of the repository, as written; each part may be a glob
  /// (`apps/*`): then each folder that matches stands for itself.
  std::vector<std::string> paths = {};
  std::vector<std::string> excluded =
      {};              ///< the same, of those that do not count
  bool below = false;  ///< with the folders below
  bool each = false;   ///< each folder is applied apart from the others
  /// Where objects land that name none, or (Flux) all; "": not said.
  std::string namespace_ = {};
  bool all_namespaces = false;  ///< `namespace_` is for all objects
};

/// Those among the objects of a file: Argo CD `Application` and
/// `ApplicationSet`, Flux `Kustomization` and `HelmRelease`, Fleet `GitRepo`.
/// What cannot be read names none. Cost: nothing is parsed where no such API
/// group stands in the text.
std::vector<DeployedFolders> deployed_folders(std::string_view text);

/// Beside the manifests that Fleet applies as one bundle.
inline constexpr std::string_view fleet_file = "fleet.yaml";
/// What a fleet.yaml says of its own folder: the one path is ".".
DeployedFolders fleet_bundle(std::string_view text);

}  // namespace asmgw
