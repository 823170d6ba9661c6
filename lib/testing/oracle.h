// Verdicts of Istio's and Kubernetes' own code on manifests of ours, kept in
// testdata/oracle/ as JSON Lines.
#pragma once

#include "listen/effective.h"
#include "source/source.h"
#include "yaml/tree.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// The rows of testdata/oracle/NAME; the tests run from the project's root.
std::vector<nlohmann::json> oracle_rows(std::string_view name);

/// How far apart the rows stand that a long test looks at: three times as far
/// under sanitizers, where each takes five times as long.
constexpr std::size_t stride(std::size_t usual) {
#ifdef ASMGW_SANITIZED
  return 3 * usual;
#else
  return usual;
#endif
}

/// Of a row of versions*.jsonl: what each release makes of it. Releases that
/// make the same of it stand in one key.
std::vector<std::pair<IstioVersion, nlohmann::json>> oracle_releases(
    const nlohmann::json& row);

/// The text of a row: `yaml`, or `b64` where it is not UTF-8.
std::string oracle_text(const nlohmann::json& row);

/// A node as Kubernetes turns it into JSON.
nlohmann::json json_of(const Tree& tree, NodeId id);

/// Of a row of listeners.jsonl: the gateway pod, and the objects as they apply
/// to it.
Workload oracle_workload(const nlohmann::json& row);
Mesh oracle_mesh(const nlohmann::json& row, Sources& sources,
                 MeshSettings settings = {});

/// What differed, for one failing check at the end: a count and the first few.
class Differences {
 public:
  void add(std::string line);
  [[nodiscard]] std::size_t count() const { return lines_.size(); }
  [[nodiscard]] std::string first(std::size_t most = 40) const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace asmgw
