// All that a check may look at.
#pragma once

#include "model/gateway.h"
#include "model/version.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace asmgw {

struct Merged;

struct Settings {
  IstioVersion version = newest_version;
  std::string default_namespace = "default";
  bool complete = false;  ///< what is not in the inputs does not exist
};

/// A readable server and what every rule asks of it first.
struct ServerFacts {
  const Field<Server>* field;
  std::uint32_t index;                ///< in `spec.servers`
  std::optional<Protocol> protocol;   ///< nothing if absent or unknown
  std::optional<std::uint32_t> port;  ///< nothing if absent or unreadable
  std::optional<TlsMode> mode;  ///< PASSTHROUGH if unset; nothing without tls

  const Server& operator*() const { return field->value; }
  const Server* operator->() const { return &field->value; }
};

struct Facts {
  Facts(const Model& model, const Settings& settings);

  const Model& model;
  const Settings& settings;
  /// Readable servers in order; empty if the object is no readable Gateway.
  std::vector<ServerFacts> servers;

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
  /// How istiod merges the servers; worked out when first asked for, by the one
  /// thread that checks this object.
  [[nodiscard]] const Merged& merged() const;

 private:
  mutable std::shared_ptr<const Merged> merged_;
};

}  // namespace asmgw
