// VirtualServices as a Gateway sees them: names resolved, delegates put in.
#pragma once

#include "listen/effective.h"
#include "model/host_index.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace asmgw {

/// Why istiod leaves an entry of `http` out whose delegate gives it no route.
enum class DelegateFault : std::uint8_t {
  missing,       ///< none of this name
  refused,       ///< the only one of this name, when it is applied
  has_hosts,     ///< then it is a VirtualService of its own
  not_exported,  ///< to the namespace of the root
  empty,         ///< has no entries of `http`
  nested,        ///< all it has are delegates: there is one level of them
  excluded,      ///< no request fits root and delegate
};

struct DeadDelegate {
  std::size_t entry = 0;   ///< of `http` as it is written
  std::size_t before = 0;  ///< where in BoundService::http it would stand
  DelegateFault fault{};
  std::string name;                            ///< `ns/name`
  std::optional<VirtualServiceId> found = {};  ///< the one of this name
};
/// `there is no VirtualService shop/products among the inputs`
std::string words_of(const DeadDelegate& dead, const Mesh& mesh,
                     VirtualServiceId root);

/// Where an entry of `http` is written.
struct EntryPlace {
  VirtualServiceId service = 0;
  std::size_t entry = 0;
};

/// A VirtualService made ready: short names are complete, `gateways` are
/// `ns/name` or `mesh`, delegates replaced by what they contribute.
struct BoundService {
  std::vector<std::string> hosts;     ///< as written, short ones completed
  std::vector<std::string> gateways;  ///< resolved; without repeats
  std::vector<HttpRoute> http;
  std::vector<EntryPlace> places;  ///< of `http`
  std::vector<L4Route> tls, tcp;
  std::vector<DeadDelegate> dead;  ///< in order
  bool is_delegate = false;        ///< has no hosts: never bound by itself
};

/// `web/root http[1]`; with the entry of a delegate, whose it is.
std::string name_of(const Mesh& mesh, const EntryPlace& place);

/// `gw`, `./gw`, `ns/gw`, `gw.ns.svc…` in a VirtualService of `ns`, as `ns/gw`;
/// `mesh` stays. Source: istio pilot/pkg/model, resolveGatewayName.
std::string resolved_gateway(std::string_view written, std::string_view ns);

/// `gateways` has `gateway`, which is written `ns/name`.
bool names_gateway(const VirtualService& service, std::string_view gateway);

/// A name without dot in namespace `ns` as the Service it stands for.
std::string complete_host(std::string_view host, std::string_view ns);

/// `exportTo` of an object of namespace `own` lets workloads of `ns` see it.
bool is_exported(const std::vector<std::string>& export_to,
                 std::string_view own, std::string_view ns);
/// Of a Service, which says so in an annotation.
std::vector<std::string> exported_to(const Service& service);

/// What a VirtualService and a server have in common.
struct SharedHosts {
  VirtualServiceId id = 0;
  std::vector<std::string_view> hosts;  ///< of each pair the narrower one, once
};

/// How far a VirtualService can be seen.
enum class Reach : std::uint8_t { nobody, others, own, everybody };

class Bindings {
 public:
  Bindings(const Mesh& mesh, IstioVersion version);
  Bindings(const Bindings&) = delete;
  Bindings& operator=(const Bindings&) = delete;

  [[nodiscard]] const BoundService& operator[](VirtualServiceId id) const {
    return bound_[id];
  }
  /// All that name the Gateway, visible or not, in no special order.
  [[nodiscard]] const std::vector<VirtualServiceId>& naming(
      const std::string& gateway) const;
  /// Of these the ones that have a name in common with the hosts of a server,
  /// which they see unless it is behind another namespace.
  [[nodiscard]] std::vector<SharedHosts> sharing(
      const std::string& gateway, const std::vector<ServedHost>& hosts) const;
  /// There is one.
  [[nodiscard]] bool any_sharing(const std::string& gateway,
                                 const std::vector<ServedHost>& hosts) const;
  /// Of these the ones that are visible to workloads of `ns`, in the order in
  /// which istiod looks at them.
  [[nodiscard]] std::vector<SharedHosts> bound_to(
      const std::string& gateway, const std::vector<ServedHost>& hosts,
      std::string_view ns) const;
  /// Where workloads of `ns` find it: its own, exported by name, public; or
  /// nothing.
  [[nodiscard]] std::optional<int> rank(VirtualServiceId id,
                                        std::string_view ns) const;
  /// The only port of a Service with one, by its full name; 0 if it has more,
  /// or workloads of `ns` know none.
  [[nodiscard]] std::uint32_t single_port(const std::string& host,
                                          std::string_view ns) const;

 private:
  /// A host of a VirtualService by its index in `Named::services` and its own.
  struct Place {
    std::size_t service, host;
  };
  /// The VirtualServices that name a Gateway, and all their hosts.
  struct Named {
    std::vector<VirtualServiceId> services;
    HostIndex<Place, LetterCase::kept> hosts;  ///< of Gateways that are given
  };

  /// By `ns/name`, those without hosts first.
  using DelegateNames = std::unordered_map<std::string, VirtualServiceId>;

  void resolve_all();
  void put_in_delegates();
  void put_in_delegates(VirtualServiceId id, const DelegateNames& names);
  void put_in(const HttpRoute& route, VirtualServiceId id,
              const DelegateNames& names, std::size_t entry,
              BoundService& made) const;
  void index(IstioVersion version);
  void index_hosts(Named& named) const;
  [[nodiscard]] const Named& named(const std::string& gateway) const;
  template <class Visit>
  bool any_pair(const Named& named, const ServedHost& host, Visit visit) const;

  const Mesh& mesh_;
  std::vector<BoundService> bound_;
  std::vector<VirtualServiceId> order_;
  std::unordered_map<std::string, Named> by_gateway_;
  /// The ports of one who has a host.
  struct Ports {
    std::uint32_t single;
    std::string_view ns;
    std::vector<std::string> export_to;
  };
  std::unordered_map<std::string, std::vector<Ports>> ports_;
};

/// Istio's order from most to least specific.
bool more_specific(std::string_view a, std::string_view b);

}  // namespace asmgw
