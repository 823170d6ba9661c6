// Name resolution, delegates, visibility, and the relations of host lists.
#include "listen/binding.h"

#include "base/text.h"
#include "listen/delegate.h"
#include "listen/workloads.h"
#include "model/host.h"
#include "model/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace asmgw {
namespace {

constexpr std::string_view domain = ".svc.cluster.local";

void resolve(List<std::string>& gateways, std::string_view ns) {
  for (Field<std::string>& one : gateways)
    one.value = resolved_gateway(*one, ns);
}

void resolve(std::vector<Destination>& destinations, std::string_view ns) {
  for (Destination& one : destinations)
    one.host.value = complete_host(*one.host, ns);
}

void resolve(std::vector<L4Route>& routes, std::string_view ns) {
  for (L4Route& route : routes) {
    for (L4Match& match : route.match) resolve(match.gateways, ns);
    resolve(route.route, ns);
  }
}

BoundService resolved(const VirtualService& service) {
  const std::string& ns = service.head.namespace_;
  BoundService bound;
  for (const Field<std::string>& host : *service.hosts)
    if (given(host)) bound.hosts.push_back(complete_host(*host, ns));
  bound.is_delegate = bound.hosts.empty();
  std::unordered_set<std::string> known;
  for (const Field<std::string>& gateway : *service.gateways) {
    if (!given(gateway)) continue;
    std::string name = resolved_gateway(*gateway, ns);
    if (known.insert(name).second) bound.gateways.push_back(std::move(name));
  }
  if (bound.gateways.empty()) bound.gateways.emplace_back("mesh");
  bound.http = service.http;
  bound.tls = service.tls;
  bound.tcp = service.tcp;
  for (HttpRoute& route : bound.http) {
    for (HttpMatch& match : route.match) resolve(match.gateways, ns);
    resolve(route.route, ns);
  }
  resolve(bound.tls, ns);
  resolve(bound.tcp, ns);
  return bound;
}

/// The first that a workload of its own or of another namespace can see.
Reach reach_in(const VirtualService& service, std::string_view ns) {
  const List<std::string>& all = *service.export_to;
  if (all.empty()) return Reach::everybody;
  const auto says = [&](std::string_view word) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return *one == word; });
  };
  if (says("*")) return Reach::everybody;
  if (says("~")) return Reach::nobody;
  if (service.head.namespace_ == ns)
    return says(".") || says(ns) ? Reach::own : Reach::nobody;
  return says(ns) ? Reach::others : Reach::nobody;
}

}  // namespace

std::string resolved_gateway(std::string_view written, std::string_view ns) {
  if (written == "mesh") return "mesh";
  const std::size_t slash = written.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view before = written.substr(0, slash);
    if (before == ".")
      return std::string(ns) + std::string(written.substr(slash));
    return std::string(written);
  }
  const std::size_t dot = written.find('.');
  if (dot == std::string_view::npos)
    return std::string(ns) + '/' + std::string(written);
  const std::string_view rest = written.substr(dot + 1);
  return std::string(rest.substr(0, rest.find('.'))) + '/' +
         std::string(written.substr(0, dot));
}

bool names_gateway(const VirtualService& service, std::string_view gateway) {
  return std::any_of(service.gateways->begin(), service.gateways->end(),
                     [&](const Field<std::string>& one) {
                       return resolved_gateway(*one, service.head.namespace_) ==
                              gateway;
                     });
}

std::string complete_host(std::string_view host, std::string_view ns) {
  std::string full(host);
  const bool short_name = !host.empty() && host != "*" &&
                          host.find('.') == std::string_view::npos &&
                          host.find(':') == std::string_view::npos;
  if (short_name) full += '.' + std::string(ns) + std::string(domain);
  return full;
}

std::string name_of(const Mesh& mesh, const EntryPlace& place) {
  return fmt::format("{} http[{}]",
                     full_name(mesh.virtual_services[place.service].head),
                     place.entry);
}

std::string words_of(const DeadDelegate& dead, const Mesh& mesh,
                     VirtualServiceId root) {
  const VirtualService& service = mesh.virtual_services[root];
  switch (dead.fault) {
    case DelegateFault::missing:
      return fmt::format("there is no VirtualService {} among the inputs",
                         visible(dead.name));
    case DelegateFault::refused:
      return fmt::format("VirtualService {} would be refused",
                         visible(dead.name));
    case DelegateFault::has_hosts:
      return fmt::format("VirtualService {} has hosts, and a delegate has none",
                         dead.name);
    case DelegateFault::not_exported:
      return fmt::format("VirtualService {} is not exported to namespace {}",
                         dead.name, service.head.namespace_);
    case DelegateFault::empty:
      return fmt::format("VirtualService {} has no http routes", dead.name);
    case DelegateFault::nested:
      return fmt::format(
          "VirtualService {} has only delegates, and there is one level of "
          "them",
          dead.name);
    case DelegateFault::excluded:
      break;
  }
  const VirtualService& found = mesh.virtual_services[*dead.found];
  for (const HttpRoute& entry : found.http)
    if (std::string why = why_excluded(service.http[dead.entry], entry);
        !why.empty())
      return fmt::format("nothing of VirtualService {} fits: {}", dead.name,
                         why);
  return fmt::format("nothing of VirtualService {} fits", dead.name);
}

