// What the kustomization files around manifests say of them.
#pragma once

#include "cli/files/store.h"
#include "model/kustomization.h"
#include "model/load.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asmgw::cli {

struct Kustomization {
  std::string path;
  std::vector<std::string> patches;  ///< paths, not as written
  KustomizationFile said = {};       ///< all of it, as written
  std::string shown = {};  ///< as printed; "": it is not among the inputs
};

struct Kustomizations {
  /// Of every folder that was looked into; none as a rule, or one.
  std::map<std::string, std::vector<Kustomization>, std::less<>> by_folder;
  std::set<std::string> patches;  ///< of all of them

  [[nodiscard]] FileRole role_of(const std::string& file) const {
    return patches.contains(file) ? FileRole::patch : FileRole::manifest;
  }
};

/// Reads those of each folder above any of the files, each once, as far as the
/// store holds it. Paths are whole: they begin at the root of the store.
Result<Kustomizations> kustomizations_above(
    const std::vector<std::string>& files, FileStore& store);

}  // namespace asmgw::cli
