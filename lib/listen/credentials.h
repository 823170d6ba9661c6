// What the credentials of a server lead to for the pods of a workload.
#pragma once

#include "listen/effective.h"
#include "model/credentials.h"

#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// What Envoy asks istiod for, for pods of a namespace; whether it is there is
/// not said. Source: istio pilot/pkg/model/credentials/resource.go.
SecretName secret_of(const std::string& credential,
                     std::string_view pod_namespace, IstioVersion version);
/// The Secret, `ns/name`; the text itself where its form is a special one.
std::string secret_text_of(std::string_view credential,
                           std::string_view pod_namespace);
/// Some Secret may be called that; of a special form nobody knows.
bool can_be_secret(const Credential& credential);
/// What keeps the pods of a workload from a certificate. Those that are not
/// among the inputs may as well run beside the Gateway, and a placeholder may
/// become anything. Source: istio pilot/pkg/xds/sds.go,
/// filterAuthorizedResources and generate.
CredentialFault fault_of(const std::string& credential, const Workload& pods,
                         std::string_view gateway_namespace);
/// It is among the inputs; nothing: they do not tell.
std::optional<bool> is_there(const SecretName& secret, const Mesh& mesh,
                             const MeshSettings& settings);

/// What a handshake cannot do without and the inputs lack, or what is at fault;
/// null: nothing. The CA may also stand in the Secret of the certificate.
const SecretName* missing_secret(const TlsContext& tls);

}  // namespace asmgw