Bindings::Bindings(const Mesh& mesh, IstioVersion version) : mesh_(mesh) {
  resolve_all();
  put_in_delegates();
  index(version);
}

void Bindings::resolve_all() {
  bound_.reserve(mesh_.virtual_services.size());
  for (const VirtualService& service : mesh_.virtual_services)
    bound_.push_back(resolved(service));
}

void Bindings::put_in_delegates() {
  DelegateNames names;
  for (bool delegates : {true, false})
    for (VirtualServiceId id = 0; id < bound_.size(); ++id)
      if (bound_[id].is_delegate == delegates)
        names.emplace(full_name(mesh_.virtual_services[id].head), id);
  for (VirtualServiceId id = 0; id < bound_.size(); ++id)
    if (!bound_[id].is_delegate) put_in_delegates(id, names);
}

void Bindings::put_in_delegates(VirtualServiceId id,
                                const DelegateNames& names) {
  BoundService made;
  std::vector<HttpRoute>& written = bound_[id].http;
  for (std::size_t entry = 0; entry < written.size(); ++entry) {
    if (written[entry].delegate) {
      put_in(written[entry], id, names, entry, made);
      continue;
    }
    made.http.push_back(std::move(written[entry]));
    made.places.push_back({id, entry});
  }
  bound_[id].http = std::move(made.http);
  bound_[id].places = std::move(made.places);
  bound_[id].dead = std::move(made.dead);
}

void Bindings::put_in(const HttpRoute& route, VirtualServiceId id,
                      const DelegateNames& names, std::size_t entry,
                      BoundService& made) const {
  const std::string& ns = mesh_.virtual_services[id].head.namespace_;
  const std::string& named = route.delegate->namespace_;
  std::string name = (named.empty() ? ns : named) + '/' + route.delegate->name;
  const auto fail = [&](DelegateFault fault,
                        std::optional<VirtualServiceId> found = {}) {
    made.dead.push_back(
        {entry, made.http.size(), fault, std::move(name), found});
  };
  const auto at = names.find(name);
  if (at == names.end()) {
    const auto& refused = mesh_.refused_virtual_services;
    const bool one = std::any_of(refused.begin(), refused.end(),
                                 [&](const VirtualService& service) {
                                   return full_name(service.head) == name;
                                 });
    return fail(one ? DelegateFault::refused : DelegateFault::missing);
  }
  const BoundService& delegate = bound_[at->second];
  if (!delegate.is_delegate) return fail(DelegateFault::has_hosts, at->second);
  if (reach_in(mesh_.virtual_services[at->second], ns) == Reach::nobody)
    return fail(DelegateFault::not_exported, at->second);
  const std::size_t before = made.http.size();
  bool nested = true;
  for (std::size_t i = 0; i < delegate.http.size(); ++i) {
    if (delegate.http[i].delegate) continue;
    nested = false;
    auto one = merged_route(route, delegate.http[i]);
    if (!one) continue;
    made.http.push_back(std::move(*one));
    made.places.push_back({at->second, i});
  }
  if (made.http.size() > before) return;
  fail(delegate.http.empty() ? DelegateFault::empty
       : nested              ? DelegateFault::nested
                             : DelegateFault::excluded,
       at->second);
}

void Bindings::index(IstioVersion version) {
  const bool stamped =
      all_stamped(mesh_.virtual_services, [](const VirtualService& one) {
        return std::string_view(one.head.created);
      });
  std::vector<SortKey> keys;
  keys.reserve(bound_.size());
  for (const VirtualService& one : mesh_.virtual_services)
    keys.push_back(sort_key(stamped ? std::string_view(one.head.created) : "",
                            one.head.name, one.head.namespace_, version));
  order_ = sorted_ids(keys);
  for (VirtualServiceId id : order_)
    if (!bound_[id].is_delegate)
      for (const std::string& gateway : bound_[id].gateways)
        by_gateway_[gateway].services.push_back(id);
  for (const MeshGateway& gateway : mesh_.gateways) {
    const auto at = by_gateway_.find(gateway.full_name());
    if (at != by_gateway_.end() && at->second.hosts.size() == 0)
      index_hosts(at->second);
  }
  const auto single = [](const std::vector<ServicePort>& ports) {
    return ports.size() == 1 ? ports[0].port : 0;
  };
  for (const Service& one : mesh_.services)
    ports_[complete_host(one.head.name, one.head.namespace_)].push_back(
        {single(one.ports), one.head.namespace_, exported_to(one)});
  for (const ServiceEntry& one : mesh_.service_entries)
    for (const std::string& host : one.hosts)
      ports_[host].push_back(
          {single(one.ports), one.head.namespace_, one.export_to});
}

