// A credential wins over files, ISTIO_MUTUAL over both.
#include "listen/tls_context.h"

#include "listen/credentials.h"
#include "model/releases.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

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
    made_.refusals = tls_refusals(*server_, settings_.version);
    const bool istio = server_.mode == TlsMode::istio_mutual;
    const bool asks =
        !quic || !since::quic_without_client_check.holds(settings_.version);
    made_.require_client_certificate =
        asks && (server_.mode == TlsMode::mutual || istio);
    if (istio && server_.known != Protocol::https)
      made_.alpn = {"istio-peer-exchange", "h2", "http/1.1"};
    else
      made_.alpn = {"h2", "http/1.1"};
    if (quic) made_.alpn = {"h3"};
    if (applies_parameters(server_.mode, settings_.version)) add_parameters();
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
    const CredentialFields credentials =
        read_credentials(tls_, settings_.version);
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

  void add_credentials(const CredentialFields& credentials) {
    for (const Field<std::string>* name : credentials) {
      SecretName& made = made_.secrets.emplace_back();
      made = secret(**name);
      made.fault = fault_of(**name, workload_,
                            mesh_.gateways[server_.gateway].namespace_);
    }
    made_.ca = secret(client_ca_credential(tls_, settings_.version));
  }

  SecretName secret(const std::string& credential) const {
    SecretName made =
        secret_of(credential, workload_.namespace_, settings_.version);
    made.found = is_there(made, mesh_, settings_);
    return made;
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
