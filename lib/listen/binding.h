// VirtualServices as a Gateway sees them: names resolved, delegates put in.
#pragma once

#include "listen/effective.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace asmgw {

/// A VirtualService made ready: short names are complete, `gateways` are
/// `ns/name` or `mesh`, delegates replaced by what they contribute.
struct BoundService {
  std::vector<std::string> hosts;     ///< as written, short ones completed
  std::vector<std::string> gateways;  ///< resolved; without repeats
  std::vector<HttpRoute> http;
  std::vector<L4Route> tls, tcp;
  bool is_delegate = false;  ///< has no hosts: never bound by itself
};

/// `gw`, `./gw`, `ns/gw`, `gw.ns.svc…` in a VirtualService of `ns`, as `ns/gw`;
/// `mesh` stays. Source: istio pilot/pkg/model, resolveGatewayName.
std::string resolved_gateway(std::string_view written, std::string_view ns);

/// `gateways` has `gateway`, which is written `ns/name`.
bool names_gateway(const VirtualService& service, std::string_view gateway);

/// A name without dot in namespace `ns` as the Service it stands for.
std::string complete_host(std::string_view host, std::string_view ns);

/// How far a VirtualService can be seen.
enum class Reach : std::uint8_t { nobody, others, own, everybody };

class Bindings {
 public:
  explicit Bindings(const Mesh& mesh);

  [[nodiscard]] const BoundService& operator[](VirtualServiceId id) const {
    return bound_[id];
  }
  /// Those that name the Gateway and are visible to workloads of `ns`, in the
  /// order in which istiod looks at them.
  [[nodiscard]] std::vector<VirtualServiceId> of(const std::string& gateway,
                                                 std::string_view ns) const;
  /// All that name the Gateway, visible or not, in no special order.
  [[nodiscard]] const std::vector<VirtualServiceId>& naming(
      const std::string& gateway) const;
  /// Where workloads of `ns` find it: its own, exported by name, public; or
  /// nothing.
  [[nodiscard]] std::optional<int> rank(VirtualServiceId id,
                                        std::string_view ns) const;
  /// The only port of a Service with one, by its full name; 0 if it has more
  /// or is not known.
  [[nodiscard]] std::uint32_t single_port(const std::string& host) const;

 private:
  void resolve_all();
  void put_in_delegates();
  void index();

  const Mesh& mesh_;
  std::vector<BoundService> bound_;
  std::vector<VirtualServiceId> order_;
  std::unordered_map<std::string, std::vector<VirtualServiceId>> by_gateway_;
  std::unordered_map<std::string, std::uint32_t> single_ports_;
};

/// Hosts of a server that VirtualServices of `ns` see, without prefix.
std::vector<std::string_view> visible_hosts(
    const std::vector<ServedHost>& hosts, std::string_view ns);

/// For each pair the narrower one, without repeats.
std::vector<std::string_view> intersection(
    const std::vector<std::string_view>& server_hosts,
    const std::vector<std::string>& service_hosts);

/// Some pair covers a common name.
bool any_overlap(const std::vector<std::string_view>& server_hosts,
                 const std::vector<std::string>& service_hosts);

/// Istio's order from most to least specific.
bool more_specific(std::string_view a, std::string_view b);

}  // namespace asmgw
