// Each index holds too many rather than too few: asking decides.
#include "resolve/candidates.h"

#include "base/text.h"
#include "resolve/scene.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace asmgw {
namespace {

bool asks_for_labels(const HttpMatch& match) {
  return !match.source_labels.empty();
}

/// All that an answer may depend on beside the request: two workloads with one
/// text answer alike.
std::string character_of(const Effective& one, bool by_labels) {
  std::string text = fmt::format("{}\n{}\n", one.workload.namespace_,
                                 static_cast<int>(one.workload.unprivileged));
  for (GatewayId id : one.gateways) text += fmt::format("{} ", id);
  for (const ServiceTarget& target : one.targets)
    text += fmt::format("\n{} {} {} {} {}", target.service, target.port,
                        target.target, static_cast<int>(target.udp),
                        static_cast<int>(target.translates));
  for (const ContainerPort& port : one.workload.container_ports)
    text += fmt::format("\n{} {} {}", port.name, port.number, port.protocol);
  if (!by_labels) return text;
  for (const auto& [key, value] : one.workload.labels)
    text += fmt::format("\n{}={}", key, value);
  return text;
}

bool any_asks_for_labels(const Mesh& mesh) {
  return std::any_of(mesh.virtual_services.begin(), mesh.virtual_services.end(),
                     [](const VirtualService& service) {
                       return std::any_of(
                           service.http.begin(), service.http.end(),
                           [](const HttpRoute& route) {
                             return std::any_of(route.match.begin(),
                                                route.match.end(),
                                                asks_for_labels);
                           });
                     });
}

bool leads_on(const VirtualHost& host) {
  return !host.routes.empty() || host.require_tls;
}

}  // namespace

Candidates::Candidates(const SharedList<Effective>& workloads,
                       const std::function<Scene&(std::size_t)>& scene_of) {
  if (workloads.empty()) return;
  const Mesh& mesh = scene_of(0).mesh;
  const bool by_labels = any_asks_for_labels(mesh) || !mesh.policies.empty();
  std::unordered_set<std::string> known;
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    const Effective& one = workloads[i];
    if (one.panic || !known.insert(character_of(one, by_labels)).second)
      continue;
    for (const auto& [port, leads] : scene_of(i).service_ports())
      for (const ServiceLead& lead : leads) leads_[port].insert(lead.target);
    for (const EffectiveListener& listener : one.listeners)
      if (!listener.quic && listener.state != ListenerState::omitted)
        add(one, listener, i);
  }
}

void Candidates::add(const Effective& effective,
                     const EffectiveListener& listener, std::size_t workload) {
  Port& port = ports_[listener.port];
  if (port.all.empty() || port.all.back() != workload)
    port.all.push_back(workload);
  std::unordered_set<std::string_view> routes;
  for (const Chain& chain : listener.chains) {
    const bool http = speaks_http(chain.kind);
    const auto add_name = [&](std::string_view name) {
      port.chains.add_once(name, workload);
      if (!http) port.reached.add_once(name, workload);
    };
    for (const std::string& name : chain.sni) add_name(name);
    if (chain.sni.empty()) add_name("*");
    if (!http || !routes.insert(chain.route).second) continue;
    if (const auto* made = find_routes(effective, chain.route))
      add(*made, workload, port);
  }
}

void Candidates::add(const RouteConfiguration& routes, std::size_t workload,
                     Port& port) {
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& domain : host.domains) {
      port.hosts.add_once(domain, workload);
      if (leads_on(host)) port.reached.add_once(domain, workload);
    }
}

std::vector<Candidates::Lists> Candidates::asked_for(Depth depth,
                                                     const Request& request,
                                                     const Port& port) {
  if (depth <= Depth::listener) return {{port.all}};
  const auto lists = [](const Names& names, std::string_view name) {
    Lists found;
    for (const Names::Found& one : names.covering(name))
      found.push_back(one.all);
    return found;
  };
  const std::string sni =
      request.tls && request.sni ? lower(*request.sni) : "*";
  std::vector<Lists> all{lists(port.chains, sni)};
  const std::string host = host_without_port(request.host);
  if (depth == Depth::host) all.push_back(lists(port.hosts, host));
  if (depth == Depth::reached) {
    all.push_back(lists(port.reached, host));
    for (const auto& one : lists(port.reached, sni)) all.back().push_back(one);
  }
  return all;
}

/// The workloads that are in all of some lists, in order, as far as they are
/// looked at.
class Candidates::Stream {
 public:
  explicit Stream(std::vector<Lists> all) : others_(std::move(all)) {
    const auto size = [](const Lists& lists) {
      std::size_t sum = 0;
      for (const auto& one : lists) sum += one.size();
      return sum;
    };
    const auto least = std::min_element(
        others_.begin(), others_.end(),
        [&](const Lists& a, const Lists& b) { return size(a) < size(b); });
    lists_ = std::move(*least);
    others_.erase(least);
    heads_.resize(lists_.size(), 0);
    settle();
  }

  [[nodiscard]] std::optional<std::size_t> next() const { return next_; }
  void pass() {
    drop();
    settle();
  }

 private:
  /// Each list is sorted: the least of their heads is next.
  void find() {
    next_.reset();
    for (std::size_t i = 0; i < lists_.size(); ++i)
      if (heads_[i] < lists_[i].size() &&
          (!next_ || lists_[i][heads_[i]] < *next_))
        next_ = lists_[i][heads_[i]];
  }
  void drop() {
    for (std::size_t i = 0; i < lists_.size(); ++i)
      while (heads_[i] < lists_[i].size() && lists_[i][heads_[i]] == *next_)
        ++heads_[i];
  }
  void settle() {
    find();
    while (next_ && !is_in_others()) {
      drop();
      find();
    }
  }
  [[nodiscard]] bool is_in_others() const {
    return std::all_of(others_.begin(), others_.end(), [&](const Lists& lists) {
      return std::any_of(lists.begin(), lists.end(), [&](const auto& one) {
        return std::binary_search(one.begin(), one.end(), *next_);
      });
    });
  }

  std::vector<Lists> others_;
  Lists lists_;
  std::vector<std::size_t> heads_;
  std::optional<std::size_t> next_;
};

std::optional<std::size_t> Candidates::first(
    Depth depth, const Request& request,
    const std::function<bool(std::size_t)>& holds) const {
  std::set<std::uint32_t> ports{request.port};
  if (const auto at = leads_.find(request.port); at != leads_.end())
    ports.insert(at->second.begin(), at->second.end());
  std::vector<Stream> streams;
  for (std::uint32_t one : ports)
    if (const auto at = ports_.find(one); at != ports_.end())
      streams.emplace_back(asked_for(depth, request, at->second));
  while (true) {
    std::optional<std::size_t> next;
    for (const Stream& one : streams)
      if (one.next() && (!next || *one.next() < *next)) next = one.next();
    if (!next || holds(*next)) return next;
    for (Stream& one : streams)
      if (one.next() == next) one.pass();
  }
}

}  // namespace asmgw
