// A mesh as lint, resolve and test see it, and the URLs that meet a server.
#pragma once

#include "listen/effective.h"
#include "resolve/request.h"
#include "resolve/resolve.h"
#include "testing/examples.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace asmgw {

/// Which URLs of a server.
struct Asked {
  const Range* only = nullptr;  ///< of one host
  bool tls = false;             ///< https, also to one that speaks plaintext
};

class AskedMesh {
 public:
  AskedMesh(const std::string& text, MeshSettings settings);

  [[nodiscard]] const Mesh& mesh() const { return linted_.mesh(); }
  [[nodiscard]] const std::vector<Diagnostic>& findings() const {
    return linted_.result.diagnostics;
  }
  /// One for each workload.
  [[nodiscard]] const std::vector<Effective>& effective() const {
    return effective_;
  }

  /// YAML: one for every host of every server, in each namespace that a host
  /// names.
  [[nodiscard]] std::string virtual_services() const;

  template <class Predicate>
  [[nodiscard]] bool any_server(const Predicate& predicate) const {
    return std::any_of(
        effective_.begin(), effective_.end(), [&](const Effective& one) {
          return std::any_of(one.servers.begin(), one.servers.end(),
                             [&](const ServerIn& server) {
                               return server.field && predicate(server);
                             });
        });
  }

  using Use = std::function<void(const Request&, const Answer&)>;
  /// Calls `use` for every URL of a server, or of one host of it.
  void ask(const Effective& effective, ServerId id, const Asked& asked,
           const Use& use) const;

 private:
  MeshSettings settings_;
  LintedText linted_;
  Engine engine_;
  std::vector<Effective> effective_;
};

}  // namespace asmgw
