// What releases of Istio do otherwise than those before them: each a name and
// the releases it came with.
#pragma once

#include "model/version.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace asmgw {

/// The first releases to do something: one of a series, and of each older
/// series that got it with a patch. Oldest first; what is newer than the last
/// does it too.
class Since {
 public:
  constexpr Since(std::initializer_list<IstioVersion> firsts) {
    for (const IstioVersion& one : firsts) firsts_[count_++] = one;
  }

  [[nodiscard]] constexpr bool holds(IstioVersion version) const {
    for (std::size_t i = 0; i < count_; ++i) {
      const IstioVersion& first = firsts_[i];
      if (version < first) return false;
      if (version.minor == first.minor) return true;
    }
    return true;
  }

 private:
  IstioVersion firsts_[4]{};
  std::size_t count_ = 0;
};

namespace since {

/// Istio dies of a prefixed host behind `*/*`, which before ended the rewriting
/// of the hosts of its server.
inline constexpr Since star_panic{{1, 26, 5}, {1, 27, 2}, {1, 28, 0}};
/// Objects of one age are ordered by name, then namespace; before by
/// `name.namespace`.
inline constexpr Since order_by_name{{1, 23, 0}};
/// A name of `sniHosts` is registered for all servers of a port; before each
/// server knew its own only.
inline constexpr Since sni_hosts_across_servers{{1, 17, 0}};
/// Protocol versions and ciphers of ISTIO_MUTUAL have no effect.
inline constexpr Since mesh_parameters_fixed{{1, 18, 0}};
/// A QUIC listener asks for no client certificate.
inline constexpr Since quic_without_client_check{{1, 17, 0}};
inline constexpr Since ca_cert_credential_name{{1, 28, 0}};
inline constexpr Since certificate_lists{{1, 27, 0}};
/// Providers of SDS can be defined and named: `sds://NAME`.
inline constexpr Since sds_providers{{1, 27, 0}};
/// Where no provider is defined, `sds://NAME` is the Secret NAME; before it was
/// a Secret that cannot exist.
inline constexpr Since sds_falls_back{{1, 30, 1}};
/// Hosts of VirtualServices become virtual hosts in lower case.
inline constexpr Since lower_case_hosts{{1, 20, 5}, {1, 21, 1}};
/// So do those of servers that redirect.
inline constexpr Since lower_case_redirects{{1, 23, 5}, {1, 24, 3}};

/// `withoutHeaders` holds where the header is not sent.
inline constexpr Since missing_header_holds{{1, 22, 0}};
/// A redirect does not name the port that its scheme implies.
inline constexpr Since default_port_left_out{{1, 18, 0}};

}  // namespace since

/// How istiod merges the servers of one port, by the first release of each
/// kind. Each keeps what the one before it does, but for what is said.
enum class Merging : std::uint8_t {
  v1_16,    ///< the first plaintext server holds the port for all binds
  v1_18,    ///< binds are kept apart; plaintext may follow TLS
  v1_18_6,  ///< plaintext on the bind of a later TLS server is dropped
  v1_26_8,  ///< plaintext that follows TLS holds the port from then on
};
Merging merging_of(IstioVersion version);

}  // namespace asmgw
