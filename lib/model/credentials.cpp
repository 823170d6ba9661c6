// The order of istiod's fields.
#include "model/credentials.h"

#include "model/releases.h"

namespace asmgw {
namespace {

void add_filled(const Field<List<std::string>>& list, CredentialFields& all) {
  for (const Field<std::string>& name : *list)
    if (filled(name)) all.push_back(&name);
}

}  // namespace

CredentialFields written_credentials(const Tls& tls, IstioVersion version) {
  CredentialFields all;
  if (filled(tls.credential_name)) all.push_back(&tls.credential_name);
  if (knows_certificate_lists(version)) add_filled(tls.credential_names, all);
  return all;
}

bool reads_credential_list(const Tls& tls, IstioVersion version) {
  return knows_certificate_lists(version) && filled(tls.credential_names);
}

CredentialFields read_credentials(const Tls& tls, IstioVersion version) {
  CredentialFields all;
  if (knows_certificate_lists(version)) add_filled(tls.credential_names, all);
  if (all.empty() && filled(tls.credential_name))
    all.push_back(&tls.credential_name);
  return all;
}

std::string client_ca_credential(const Tls& tls, IstioVersion version) {
  if (since::ca_cert_credential_name.holds(version) &&
      filled(tls.ca_cert_credential_name))
    return *tls.ca_cert_credential_name;
  const CredentialFields all = read_credentials(tls, version);
  return all.empty() ? "" : **all.front() + std::string(ca_suffix);
}

}  // namespace asmgw
