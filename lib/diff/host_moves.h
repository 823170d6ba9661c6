// Hosts that stand on one side only, over all servers: what moved, and what
// becomes of the rest.
#pragma once

#include "diff/change_list.h"
#include "diff/host_list.h"
#include "model/host_index.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace asmgw {

class HostMoves {
 public:
  explicit HostMoves(ChangeList& out) : out_(out) {}

  /// One host of a server that stays; `partner` is that server on the other
  /// side. `aside`: said already, but for another server that answers it.
  void removed(const HostEntry& host, const SideServer* partner,
               bool aside = false);
  void added(const HostEntry& host, const SideServer* partner,
             bool aside = false);
  /// A whole server of a Gateway that stays.
  void removed(const SideServer& server);
  void added(const SideServer& server);
  /// A server of a Gateway that goes or comes: that is said already.
  void gone(const SideServer& server);
  void come(const SideServer& server);

  /// Says what came of all of them. Call once.
  void finish();

 private:
  struct Entry {
    HostEntry host;
    const SideServer* partner = nullptr;
    bool told = false;   ///< the Gateway is said to come or go
    bool aside = false;  ///< beside `*` that comes or goes
    bool moved = false;
  };
  using Servers = std::pair<const SideServer*, const SideServer*>;

  static std::string owner_of(const Entry& one);
  static void sort_by_owner(std::vector<Entry*>& all);
  template <class Fits>
  void match(const std::vector<Entry*>& removed,
             const std::vector<Entry*>& added, Fits fits);
  bool are_bound(const std::vector<std::string>& hosts,
                 const std::string& gateway);
  void find_moves();
  void say_moves();
  void say_differing_tls(const Servers& servers,
                         const std::vector<std::string>& hosts);
  void say_removed();
  void say_added();
  void say_redirects(const std::vector<Entry>& entries, const DiffSide& other);
  [[nodiscard]] const ChangeKind& move_kind(const Servers& servers) const;
  void say_move(const Servers& servers, const std::vector<HostEntry>& hosts);
  void say_lost(const std::vector<const Entry*>& entries);
  void say_new(const std::vector<const Entry*>& entries);

  ChangeList& out_;
  std::vector<Entry> removed_, added_;
  std::map<Servers, std::vector<HostEntry>> moves_;
  /// Hosts of VirtualServices by Gateway.
  std::unordered_map<std::string, HostIndex<VirtualServiceId>> bound_;
};

}  // namespace asmgw
