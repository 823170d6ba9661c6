// Questions many rules ask of a Gateway.
#include "model/gateway.h"

namespace asmgw {

std::optional<Protocol> protocol_of(const Server& server) {
  if (!given(server.port) || !given(server.port->protocol)) return std::nullopt;
  return parse_protocol(*server.port->protocol);
}

std::optional<std::uint32_t> number_of(const Server& server) {
  if (!given(server.port) || !given(server.port->number)) return std::nullopt;
  return *server.port->number;
}

std::optional<TlsMode> mode_of(const Server& server) {
  if (!given(server.tls) || server.tls->mode.given == Given::unreadable)
    return std::nullopt;
  return *server.tls->mode;
}

bool passes_through(const Server& server) {
  const auto mode = mode_of(server);
  return mode == TlsMode::passthrough || mode == TlsMode::auto_passthrough;
}

bool terminates_tls(const Server& server) {
  const auto protocol = protocol_of(server);
  return protocol && speaks_tls(*protocol) && mode_of(server) &&
         !passes_through(server);
}

bool has_credential(const Tls& tls) {
  return filled(tls.credential_name) || filled(tls.credential_names);
}

bool has_file_pair(const Tls& tls) {
  return filled(tls.server_certificate) && filled(tls.private_key);
}

std::string_view bind_of(const Server& server) {
  return given(server.bind) ? std::string_view(*server.bind)
                            : std::string_view();
}

std::string_view namespace_of(const Gateway& gateway,
                              std::string_view fallback) {
  return given(gateway.metadata) && filled(gateway.metadata->namespace_)
             ? std::string_view(*gateway.metadata->namespace_)
             : fallback;
}

const Pair* find_pair(const Field<StringMap>& map, std::string_view key) {
  for (const Pair& pair : *map)
    if (pair.key == key) return &pair;
  return nullptr;
}

}  // namespace asmgw
