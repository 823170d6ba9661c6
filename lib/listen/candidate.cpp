// Which servers take part in the merge, and with what kind of chain.
#include "listen/candidate.h"

#include <optional>

namespace asmgw {
namespace {

bool is_socket(std::string_view bind) { return bind.substr(0, 7) == "unix://"; }

std::optional<std::uint32_t> usable_port(const Server& server) {
  const auto number = number_of(server);
  if (!number || *number > 65535) return std::nullopt;
  if (*number == 0 && !is_socket(bind_of(server))) return std::nullopt;
  return number;
}

/// TLS settings on plaintext, for which Istio refuses the Gateway.
bool wants_tls(const Server& server) {
  const Tls& tls = *server.tls;
  return !passes_through(server) || filled(tls.server_certificate) ||
         filled(tls.private_key) || filled(tls.ca_certificates);
}

std::optional<ServerKind> chain_of(const Server& server, Protocol protocol) {
  if (server.tls.given == Given::unreadable) return std::nullopt;
  const bool tls = given(server.tls);
  if (is_http_family(protocol))
    return tls && wants_tls(server) ? std::nullopt
                                    : std::optional(ServerKind::http);
  if (is_raw(protocol))
    return tls ? std::nullopt : std::optional(ServerKind::raw);
  if (!tls) return std::nullopt;
  const auto mode = mode_of(server);
  if (!mode) return ServerKind::unknown;
  if (*mode == TlsMode::passthrough) return ServerKind::passthrough;
  if (*mode == TlsMode::auto_passthrough) return ServerKind::auto_passthrough;
  return ServerKind::terminated;
}

}  // namespace

std::string Candidate::place() const {
  std::string out(address());
  if (is_socket(bind)) return out;
  if (out.find(':') != std::string::npos) out = '[' + out + ']';
  return out + ':' + std::to_string(port);
}

std::vector<Candidate> candidates(const Gateway& gateway,
                                  std::string_view gateway_namespace) {
  std::vector<Candidate> found;
  const List<Server>& servers = *gateway.spec->servers;
  for (std::uint32_t i = 0; i < servers.size(); ++i) {
    if (!given(servers[i])) continue;
    const Server& server = *servers[i];
    const auto protocol = protocol_of(server);
    const auto port = usable_port(server);
    const auto chain =
        protocol ? chain_of(server, *protocol) : std::optional<ServerKind>();
    if (!chain || !port) continue;
    found.push_back({&servers[i], i, *protocol, *port, bind_of(server),
                     given(server.tls), *chain,
                     served_hosts(server.hosts, gateway_namespace)});
  }
  return found;
}

}  // namespace asmgw
