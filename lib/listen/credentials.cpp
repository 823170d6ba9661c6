// istiod's spellings of a resource.
#include "listen/credentials.h"

#include "model/names.h"
#include "model/releases.h"
#include "model/template_marks.h"

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

/// `sds://NAME`: a provider of that name, or else the Secret.
SecretName provided_secret(const std::string& credential, SecretName made,
                           IstioVersion version) {
  if (!since::sds_providers.holds(version))
    return {"kubernetes://" + credential, "none", "", "", false};
  if (!since::sds_falls_back.holds(version))
    return {credential, "external", "", made.object, std::nullopt};
  made.name = "kubernetes://" + made.object;
  return made;
}

}  // namespace

SecretName secret_of(const std::string& credential,
                     std::string_view pod_namespace, IstioVersion version) {
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
      made = provided_secret(credential, std::move(made), version);
      if (made.kind != "Secret") return made;
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

bool can_be_secret(const Credential& credential) {
  switch (credential.form) {
    case CredentialForm::name:
      return is_dns_subdomain(credential.name);
    case CredentialForm::namespaced:
      return is_dns_label(credential.namespace_) &&
             is_dns_subdomain(credential.name);
    case CredentialForm::unknown:
      return false;
    default:
      return true;
  }
}

CredentialFault fault_of(const std::string& credential, const Workload& pods,
                         std::string_view gateway_namespace) {
  if (holds_placeholder(credential)) return CredentialFault::none;
  if (is_ca_only(credential)) return CredentialFault::ca_only;
  const Credential parsed = parse_credential(credential);
  if (!can_be_secret(parsed)) return CredentialFault::no_name;
  const bool is_theirs =
      parsed.form != CredentialForm::namespaced ||
      parsed.namespace_ == pods.namespace_ ||
      (pods.inferred && parsed.namespace_ == gateway_namespace);
  return is_theirs ? CredentialFault::none : CredentialFault::other_namespace;
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
    return one.found == false || one.fault != CredentialFault::none;
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
