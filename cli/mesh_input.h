// Files -> a mesh and what lint says of it, for commands that need all of it.
#pragma once

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/settings.h"
#include "lint/linter.h"
#include "listen/effective.h"
#include "source/source.h"

#include <optional>
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

/// Those that are wanted, if only some are.
Result<std::vector<Workload>> chosen_workloads(const Mesh& mesh,
                                               const MeshSettings& settings,
                                               const Sources& sources);

struct MeshInput {
  /// `read` is there; of the findings those on several objects and those that
  /// say what would be refused.
  Linted linted;
  /// All could be read; what could not was said on stderr.
  bool complete = true;

  [[nodiscard]] const Mesh& mesh() const { return linted.mesh(); }
};

/// What the chosen workloads listen on. Points into the input and `settings`.
Result<SharedList<Effective>> effective_workloads(const MeshInput& input,
                                                  const MeshSettings& settings,
                                                  const Sources& sources);

/// What could not be read, a line each; above a thousand the last one says how
/// much more there is.
std::vector<std::string> unreadable_lines(const Sources& sources,
                                          const Linted& linted);

/// Reads all files into `sources`. Gateways that lint finds refused by the API
/// server or Istio are marked as refused. `options` must outlive the call.
MeshInput read_mesh(const Inputs& inputs, const LintOptions& options,
                    bool quiet, Sources& sources, Io& io);

}  // namespace asmgw::cli
