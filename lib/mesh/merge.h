// Files -> one Mesh. Of what stands beside the Gateways only what can matter to
// them is parsed.
#pragma once

#include "mesh/file_objects.h"
#include "mesh/mesh.h"
#include "mesh/settings.h"

#include <span>
#include <vector>

namespace asmgw {

/// What of the files is taken.
struct MeshReading {
  bool filtered = true;  ///< false: all context, whether it can matter or not
  /// A Gateway that is whole counts even in a file that is named as a patch:
  /// who applies that file applies it.
  bool patches = false;
};

struct MeshResult {
  Mesh mesh;
  /// Of what is unreadable: nothing that a request meets hangs on it.
  std::vector<Range> harmless = {};
};

struct MeshFile {
  const FileObjects* objects = nullptr;
  /// What may be applied with the mesh, but need not: its Gateways are not
  /// taken, and its other objects only where the mesh itself has none of their
  /// names, no Service of their selectors and no workload of their labels.
  bool beside = false;
};

/// The mesh of files in the order of the input, which were read under the same
/// settings. The files stay as they are; the mesh shares their objects.
MeshResult merge(std::span<const MeshFile> files, const Sources& sources,
                 const MeshSettings& settings, const MeshReading& reading = {});
/// The same of files with nothing beside them.
MeshResult merge(std::span<const FileObjects* const> files,
                 const Sources& sources, const MeshSettings& settings,
                 const MeshReading& reading = {});

/// Reads and merges files that nobody judges.
MeshResult read_mesh(const Sources& sources, const std::vector<FileId>& files,
                     const MeshSettings& settings,
                     const MeshReading& reading = {});

}  // namespace asmgw
