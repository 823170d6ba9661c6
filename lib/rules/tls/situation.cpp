// Predicates over protocol, mode and Istio's verdict.
#include "rules/tls/situation.h"

#include "rules/tls/settings.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 20> names{
    "",      "TLS1", "TLS2",  "TLS3",  "TLS4",  "TLS5", "TLS6",
    "TLS7",  "TLS8", "TLS9",  "TLS10", "",      "",     "TLS13",
    "TLS14", "",     "TLS16", "TLS17", "TLS18", "TLS19"};

}  // namespace

bool refused_on_http(const Facts& facts, const ServerFacts& server) {
  if (facts.port_refused(server) || !server.mode) return false;
  const Tls& tls = *server->tls;
  return is_http_family(*server.protocol) &&
         (!is_passthrough(*server.mode) || filled(tls.ca_certificates) ||
          filled(tls.private_key) || filled(tls.server_certificate));
}

bool refused_on_tcp(const Facts& facts, const ServerFacts& server) {
  return given(server->tls) && !facts.port_refused(server) &&
         is_raw(*server.protocol);
}

bool refused_by_protocol(const Facts& facts, const ServerFacts& server) {
  return refused_on_http(facts, server) || refused_on_tcp(facts, server);
}

bool ignored_on_http(const Facts& facts, const ServerFacts& server) {
  if (!server.mode || !server.protocol || !is_http_family(*server.protocol))
    return false;
  return is_passthrough(*server.mode) && !refused_on_http(facts, server) &&
         !written(*server->tls, facts.settings.version, tls_settings).empty();
}

bool mode_unset(const ServerFacts& server) {
  return given(server->tls) && absent(server->tls->mode) && server.protocol &&
         speaks_tls(*server.protocol);
}

bool uses_certificate(const ServerFacts& server) {
  return server.protocol && speaks_tls(*server.protocol) && server.mode &&
         presents_certificate(*server.mode);
}

bool verifies_clients(const ServerFacts& server) {
  return uses_certificate(server) && asks_for_client(*server.mode);
}

bool parameters_ignored(const Facts& facts, const ServerFacts& server) {
  if (!server.mode || !server.protocol) return false;
  return speaks_tls(*server.protocol) ? !presents_certificate(*server.mode)
                                      : ignored_on_http(facts, server);
}

bool versions_cross(const Tls& tls) {
  const TlsVersion least = *tls.min_protocol_version;
  const TlsVersion most = *tls.max_protocol_version;
  if (!given(tls.max_protocol_version) || most == TlsVersion::automatic)
    return false;
  const bool unset = least == TlsVersion::automatic;
  if (tls.min_protocol_version.given == Given::unreadable) return false;
  return (unset ? TlsVersion::v1_2 : least) > most;
}

bool all_ciphers_unknown(const Tls& tls) {
  const List<std::string>& list = *tls.cipher_suites;
  return !list.empty() &&
         std::none_of(list.begin(), list.end(), [](const auto& item) {
           return !given(item) || is_valid_cipher(*item);
         });
}

bool only_tls_1_3(const Tls& tls) {
  return given(tls.min_protocol_version) &&
         *tls.min_protocol_version == TlsVersion::v1_3;
}

std::vector<std::string_view> istio_warnings(const ServerFacts& server) {
  std::vector<std::string_view> keys;
  for (std::size_t number : {1U, 2U, 3U, 10U})
    if (server.verdict[number]) keys.push_back(names[number]);
  return keys;
}

std::vector<std::string_view> with_held(std::string_view first,
                                        const ServerFacts& server,
                                        std::initializer_list<int> numbers) {
  std::vector<std::string_view> keys{first};
  for (int number : numbers) {
    const auto at = static_cast<std::size_t>(number);
    if (server.verdict[at]) keys.push_back(names[at]);
  }
  return keys;
}

std::vector<const Field<std::string>*> used_credentials(
    const Facts& facts, const ServerFacts& server) {
  std::vector<const Field<std::string>*> used;
  if (!uses_certificate(server)) return used;
  const Tls& tls = *server->tls;
  if (filled(tls.credential_name)) used.push_back(&tls.credential_name);
  if (!knows_certificate_lists(facts.settings.version)) return used;
  for (const Field<std::string>& item : *tls.credential_names)
    if (filled(item)) used.push_back(&item);
  return used;
}

}  // namespace asmgw
