// What `tls` says of client certificates in the examples of several classes.
#pragma once

#include <string_view>

namespace asmgw::client_tls {

inline constexpr std::string_view mutual =
    "{mode: MUTUAL, credentialName: shop}";
inline constexpr std::string_view ca_in_file =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem})";
inline constexpr std::string_view with_crl =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      caCrl: /certs/ca.crl})";
inline constexpr std::string_view one_name =
    R"({mode: MUTUAL, credentialName: shop,
      subjectAltNames: [client.example.com]})";
inline constexpr std::string_view pinned =
    R"({mode: MUTUAL, credentialName: shop,
      verifyCertificateHash: [aa11]})";

}  // namespace asmgw::client_tls
