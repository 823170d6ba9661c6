// Which credentials a server reads, and what they lead to for the pods of a
// workload.
#pragma once

#include "listen/effective.h"
#include "model/tls.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

using CredentialFields = std::vector<const Field<std::string>*>;

/// All that are written and that the release knows, read or not.
CredentialFields written_credentials(const Tls& tls, IstioVersion version);
/// `credentialNames` give the certificates, not `credentialName`.
bool reads_credential_list(const Tls& tls, IstioVersion version);
/// Those that give the certificates, in their order; none: files do, or the
/// workload's own.
CredentialFields read_credentials(const Tls& tls, IstioVersion version);
/// What names the CA of clients where credentials are read:
/// caCertCredentialName, else the first with `-cacert` behind it; "": nothing.
std::string client_ca_credential(const Tls& tls, IstioVersion version);

/// What Envoy asks istiod for, for pods of a namespace; whether it is there is
/// not said. Source: istio pilot/pkg/model/credentials/resource.go.
SecretName secret_of(const std::string& credential,
                     std::string_view pod_namespace);
/// The Secret, `ns/name`; the text itself where its form is a special one.
std::string secret_text_of(std::string_view credential,
                           std::string_view pod_namespace);
/// It is among the inputs; nothing: they do not tell.
std::optional<bool> is_there(const SecretName& secret, const Mesh& mesh,
                             const MeshSettings& settings);

/// What a handshake cannot do without and the inputs lack; null: nothing. The
/// CA may also stand in the Secret of the certificate.
const SecretName* missing_secret(const TlsContext& tls);

}  // namespace asmgw
