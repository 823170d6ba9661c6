// Two sides -> changes, the worst first.
#pragma once

#include "diff/answers.h"
#include "diff/change.h"
#include "mesh/mesh.h"
#include "source/source.h"

#include <cstddef>
#include <string>
#include <vector>

namespace asmgw {

/// A listener that is not the same on both sides; "" where there is none.
struct ListenerDelta {
  std::string workload, listener;  ///< `selector(...)`, `0.0.0.0_443`
  std::string before, after;       ///< its filter chains, or `refused by Envoy`
};

/// What a console that keeps versions of each object (ASM) does on apply.
struct VersionRecord {
  std::string gateway;    ///< `ns/name`
  bool recorded = false;  ///< `spec` changes; false: metadata alone
};

struct DiffResult {
  std::vector<Change> changes;  ///< worst first, then by object and place
  std::vector<ListenerDelta> listeners;
  std::vector<VersionRecord>
      versions;                      ///< of objects on both sides that differ
  std::vector<AnswerDelta> answers;  ///< of the requests that were given
  std::vector<std::string> notes;
  std::string group = {};  ///< of files that is compared; "": there is only one

  /// The worst level there is.
  [[nodiscard]] Impact level() const;
  [[nodiscard]] std::size_t count(Impact level) const;
};

/// Compares the Gateways of two meshes whose other objects are the same.
/// `settings` gives order, release, workloads; `sources` holds the text of
/// both. Both meshes are changed: ages become what the comparison takes them to
/// be, and an object that would be refused is replaced by that of the other
/// side. The answers to `requests`, which must outlive the result, are compared
/// as well.
DiffResult diff(Mesh& older, Mesh& newer, const MeshSettings& settings,
                const Sources& sources,
                std::span<const ExpectedRequest> requests = {});

}  // namespace asmgw
