// All that a check may look at.
#pragma once

#include "listen/tls_refusal.h"
#include "mesh/mesh.h"
#include "model/gateway.h"
#include "model/host.h"
#include "model/host_fault.h"
#include "model/version.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asmgw {

/// A readable server and what every rule asks of it first.
struct ServerFacts {
  const Field<Server>* field;
  std::uint32_t index;                ///< in `spec.servers`
  std::optional<Protocol> protocol;   ///< nothing if absent or unknown
  std::optional<std::uint32_t> port;  ///< nothing if absent or unreadable
  std::optional<TlsMode> mode;  ///< PASSTHROUGH if unset; nothing without tls
  TlsKeys tls_keys;             ///< what Istio has against `tls`
  std::vector<TlsRefusal> refusals;  ///< what others have against it

  const Server& operator*() const { return field->value; }
  const Server* operator->() const { return &field->value; }
};

/// A readable host of a readable server and Istio's verdict on it.
struct HostFacts {
  const Field<std::string>* field;
  std::uint32_t server;  ///< index into `Facts::servers`
  HostPattern pattern;
  HostKeys keys;    ///< why Istio refuses it; empty if it does not
  HostFault fault;  ///< the cause behind them

  [[nodiscard]] bool accepted() const { return keys.empty(); }
  [[nodiscard]] std::string_view text() const { return field->value; }
};

struct Facts {
  Facts(const Model& model, const MeshSettings& settings);

  const Model& model;
  const MeshSettings& settings;
  /// Readable servers in order; empty if the object is no readable Gateway.
  std::vector<ServerFacts> servers;
  /// Hosts of all of them, in order.
  std::vector<HostFacts> hosts;

  /// The hosts of one of `servers`.
  [[nodiscard]] std::span<const HostFacts> hosts_of(
      const ServerFacts& server) const;
  [[nodiscard]] const ServerFacts& server_of(const HostFacts& host) const {
    return servers[host.server];
  }
  [[nodiscard]] bool at_least(std::uint16_t minor) const {
    return settings.version >= IstioVersion{1, minor, 0};
  }
  /// The Gateway, or null if the object is none or could not be read.
  [[nodiscard]] const Gateway* gateway() const {
    return model.gateway ? &*model.gateway : nullptr;
  }
  [[nodiscard]] std::string_view gateway_namespace() const;
  /// Istio refuses the port block, or it could not be read: then it does not
  /// look at protocol and tls together (X1-X3).
  [[nodiscard]] bool port_refused(const ServerFacts& server) const;

 private:
  void read_hosts();
  [[nodiscard]] HostPolicy host_policy() const;
};

}  // namespace asmgw
