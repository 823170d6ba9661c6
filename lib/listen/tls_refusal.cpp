// One question for each cause.
#include "listen/tls_refusal.h"

#include <algorithm>

namespace asmgw {

std::string_view text_of(TlsRefusalCause cause) {
  if (cause == TlsRefusalCause::names_without_ca)
    return "subjectAltNames without a CA";
  return "minProtocolVersion above maxProtocolVersion";
}

std::vector<TlsRefusal> tls_refusals(const Server& server,
                                     IstioVersion version) {
  std::vector<TlsRefusal> all;
  if (!presents_certificate(server)) return all;
  const Tls& tls = *server.tls;
  // Without a credential istiod writes no names.
  if (tls.mode.value == TlsMode::simple && has_credential(tls, version) &&
      filled(tls.subject_alt_names))
    all.push_back({TlsRefusalCause::names_without_ca, Refuser::listener,
                   tls.subject_alt_names.key});
  if (versions_cross(tls))
    all.push_back({TlsRefusalCause::versions_crossed, Refuser::handshake,
                   tls.max_protocol_version.range,
                   *tls.min_protocol_version != TlsVersion::automatic});
  return all;
}

const TlsRefusal* find(const std::vector<TlsRefusal>& all, Refuser refuser) {
  const auto at = std::ranges::find_if(all, [&](const TlsRefusal& one) {
    return one.sure && one.refuser == refuser;
  });
  return at == all.end() ? nullptr : &*at;
}

const TlsRefusal* find(const std::vector<TlsRefusal>& all,
                       TlsRefusalCause cause) {
  const auto at = std::ranges::find(all, cause, &TlsRefusal::cause);
  return at == all.end() ? nullptr : &*at;
}

bool presents_certificate(const Server& server) {
  const auto protocol = protocol_of(server);
  const auto mode = mode_of(server);
  return protocol && speaks_tls(*protocol) && mode &&
         presents_certificate(*mode);
}

TlsVersion lowest_version(TlsVersion written) {
  return written == TlsVersion::automatic ? TlsVersion::v1_2 : written;
}

TlsVersion highest_version(TlsVersion written) {
  return written == TlsVersion::automatic ? TlsVersion::v1_3 : written;
}

bool versions_cross(const Tls& tls) {
  return tls.min_protocol_version.given != Given::unreadable &&
         lowest_version(tls) > highest_version(tls);
}

}  // namespace asmgw
