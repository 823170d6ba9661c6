// A credential wins over files, ISTIO_MUTUAL over both.
#include "listen/tls_context.h"

#include "model/tls.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::string_view ca_suffix = "-cacert";

class Builder {
 public:
  Builder(const ServerIn& server, const Mesh& mesh,
          const MeshSettings& settings, const Workload& workload)
      : server_(server),
        tls_(*server.field->value.tls),
        mesh_(mesh),
        settings_(settings),
        workload_(workload) {}

  TlsContext build(bool quic) {
    made_.mode = server_.mode;
    const bool istio = server_.mode == TlsMode::istio_mutual;
    made_.require_client_certificate =
        !quic && (server_.mode == TlsMode::mutual || istio);
    if (istio && server_.known != Protocol::https)
      made_.alpn = {"istio-peer-exchange", "h2", "http/1.1"};
    else
      made_.alpn = {"h2", "http/1.1"};
    if (quic) made_.alpn = {"h3"};
    if (istio)
      add_mesh_certificate();
    else
      add_own();
    return std::move(made_);
  }

 private:
  void add_mesh_certificate() {
    made_.secrets.push_back({"default", "workload", "", "", std::nullopt});
    made_.ca = SecretName{"ROOTCA", "workload", "", "", std::nullopt};
  }

  void add_own() {
    add_parameters();
    const std::vector<std::string> credentials = names();
    if (!credentials.empty())
      add_credentials(credentials);
    else
      add_files();
    if (!asks_for_client(server_.mode)) made_.ca.reset();
  }

  void add_parameters() {
    made_.min = *tls_.min_protocol_version;
    made_.max = *tls_.max_protocol_version;
    for (const Field<std::string>& suite : *tls_.cipher_suites) {
      std::vector<std::string>& all = made_.cipher_suites;
      const bool known = std::find(all.begin(), all.end(), *suite) != all.end();
      if (given(suite) && is_valid_cipher(*suite) && !known)
        all.push_back(*suite);
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    if (knows_certificate_lists(settings_.version))
      for (const Field<std::string>& name : *tls_.credential_names)
        if (filled(name)) all.push_back(*name);
    if (all.empty() && filled(tls_.credential_name))
      all.push_back(*tls_.credential_name);
    return all;
  }

  void add_credentials(const std::vector<std::string>& credentials) {
    for (const std::string& name : credentials)
      made_.secrets.push_back(secret(name, ""));
    made_.ca = filled(tls_.ca_cert_credential_name)
                   ? secret(*tls_.ca_cert_credential_name, "")
                   : secret(credentials[0], ca_suffix);
  }

  SecretName secret(const std::string& written, std::string_view suffix) const {
    const Credential credential = parse_credential(written);
    SecretName made;
    made.object = std::string(credential.name) + std::string(suffix);
    made.namespace_ = credential.namespace_;
    made.name = written + std::string(suffix);
    made.kind = "Secret";
    switch (credential.form) {
      case CredentialForm::name:
      case CredentialForm::namespaced:
        if (written.find("://") == std::string::npos)
          made.name = "kubernetes://" + made.name;
        break;
      case CredentialForm::external:
        made.name = "kubernetes://" + made.object;
        break;
      case CredentialForm::mesh:
        return {suffix.empty() ? "default" : "ROOTCA", "workload", "", "",
                std::nullopt};
      case CredentialForm::config_map:
        made.kind = "ConfigMap";
        break;
      case CredentialForm::never:
        return {made.name, "none", "", "", false};
      case CredentialForm::gateway_api:
      case CredentialForm::unknown:
        break;
    }
    if (made.namespace_.empty()) made.namespace_ = workload_.namespace_;
    made.found = found(made);
    return made;
  }

  std::optional<bool> found(const SecretName& secret) const {
    if (secret.kind != "Secret") return std::nullopt;
    const std::string name = secret.namespace_ + '/' + secret.object;
    if (std::find(mesh_.secrets.begin(), mesh_.secrets.end(), name) !=
        mesh_.secrets.end())
      return true;
    return settings_.complete.of(InputKind::secret) ? std::optional(false)
                                                    : std::nullopt;
  }

  void add_files() {
    bool any = false;
    for (const CertificateFiles& pair :
         certificates_to_check(tls_, settings_.version)) {
      if (!filled(*pair.certificate) && !filled(*pair.key)) continue;
      any = true;
      made_.secrets.push_back(
          {fmt::format("file-cert:{}~{}", **pair.certificate, **pair.key),
           "file", "", **pair.certificate, std::nullopt});
    }
    if (!any) {
      add_mesh_certificate();
      return;
    }
    made_.ca = SecretName{fmt::format("file-root:{}", *tls_.ca_certificates),
                          "file", "", *tls_.ca_certificates, std::nullopt};
  }

  const ServerIn& server_;
  const Tls& tls_;
  const Mesh& mesh_;
  const MeshSettings& settings_;
  const Workload& workload_;
  TlsContext made_;
};

}  // namespace

TlsContext tls_context(const ServerIn& server, const Mesh& mesh,
                       const MeshSettings& settings, const Workload& workload,
                       bool quic) {
  return Builder(server, mesh, settings, workload).build(quic);
}

}  // namespace asmgw
