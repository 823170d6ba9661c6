// Where a server stands as a whole, so that one mistake is told by one rule.
#pragma once

#include "lint/facts.h"
#include "listen/credentials.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// X2: Istio refuses `tls` as it stands on a port that speaks plain HTTP.
bool refused_on_http(const Facts& facts, const ServerFacts& server);
/// X3: Istio refuses any `tls` on a port that speaks TCP and the like.
bool refused_on_tcp(const Facts& facts, const ServerFacts& server);
/// Either: what else `tls` lacks is beside the point.
bool refused_by_protocol(const Facts& facts, const ServerFacts& server);

/// T41: accepted on plain HTTP, and has more than httpsRedirect.
bool ignored_on_http(const Facts& facts, const ServerFacts& server);
/// `tls` without a mode on HTTPS or TLS: everything in it is ignored.
bool mode_unset(const ServerFacts& server);
/// HTTPS or TLS with a mode that presents a certificate of the user's.
bool uses_certificate(const ServerFacts& server);
/// The same, and it verifies client certificates.
bool verifies_clients(const ServerFacts& server);
/// HTTPS or TLS in one of the other modes, or T41: another rule says that
/// versions and ciphers have no effect.
bool parameters_ignored(const Facts& facts, const ServerFacts& server);
/// There are ciphers, and Istio drops every one.
bool all_ciphers_unknown(const Tls& tls);
/// The ciphers are valid or not, TLS 1.3 does not use them.
bool only_tls_1_3(const Tls& tls);

/// Those of some keys that hold, in this order.
std::vector<std::string_view> held(const ServerFacts& server,
                                   std::initializer_list<TlsKey> some);
/// The keys among TLS1, TLS2, TLS3 and TLS10 that hold.
std::vector<std::string_view> istio_warnings(const ServerFacts& server);
/// Those of the other keys that hold, behind `first`.
std::vector<std::string_view> with_held(std::string_view first,
                                        const ServerFacts& server,
                                        std::initializer_list<TlsKey> others);

/// Every name of a credential that is used to present a certificate.
CredentialFields used_credentials(const Facts& facts,
                                  const ServerFacts& server);

/// The level of a fault in one of them: an error where no other certificate of
/// the server can arrive. `fault_in` says what one of them has.
template <class FaultIn>
Severity level_of_fault(const Tls& tls, IstioVersion version,
                        const FaultIn& fault_in) {
  const CredentialFields all = read_credentials(tls, version);
  return std::all_of(all.begin(), all.end(),
                     [&](const Field<std::string>* one) {
                       return fault_in(**one) != CredentialFault::none;
                     })
             ? Severity::error
             : Severity::warning;
}
Severity level_of_fault(const Facts& facts, const ServerFacts& server);
/// What a fault of that level comes to for clients.
std::string_view end_of_fault(Severity level);

}  // namespace asmgw
