// Which of many workloads a request may concern: a mesh may have thousands, and
// most have nothing at the port and name that are asked for.
#pragma once

#include "model/host_index.h"
#include "resolve/answer.h"
#include "resolve/request.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace asmgw {

class Scene;

class Candidates {
 public:
  /// `workloads` must outlive it; `scene_of` gives what one of them is decided
  /// on. Of workloads that cannot differ in any answer it knows the first.
  Candidates(const SharedList<Effective>& workloads,
             const std::function<Scene&(std::size_t)>& scene_of);

  /// The first workload that may come as deep and that `holds` for.
  [[nodiscard]] std::optional<std::size_t> first(
      Depth depth, const Request& request,
      const std::function<bool(std::size_t)>& holds) const;

 private:
  using Names = HostIndex<std::size_t>;  ///< of workloads, in order
  /// What listens on a port of pods.
  struct Port {
    std::vector<std::size_t> all;
    Names chains;   ///< server names of filter chains; `*`: any
    Names hosts;    ///< domains of virtual hosts
    Names reached;  ///< the same of those that lead on, and chains of TCP
  };

  void add(const Effective& effective, const EffectiveListener& listener,
           std::size_t workload);
  static void add(const RouteConfiguration& routes, std::size_t workload,
                  Port& port);
  /// A workload has to be in one of them.
  using Lists = std::vector<std::span<const std::size_t>>;
  class Stream;
  static std::vector<Lists> asked_for(Depth depth, const Request& request,
                                      const Port& port);

  std::unordered_map<std::uint32_t, Port> ports_;  ///< of pods
  /// Where ports of Services lead.
  std::unordered_map<std::uint32_t, std::set<std::uint32_t>> leads_;
};

}  // namespace asmgw
