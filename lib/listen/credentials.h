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
/// It is among the inputs; nothing: they do not tell.
std::optional<bool> is_there(const SecretName& secret, const Mesh& mesh,
                             const MeshSettings& settings);

/// Of a credential that is to give a certificate, wherever the pods run: all
/// but `other_namespace`. A placeholder may become anything.
CredentialFault fault_of(std::string_view credential);
/// For the pods of a workload, to which istiod hands Secrets of their own
/// namespace alone. Pods that are not among the inputs may as well run beside
/// the Gateway. Source: istio pilot/pkg/xds/sds.go, filterAuthorizedResources.
CredentialFault fault_of(std::string_view credential, const Workload& pods,
                         std::string_view gateway_namespace);
/// `"Shop_TLS" cannot be the name of a Secret`; "" for none.
std::string words_of(CredentialFault fault, std::string_view credential,
                     std::string_view pod_namespace);

/// What a handshake cannot do without and the inputs lack, or what is at fault;
/// null: nothing. The CA may also stand in the Secret of the certificate.
const SecretName* missing_secret(const TlsContext& tls);

}  // namespace asmgw
