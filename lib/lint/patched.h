// Gateways, and VirtualServices with a fault, that a kustomization patches:
// what becomes of them is not known.
#pragma once

#include "lint/judge.h"
#include "mesh/file_objects.h"
#include "mesh/groups.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace asmgw {

class PatchedGateways {
 public:
  /// Marks those that some group patches: see MeshGateway. `files` are those
  /// of `groups`.
  PatchedGateways(const MeshGroups& groups,
                  const std::vector<const FileObjects*>& files);

  /// Of a Gateway that every group of its file patches, what rests on its
  /// servers becomes an info, and that it has none is no finding; of a
  /// VirtualService what it would be refused for.
  void lower(LintResult& result, Severity shown) const;

 private:
  /// A file, and the document and item in it.
  using Place = std::tuple<FileId, std::uint32_t, std::optional<std::uint32_t>>;
  struct Patched {
    std::string by;  ///< `kustomization envs/prod/kustomization.yaml`
    bool is_gateway = true;
    bool has_servers = false;
  };

  void add(const MeshGroups& groups, FileIndex index, const FileObjects& file);
  [[nodiscard]] const Patched* find(const LintResult& result,
                                    const Diagnostic& found) const;

  std::map<Place, Patched> everywhere_;
};

}  // namespace asmgw
