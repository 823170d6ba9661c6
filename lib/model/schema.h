// The Gateway API as data: names, types, presence and age of every field. The
// decoder, did-you-mean and the published JSON Schema are made from it.
// Source: istio/api networking/v1alpha3/gateway.proto and the CustomResource-
// Definition of Istio 1.16 to 1.32 (the three served versions never differ).
#pragma once

#include "model/gateway.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

namespace asmgw {

/// Where the value of a field is put, which is also its type.
template <class M>
using Slot =
    std::variant<Field<std::string> M::*, Field<bool> M::*,
                 Field<std::uint32_t> M::*, Field<TlsMode> M::*,
                 Field<TlsVersion> M::*, Field<List<std::string>> M::*,
                 Field<StringMap> M::*, Field<Port> M::*, Field<Tls> M::*,
                 Field<List<Server>> M::*, Field<List<TlsCertificate>> M::*,
                 Field<Metadata> M::*, Field<Spec> M::*>;

template <class M>
struct Member {
  std::string_view name;
  Slot<M> slot;
  std::string_view summary;
  bool required = false;      ///< by the schema, since 1.20
  IstioVersion since = {};    ///< first release whose schema has it
  std::size_t max_items = 0;  ///< with a least of 1; 0: any number
};

template <class M>
struct Schema;

template <>
struct Schema<TlsCertificate> {
  static constexpr std::string_view name = "TLSCertificate";
  static constexpr std::array<Member<TlsCertificate>, 3> members{{
      {"serverCertificate", &TlsCertificate::server_certificate,
       "path of the certificate in the proxy"},
      {"privateKey", &TlsCertificate::private_key,
       "path of the private key in the proxy"},
      {"caCertificates", &TlsCertificate::ca_certificates,
       "never read; the outer caCertificates is"},
  }};
};

template <>
struct Schema<Tls> {
  static constexpr std::string_view name = "ServerTLSSettings";
  static constexpr std::array<Member<Tls>, 18> members{{
      {"httpsRedirect", &Tls::https_redirect,
       "answer plain HTTP with a 301 to https"},
      {"mode", &Tls::mode, "how TLS is handled; PASSTHROUGH if not set"},
      {"serverCertificate", &Tls::server_certificate,
       "path of the certificate in the proxy"},
      {"privateKey", &Tls::private_key, "path of the private key in the proxy"},
      {"caCertificates", &Tls::ca_certificates,
       "path of the CA that client certificates are checked with"},
      {"caCrl",
       &Tls::ca_crl,
       "path of the certificate revocation list",
       false,
       {1, 22, 0}},
      {"subjectAltNames", &Tls::subject_alt_names,
       "names a client certificate must have, compared exactly"},
      {"credentialName", &Tls::credential_name,
       "Secret with certificate and key, in the namespace of the gateway "
       "workload"},
      {"credentialNames",
       &Tls::credential_names,
       "up to two such Secrets, one RSA and one ECDSA",
       false,
       {1, 26, 0},
       2},
      {"tlsCertificates",
       &Tls::tls_certificates,
       "up to two pairs of certificate and key files",
       false,
       {1, 26, 0},
       2},
      {"caCertCredentialName",
       &Tls::ca_cert_credential_name,
       "Secret or ConfigMap with the CA for client certificates",
       false,
       {1, 28, 0}},
      {"verifyCertificateSpki", &Tls::verify_certificate_spki,
       "base64 SHA-256 of public keys a client may have"},
      {"verifyCertificateHash", &Tls::verify_certificate_hash,
       "hex SHA-256 of certificates a client may have"},
      {"minProtocolVersion", &Tls::min_protocol_version,
       "lowest TLS version; 1.2 if not set"},
      {"maxProtocolVersion", &Tls::max_protocol_version, "highest TLS version"},
      {"cipherSuites", &Tls::cipher_suites, "ciphers for TLS 1.2 and older"},
      {"ecdhCurves",
       &Tls::ecdh_curves,
       "curves for the key exchange",
       false,
       {1, 32, 0}},
      {"insecureSkipVerify",
       &Tls::insecure_skip_verify,
       "take any client certificate",
       false,
       {1, 31, 0}},
  }};
};

template <>
struct Schema<Port> {
  static constexpr std::string_view name = "Port";
  static constexpr std::array<Member<Port>, 4> members{{
      {"number", &Port::number, "1 to 65535, or 0 with a unix:// bind", true},
      {"protocol", &Port::protocol,
       "HTTP, HTTPS, GRPC, GRPC-WEB, HTTP2, MONGO, TCP or TLS, in any case",
       true},
      {"name", &Port::name, "a name that no other server of the Gateway has",
       true},
      {"targetPort", &Port::target_port, "must not be set on a Gateway"},
  }};
};

template <>
struct Schema<Server> {
  static constexpr std::string_view name = "Server";
  static constexpr std::array<Member<Server>, 6> members{{
      {"port", &Server::port, "the port to listen on", true},
      {"hosts", &Server::hosts,
       "DNS names, with an optional `namespace/` before them", true},
      {"tls", &Server::tls, "TLS settings; must be there for HTTPS and TLS"},
      {"bind", &Server::bind, "address or unix:// socket to listen on"},
      {"defaultEndpoint", &Server::default_endpoint,
       "not implemented for gateways"},
      {"name", &Server::name, "a unique name, used in statistics"},
  }};
};

template <>
struct Schema<Spec> {
  static constexpr std::string_view name = "Gateway";
  static constexpr std::array<Member<Spec>, 2> members{{
      {"servers", &Spec::servers, "what to listen for; at least one"},
      {"selector", &Spec::selector,
       "labels of the gateway pods; absent: every gateway of the mesh"},
  }};
};

template <>
struct Schema<Metadata> {
  static constexpr std::string_view name = "ObjectMeta";
  static constexpr std::array<Member<Metadata>, 5> members{{
      {"name", &Metadata::name, "a lower-case label of up to 63 characters"},
      {"generateName", &Metadata::generate_name,
       "prefix of a name that the API server makes up"},
      {"namespace", &Metadata::namespace_, "where the object lives"},
      {"labels", &Metadata::labels, "labels"},
      {"annotations", &Metadata::annotations, "annotations"},
  }};
  /// Fields of ObjectMeta that are never judged.
  static constexpr std::array<std::string_view, 10> others{
      "selfLink",          "uid",
      "resourceVersion",   "generation",
      "creationTimestamp", "deletionTimestamp",
      "finalizers",        "deletionGracePeriodSeconds",
      "ownerReferences",   "managedFields"};
};

template <>
struct Schema<Gateway> {
  static constexpr std::string_view name = "Object";
  static constexpr std::array<Member<Gateway>, 4> members{{
      {"apiVersion", &Gateway::api_version, "networking.istio.io/v1"},
      {"kind", &Gateway::kind, "Gateway"},
      {"metadata", &Gateway::metadata, "name, namespace, labels, annotations"},
      {"spec", &Gateway::spec, "the Gateway"},
  }};
  static constexpr std::array<std::string_view, 1> others{"status"};
};

}  // namespace asmgw
