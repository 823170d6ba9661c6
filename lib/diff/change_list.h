// Where comparisons write what they find: every change begins as its record
// says, with the places, hosts and workload of what is compared filled in.
#pragma once

#include "diff/change.h"
#include "diff/side.h"
#include "mesh/mesh.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

struct DiffFacts {
  DiffSide older, newer;
  const MeshSettings* settings = nullptr;  ///< version, what is complete
};

/// The same server on both sides.
struct ServerPair {
  const SideServer *older, *newer;
};

template <class T>
Spot spot_of(const MeshGateway& gateway, const Field<T>& field) {
  return {field.range, json_pointer(gateway.model.paths, field.path)};
}
template <class T>
Spot spot_of(const SideServer& server, const Field<T>& field) {
  return spot_of(server.owner(), field);
}

class ChangeList {
 public:
  explicit ChangeList(const DiffFacts& facts) : facts_(&facts) {}

  /// A change of one server; of a pair that is dropped on both sides it has no
  /// effect, and says so. The places are those of the servers.
  Change& add(const ChangeKind& kind, const ServerPair& pair);
  /// The same for some of its hosts, which may have many.
  Change& add(const ChangeKind& kind, const ServerPair& pair,
              std::vector<std::string> hosts);
  /// The same at the values of a field, whichever of them are written.
  template <class T>
  Change& add(const ChangeKind& kind, const ServerPair& pair,
              const Field<T>& older, const Field<T>& newer) {
    Change& change = add(kind, pair);
    change.older = spot_of(*pair.older, older);
    change.newer = spot_of(*pair.newer, newer);
    return change;
  }
  template <class T>
  Change& add(const ChangeKind& kind, const ServerPair& pair,
              const Field<T>& older, const Field<T>& newer,
              std::vector<std::string> hosts) {
    Change& change = add(kind, pair, std::move(hosts));
    change.older = spot_of(*pair.older, older);
    change.newer = spot_of(*pair.newer, newer);
    return change;
  }
  /// A change that one side alone has a server for.
  Change& add_old(const ChangeKind& kind, const SideServer& server);
  Change& add_new(const ChangeKind& kind, const SideServer& server);
  /// A change of whole objects; either may be null.
  Change& add(const ChangeKind& kind, const MeshGateway* older,
              const MeshGateway* newer);

  [[nodiscard]] const DiffFacts& facts() const { return *facts_; }
  [[nodiscard]] std::vector<Change>& all() { return all_; }

 private:
  Change& begin(const ChangeKind& kind);
  static void see(Change& change, const SideServer& server);
  static std::vector<std::string> hosts_of(const SideServer& server);

  const DiffFacts* facts_;
  std::vector<Change> all_;
};

/// Another level than the record's, and why; the text is a clause that reads
/// well behind `breaking: `. Does nothing for a change without effect.
void set_level(Change& change, Impact level, std::string why);

}  // namespace asmgw
