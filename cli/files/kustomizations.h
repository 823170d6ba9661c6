// What the kustomization files around manifests say of them.
#pragma once

#include "cli/files/store.h"
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
};

class Kustomizations {
 public:
  /// Reads those of each folder above any of the files, as far as the store
  /// holds it. Paths are whole: they begin at the root of the store.
  static Result<Kustomizations> above(const std::vector<std::string>& files,
                                      FileStore& store);

  [[nodiscard]] FileRole role_of(const std::string& file) const;
  /// Those in one of the folders above: none, or one as a rule.
  [[nodiscard]] const std::vector<Kustomization>& in(
      const std::string& folder) const {
    return by_folder_.at(folder);
  }

 private:
  std::map<std::string, std::vector<Kustomization>, std::less<>> by_folder_;
  std::set<std::string> patches_;
};

}  // namespace asmgw::cli
