// Some files of a repository, and all that lies around them.
#pragma once

#include "cli/inputs.h"
#include "mesh/groups.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

class NamedInputs {
 public:
  /// What a walk through the repository finds, in its order, and behind that
  /// what was named and is not among it. The repository is that of the current
  /// folder; outside of one it is that folder.
  static Result<NamedInputs> find(const InputWishes& wishes, const Io& io);
  /// All inputs are named.
  static Result<NamedInputs> find_alone(const InputWishes& wishes,
                                        const Io& io);

  [[nodiscard]] const Inputs& inputs() const { return inputs_; }
  /// `path` as printed.
  [[nodiscard]] bool is_named(std::string_view path) const {
    return all_ || named_.contains(path);
  }
  /// Names the files of each group that a named file shapes: the change of a
  /// kustomization, or of the config, is one of what they apply.
  /// `kustomizations`: the paths of those that the groups were made of.
  void add_shaped(const MeshGroups& groups,
                  const std::vector<std::string>& kustomizations);

 private:
  using Paths = std::set<std::string, std::less<>>;

  [[nodiscard]] bool shapes(const MeshGroup& group,
                            const std::vector<std::string>& all) const;

  Inputs inputs_;
  Paths named_;  ///< as printed
  Paths whole_;  ///< the same from `/`
  bool all_ = false;
};

}  // namespace asmgw::cli
