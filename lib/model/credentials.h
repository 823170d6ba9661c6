// Which credentials a server reads.
#pragma once

#include "model/gateway.h"
#include "model/tls.h"
#include "model/version.h"

#include <string>
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

}  // namespace asmgw