std::optional<int> Bindings::rank(VirtualServiceId id,
                                  std::string_view ns) const {
  switch (reach_in(mesh_.virtual_services[id], ns)) {
    case Reach::nobody:
      return std::nullopt;
    case Reach::own:
      return 0;
    case Reach::others:
      return 1;
    case Reach::everybody:
      break;
  }
  return 2;
}

void Bindings::index_hosts(Named& named) const {
  for (std::size_t i = 0; i < named.services.size(); ++i) {
    const std::vector<std::string>& hosts = bound_[named.services[i]].hosts;
    for (std::size_t j = 0; j < hosts.size(); ++j)
      named.hosts.add(hosts[j], {i, j});
  }
}

const Bindings::Named& Bindings::named(const std::string& gateway) const {
  static const Named none;
  const auto at = by_gateway_.find(gateway);
  return at == by_gateway_.end() ? none : at->second;
}

const std::vector<VirtualServiceId>& Bindings::naming(
    const std::string& gateway) const {
  return named(gateway).services;
}

/// Visits the places of hosts that share a name with this one and see it.
template <class Visit>
bool Bindings::any_pair(const Named& named, const ServedHost& host,
                        Visit visit) const {
  const std::optional<std::string_view> scope =
      split_host(host.text).namespace_;
  return named.hosts.any_related(host.dns(), [&](const Place& place) {
    const VirtualServiceId id = named.services[place.service];
    const bool sees =
        !scope || *scope == mesh_.virtual_services[id].head.namespace_;
    return sees && visit(place);
  });
}

bool Bindings::any_sharing(const std::string& gateway,
                           const std::vector<ServedHost>& hosts) const {
  const Named& all = named(gateway);
  return std::any_of(hosts.begin(), hosts.end(), [&](const ServedHost& host) {
    return any_pair(all, host, [](const Place&) { return true; });
  });
}

std::vector<SharedHosts> Bindings::sharing(
    const std::string& gateway, const std::vector<ServedHost>& hosts) const {
  const Named& all = named(gateway);
  std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < hosts.size(); ++i)
    any_pair(all, hosts[i], [&](const Place& place) {
      pairs.emplace_back(place.service, i, place.host);
      return false;
    });
  std::sort(pairs.begin(), pairs.end());
  std::vector<SharedHosts> shared;
  std::unordered_set<std::string_view> known;
  for (const auto& [service, mine, theirs] : pairs) {
    const VirtualServiceId id = all.services[service];
    if (shared.empty() || shared.back().id != id) {
      shared.push_back({id, {}});
      known.clear();
    }
    const std::string_view host = hosts[mine].dns();
    const std::string_view other = bound_[id].hosts[theirs];
    const std::string_view narrower =
        is_host_subset(host, other) ? host : other;
    if (known.insert(narrower).second) shared.back().hosts.push_back(narrower);
  }
  return shared;
}

std::vector<SharedHosts> Bindings::bound_to(
    const std::string& gateway, const std::vector<ServedHost>& hosts,
    std::string_view ns) const {
  std::vector<std::pair<int, SharedHosts>> found;
  for (SharedHosts& one : sharing(gateway, hosts))
    if (const auto place = rank(one.id, ns))
      found.emplace_back(*place, std::move(one));
  std::stable_sort(
      found.begin(), found.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<SharedHosts> bound;
  bound.reserve(found.size());
  for (auto& [place, one] : found) bound.push_back(std::move(one));
  return bound;
}

std::uint32_t Bindings::single_port(const std::string& host,
                                    std::string_view ns) const {
  const auto at = ports_.find(host);
  if (at == ports_.end()) return 0;
  for (const Ports& one : at->second)
    if (is_exported(one.export_to, one.ns, ns)) return one.single;
  return 0;
}

bool is_exported(const std::vector<std::string>& export_to,
                 std::string_view own, std::string_view ns) {
  return export_to.empty() || std::any_of(export_to.begin(), export_to.end(),
                                          [&](const std::string& word) {
                                            return word == "*" || word == ns ||
                                                   (word == "." && ns == own);
                                          });
}

std::vector<std::string> exported_to(const Service& service) {
  std::vector<std::string> words;
  for (const Field<std::string>& word : *service.export_to)
    words.push_back(*word);
  return words;
}

bool more_specific(std::string_view a, std::string_view b) {
  if (is_wildcard(a) != is_wildcard(b)) return is_wildcard(b);
  if (a.size() != b.size()) return a.size() > b.size();
  return a < b;
}

}  // namespace asmgw
