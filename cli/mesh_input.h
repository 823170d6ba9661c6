// Files -> a mesh, for commands that need all of it.
#pragma once

#include "cli/command.h"
#include "cli/inputs.h"
#include "lint/linter.h"
#include "listen/mesh_reader.h"
#include "source/source.h"

#include <cstddef>
#include <vector>

namespace asmgw::cli {

struct MeshInput {
  Mesh mesh;
  std::size_t files = 0, gateways = 0, context = 0, skipped = 0;
  /// All could be read; what could not was said on stderr.
  bool complete = true;
};

struct MeshInputOptions {
  MeshReaderOptions reader;
  Settings settings;  ///< of the rules that tell what would be refused
};

/// Reads all files into `sources`. Gateways that lint finds refused by the API
/// server or Istio are marked as refused.
MeshInput read_mesh(const Inputs& inputs, const MeshInputOptions& options,
                    bool quiet, Sources& sources, Io& io);

}  // namespace asmgw::cli
