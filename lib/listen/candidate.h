// The servers of one Gateway as istiod's merge looks at them.
#pragma once

#include "model/gateway.h"
#include "model/sanitize.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// What a server adds to its listener.
enum class ServerKind : std::uint8_t {
  http,              ///< plaintext HTTP: one chain that matches everything
  raw,               ///< TCP and its kin: the same, if a route exists
  terminated,        ///< TLS ends here: a chain for the SNI names
  passthrough,       ///< chains for the SNI names of VirtualServices
  auto_passthrough,  ///< chains for the services of the mesh
  unknown,           ///< TLS of a mode that could not be read
};

struct Candidate {
  const Field<Server>* field;
  std::uint32_t index;  ///< in `spec.servers`
  Protocol protocol;
  std::uint32_t port;
  std::string_view bind;  ///< as written; two spellings are two binds
  bool has_tls;           ///< also a redirecting HTTP server
  ServerKind chain;
  std::vector<ServedHost> hosts;

  const Server& operator*() const { return field->value; }
  const Server* operator->() const { return &field->value; }

  [[nodiscard]] bool plaintext() const {
    return chain == ServerKind::http || chain == ServerKind::raw;
  }
  [[nodiscard]] bool redirects() const {
    return has_tls && *field->value.tls->https_redirect;
  }
  /// The address Envoy listens on: all of them where `bind` is not written.
  [[nodiscard]] std::string_view address() const {
    return bind.empty() ? std::string_view("0.0.0.0") : bind;
  }
  /// `0.0.0.0:443`, or the socket.
  [[nodiscard]] std::string place() const;
};

/// The servers that can take part, in order. Left out are those that are
/// unreadable or refused in port or TLS: what they clash with is not known
/// before that is mended.
std::vector<Candidate> candidates(const Gateway& gateway,
                                  std::string_view gateway_namespace);

}  // namespace asmgw
