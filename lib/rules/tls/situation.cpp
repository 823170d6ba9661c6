// Predicates over protocol, mode and Istio's verdict.
#include "rules/tls/situation.h"

#include "model/template_marks.h"
#include "rules/tls/settings.h"

#include <algorithm>

namespace asmgw {

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
  return presents_certificate(*server);
}

bool verifies_clients(const ServerFacts& server) {
  return uses_certificate(server) && asks_for_client(*server.mode);
}

bool parameters_ignored(const Facts& facts, const ServerFacts& server) {
  if (!server.mode || !server.protocol) return false;
  return speaks_tls(*server.protocol)
             ? !applies_parameters(*server.mode, facts.settings.version)
             : ignored_on_http(facts, server);
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

std::vector<std::string_view> held(const ServerFacts& server,
                                   std::initializer_list<TlsKey> some) {
  std::vector<std::string_view> keys;
  for (TlsKey key : some)
    if (server.tls_keys.has(key)) keys.push_back(text_of(key));
  return keys;
}

std::vector<std::string_view> istio_warnings(const ServerFacts& server) {
  return held(server,
              {TlsKey::TLS1, TlsKey::TLS2, TlsKey::TLS3, TlsKey::TLS10});
}

std::vector<std::string_view> with_held(std::string_view first,
                                        const ServerFacts& server,
                                        std::initializer_list<TlsKey> others) {
  std::vector<std::string_view> keys = held(server, others);
  keys.insert(keys.begin(), first);
  return keys;
}

CredentialFields used_credentials(const Facts& facts,
                                  const ServerFacts& server) {
  if (!uses_certificate(server)) return {};
  CredentialFields all =
      written_credentials(*server->tls, facts.settings.version);
  std::erase_if(all, [](const auto* one) { return holds_placeholder(**one); });
  return all;
}

Severity level_of_fault(const Facts& facts, const ServerFacts& server) {
  return level_of_fault(
      *server->tls, facts.settings.version,
      [](const std::string& credential) { return fault_of(credential); });
}

std::string_view end_of_fault(Severity level) {
  return level == Severity::error
             ? "handshakes fail"
             : "clients get the other certificates of the server";
}

}  // namespace asmgw
