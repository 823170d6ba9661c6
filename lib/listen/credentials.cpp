// The order of istiod's fields, and its spellings of a resource.
#include "listen/credentials.h"

#include <algorithm>

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
  if (filled(tls.ca_cert_credential_name)) return *tls.ca_cert_credential_name;
  const CredentialFields all = read_credentials(tls, version);
  return all.empty() ? "" : **all.front() + std::string(ca_suffix);
}

SecretName secret_of(const std::string& credential,
                     std::string_view pod_namespace) {
  const Credential parsed = parse_credential(credential);
  SecretName made{credential, "Secret", std::string(parsed.namespace_),
                  std::string(parsed.name), std::nullopt};
  switch (parsed.form) {
    case CredentialForm::name:
    case CredentialForm::namespaced:
      if (credential.find("://") == std::string::npos)
        made.name = "kubernetes://" + credential;
      break;
    case CredentialForm::external:
      made.name = "kubernetes://" + made.object;
      break;
    case CredentialForm::mesh:
      return {is_ca_only(credential) ? "ROOTCA" : "default", "workload", "", "",
              std::nullopt};
    case CredentialForm::config_map:
      made.kind = "ConfigMap";
      break;
    case CredentialForm::never:
      return {credential, "none", "", "", false};
    case CredentialForm::gateway_api:
    case CredentialForm::unknown:
      break;
  }
  if (made.namespace_.empty()) made.namespace_ = pod_namespace;
  return made;
}

std::string secret_text_of(std::string_view credential,
                           std::string_view pod_namespace) {
  const auto [form, ns, name] = parse_credential(credential);
  if (form == CredentialForm::name)
    return std::string(pod_namespace) + '/' + std::string(name);
  if (form == CredentialForm::namespaced)
    return std::string(ns) + '/' + std::string(name);
  return std::string(credential);
}

std::optional<bool> is_there(const SecretName& secret, const Mesh& mesh,
                             const MeshSettings& settings) {
  if (secret.kind != "Secret") return secret.found;
  const std::string name = secret.namespace_ + '/' + secret.object;
  if (std::find(mesh.secrets.begin(), mesh.secrets.end(), name) !=
      mesh.secrets.end())
    return true;
  return settings.complete.of(InputKind::secret) ? std::optional(false)
                                                 : std::nullopt;
}

const SecretName* missing_secret(const TlsContext& tls) {
  const auto is_missing = [](const SecretName& one) {
    return one.found == false;
  };
  if (!tls.secrets.empty() &&
      std::all_of(tls.secrets.begin(), tls.secrets.end(), is_missing))
    return &tls.secrets.front();
  const bool own =
      tls.ca && !tls.secrets.empty() &&
      tls.ca->object == tls.secrets.front().object + std::string(ca_suffix);
  return tls.ca && !own && is_missing(*tls.ca) ? &*tls.ca : nullptr;
}

}  // namespace asmgw
