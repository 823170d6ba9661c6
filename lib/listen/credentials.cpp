// istiod's spellings of a resource.
#include "listen/credentials.h"

#include "base/text.h"
#include "model/names.h"
#include "model/releases.h"
#include "model/template_marks.h"

#include <fmt/core.h>

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

CredentialFault fault_of(std::string_view credential) {
  if (holds_placeholder(credential)) return CredentialFault::none;
  if (is_ca_only(credential)) return CredentialFault::ca_only;
  const Credential parsed = parse_credential(credential);
  const bool is_name = parsed.form == CredentialForm::name;
  if (is_name || parsed.form == CredentialForm::namespaced)
    return is_dns_subdomain(parsed.name) &&
                   (is_name || is_dns_label(parsed.namespace_))
               ? CredentialFault::none
               : CredentialFault::no_name;
  return parsed.form == CredentialForm::unknown ? CredentialFault::unknown_form
                                                : CredentialFault::none;
}

CredentialFault fault_of(std::string_view credential, const Workload& pods,
                         std::string_view gateway_namespace) {
  if (const auto fault = fault_of(credential); fault != CredentialFault::none)
    return fault;
  const Credential parsed = parse_credential(credential);
  if (parsed.form != CredentialForm::namespaced ||
      holds_placeholder(credential) || parsed.namespace_ == pods.namespace_ ||
      (pods.inferred && parsed.namespace_ == gateway_namespace))
    return CredentialFault::none;
  return CredentialFault::other_namespace;
}

std::string words_of(CredentialFault fault, std::string_view credential,
                     std::string_view pod_namespace) {
  switch (fault) {
    case CredentialFault::none:
      break;
    case CredentialFault::no_name:
      return in_quotes(credential) + " cannot be the name of a Secret";
    case CredentialFault::unknown_form:
      return in_quotes(credential) + " has a form that Istio does not know";
    case CredentialFault::ca_only:
      return in_quotes(credential) + " is read for a CA alone";
    case CredentialFault::other_namespace:
      return fmt::format(
          "{} is denied: the gateway runs in {}, and istiod hands out Secrets "
          "of that namespace only",
          in_quotes(credential), visible(pod_namespace));
  }
  return {};
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
