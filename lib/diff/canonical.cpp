// Names and lengths before the values, so that no two servers share a text.
#include "diff/canonical.h"

#include "model/values.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

class CanonicalWriter {
 public:
  void add(std::string_view name, const Field<std::string>& field) {
    if (filled(field)) put(name, *field);
  }
  void add(std::string_view name, const Field<std::uint32_t>& field) {
    if (given(field)) put(name, std::to_string(*field));
  }
  void add(std::string_view name, const Field<bool>& field) {
    if (given(field) && *field) put(name, "true");
  }
  template <class T>
  requires requires(T value) { words_of(value); }
  void add(std::string_view name, const Field<T>& field) {
    if (given(field)) put(name, text_of(*field));
  }
  void add(std::string_view name, const Field<List<std::string>>& field) {
    for (const Field<std::string>& item : *field)
      put(name, given(item) ? *item : std::string());
  }
  void add(std::string_view name, const TlsCertificate& one) {
    put(name, "");
    add("serverCertificate", one.server_certificate);
    add("privateKey", one.private_key);
    add("caCertificates", one.ca_certificates);
  }

  void put(std::string_view name, std::string_view value) {
    text_ += fmt::format("{}={}:{}\n", name, value.size(), value);
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_port(CanonicalWriter& out, const Port& port) {
  out.add("number", port.number);
  out.add("protocol", port.protocol);
  out.add("name", port.name);
  out.add("targetPort", port.target_port);
}

void add_tls(CanonicalWriter& out, const Tls& tls) {
  out.put("tls", "");
  out.add("httpsRedirect", tls.https_redirect);
  out.add("mode", tls.mode);
  out.add("serverCertificate", tls.server_certificate);
  out.add("privateKey", tls.private_key);
  out.add("caCertificates", tls.ca_certificates);
  out.add("caCrl", tls.ca_crl);
  out.add("subjectAltNames", tls.subject_alt_names);
  out.add("credentialName", tls.credential_name);
  out.add("credentialNames", tls.credential_names);
  for (const Field<TlsCertificate>& one : *tls.tls_certificates)
    out.add("tlsCertificates", *one);
  out.add("caCertCredentialName", tls.ca_cert_credential_name);
  out.add("verifyCertificateSpki", tls.verify_certificate_spki);
  out.add("verifyCertificateHash", tls.verify_certificate_hash);
  out.add("minProtocolVersion", tls.min_protocol_version);
  out.add("maxProtocolVersion", tls.max_protocol_version);
  out.add("cipherSuites", tls.cipher_suites);
  out.add("ecdhCurves", tls.ecdh_curves);
  out.add("insecureSkipVerify", tls.insecure_skip_verify);
}

}  // namespace

std::string canonical_text(const Server& server) {
  CanonicalWriter out;
  if (given(server.port)) add_port(out, *server.port);
  out.add("hosts", server.hosts);
  if (given(server.tls)) add_tls(out, *server.tls);
  out.add("bind", server.bind);
  out.add("defaultEndpoint", server.default_endpoint);
  out.add("name", server.name);
  return out.take();
}

std::string canonical_text(const StringMap& map) {
  std::vector<std::string> lines;
  for (const Pair& one : map) {
    CanonicalWriter line;
    line.put(one.key, given(one.value) ? *one.value : std::string());
    lines.push_back(line.take());
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string canonical_text(const Spec& spec) {
  std::string text = canonical_text(*spec.selector);
  for (const Field<Server>& server : *spec.servers)
    text += fmt::format("server\n{}", canonical_text(*server));
  return text;
}

}  // namespace asmgw
