// Files -> a mesh and what lint says of it, for commands that need all of it.
#pragma once

#include "cli/command.h"
#include "cli/group_meshes.h"
#include "cli/inputs.h"
#include "cli/settings.h"
#include "lint/linter.h"
#include "listen/effective.h"
#include "output/render.h"
#include "source/source.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asmgw::cli {

/// The lint options that go with what a command was told of the mesh.
Result<LintOptions> mesh_lint_options(const AllSaid& said,
                                      const Sources& sources, Io& io);

/// --order timestamp needs one of every object whose order matters.
std::optional<Error> missing_timestamp(const Mesh& mesh,
                                       const MeshSettings& settings,
                                       const Sources& sources);

/// One of the wanted ids is that of no workload; the error names what there is.
std::optional<Error> unknown_workload(const MeshSettings& settings,
                                      const std::vector<Workload>& all,
                                      const Sources& sources);

/// What one group of files makes.
struct ReadMesh {
  std::string group;               ///< see GroupMesh
  std::vector<std::string> notes;  ///< the same
  /// `read` and `facts` are there; the findings are those on several objects.
  Linted linted;

  [[nodiscard]] const Mesh& mesh() const { return linted.mesh(); }
};

struct MeshInput {
  /// Of all files; of the findings those that say what would be refused.
  LintResult result;
  /// At least one. If it has no Gateway, there is none among the inputs.
  std::vector<ReadMesh> meshes;
  /// All could be read; what could not was said on stderr.
  bool complete = true;
  std::string group_lines;  ///< for -v; "": all is taken as one mesh

  [[nodiscard]] std::size_t gateways() const;
  [[nodiscard]] bool empty() const { return gateways() == 0; }
};

/// All meshes as they are to be shown, with what the chosen workloads listen
/// on; those without a chosen workload are left out. Points into the input,
/// `settings` and `sources`.
Result<std::vector<Rendering>> renderings_of(const MeshInput& input,
                                             const MeshSettings& settings,
                                             const Sources& sources);

/// What could not be read, and decides nothing: a line each, as below.
std::vector<std::string> passed_over_lines(
    const Sources& sources, std::span<const Linted* const> meshes);

/// What could not be read and had to be, a line each; above a thousand the last
/// one says how much more there is.
std::vector<std::string> unreadable_lines(
    const Sources& sources, const LintResult& result,
    std::span<const Linted* const> meshes);

/// Reads all files into `sources`. Gateways that lint finds refused by the API
/// server or Istio are marked as refused. Nothing: it cannot be done, which is
/// said. `options` must outlive the result.
std::optional<MeshInput> read_meshes(const Inputs& inputs,
                                     const LintOptions& options,
                                     const GroupWishes& groups, bool quiet,
                                     Sources& sources, Io& io);

}  // namespace asmgw::cli
