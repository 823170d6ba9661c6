// What the comparisons of TLS share: one function for each family of classes,
// which stands beside their records.
#pragma once

#include "diff/change_list.h"
#include "listen/credentials.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// At a field of `tls`; at `tls` itself, or what lacks it, where it is absent.
template <class T>
Spot spot_in_tls(const SideServer& server, const Field<T> Tls::*field) {
  const Tls& tls = *server->tls;
  return given(server->tls) ? spot_of(server, tls.*field)
                            : spot_of(server, server->tls);
}

/// The `tls` of a server that speaks TLS on both sides.
struct TlsPair {
  const ServerPair& servers;
  const Tls &older, &newer;
  TlsMode from, to;
  ChangeList& out;

  [[nodiscard]] bool both(bool (*holds)(TlsMode)) const {
    return holds(from) && holds(to);
  }
  [[nodiscard]] IstioVersion version() const {
    return out.facts().settings->version;
  }
  /// `443/HTTPS`
  [[nodiscard]] std::string label() const { return servers.newer->label(); }

  /// A change at a field, whichever side has it; the title goes on behind
  /// `443/HTTPS`.
  template <class T>
  Change& add(const ChangeKind& kind, const Field<T> Tls::*field,
              std::string_view title) const {
    return titled(out.add(kind, servers, older.*field, newer.*field), title);
  }
  Change& add(const ChangeKind& kind, Spot before, Spot after,
              std::string_view title) const {
    Change& change = out.add(kind, servers);
    change.older = std::move(before);
    change.newer = std::move(after);
    return titled(change, title);
  }

 private:
  Change& titled(Change& change, std::string_view title) const {
    change.title = fmt::format("{} {}", label(), title);
    return change;
  }
};

using Texts = std::vector<std::string>;

inline bool has(const Texts& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}
/// Those of `all` that are not in `others`, in their order.
Texts without(const Texts& all, const Texts& others);
/// Each once, in the order written; what could not be read is left out.
Texts texts_of(const Field<List<std::string>>& list);
/// `a, b`, nothing in it can reach a terminal.
std::string listed(const Texts& all);

/// What tells the change from others of its class in the same Gateway: server
/// and field or value.
void set_subject(Change& change, const ServerPair& servers,
                 std::string_view what);

/// Breaking, or still breaking for one reason more.
void raise(Change& change, std::string why);

/// Goes on behind what happens otherwise.
inline constexpr std::string_view drains =
    "the filter chain is replaced, so open connections drain";

/// `cipherSuites` has a name that Istio knows.
bool chooses_ciphers(const Tls& tls);

/// What names the certificates, in their order; none: files do.
Texts credentials_of(const Tls& tls, IstioVersion version);
/// The field that does, where it is read.
Spot credential_spot(const SideServer& server, IstioVersion version);
bool uses_credential(const TlsPair& pair, const Tls& tls);
/// What istiod reads the CA of clients from if a credential is given:
/// `ns/name`.
std::string client_ca_of(const TlsPair& pair, const Tls& tls);

/// Which mode, and with it who has to show a certificate.
void compare_mode(const TlsPair& pair);
/// `minProtocolVersion` and `maxProtocolVersion`, `cipherSuites`, `ecdhCurves`:
/// of two modes that apply them.
void compare_versions(const TlsPair& pair);
void compare_ciphers(const TlsPair& pair);
void compare_curves(const TlsPair& pair);
/// The same, written for a mode that does not apply them.
void compare_ignored_parameters(const TlsPair& pair);
/// Where the server's own certificates come from.
void compare_certificates(const TlsPair& pair);
/// Of two sides that both name credentials.
void compare_credentials(const TlsPair& pair);
/// What a client certificate must be: of two modes that ask for one.
void compare_client_checks(const TlsPair& pair);
/// Of these the names, and the certificates and keys that are pinned.
void compare_client_names(const TlsPair& pair);
void compare_client_pins(const TlsPair& pair);
/// Of two servers that speak plain HTTP.
void compare_redirect(const ServerPair& pair, ChangeList& out);

}  // namespace asmgw
