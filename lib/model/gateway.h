// A Gateway of networking.istio.io as plain structs, every value with its
// place. Strings are as the manifest reads, nothing normalised.
#pragma once

#include "model/field.h"
#include "model/values.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asmgw {

/// One entry of a map of strings (labels, annotations, selector).
struct Pair {
  std::string key;
  Field<std::string> value;  ///< `value.key` is the range of the key
};
using StringMap = std::vector<Pair>;

struct TlsCertificate {
  Field<std::string> server_certificate, private_key, ca_certificates;
};

struct Tls {
  Field<bool> https_redirect;
  Field<TlsMode> mode;
  Field<std::string> server_certificate, private_key, ca_certificates, ca_crl;
  Field<List<std::string>> subject_alt_names;
  Field<std::string> credential_name;
  Field<List<std::string>> credential_names;
  Field<List<TlsCertificate>> tls_certificates;
  Field<std::string> ca_cert_credential_name;
  Field<List<std::string>> verify_certificate_spki, verify_certificate_hash;
  Field<TlsVersion> min_protocol_version, max_protocol_version;
  Field<List<std::string>> cipher_suites, ecdh_curves;
  Field<bool> insecure_skip_verify;
};

template <>
struct Holds<Tls> {
  using type = Boxed<Tls>;
};

struct Port {
  Field<std::uint32_t> number;
  Field<std::string> protocol, name;
  Field<std::uint32_t> target_port;
};

template <>
struct Holds<Port> {
  using type = Boxed<Port>;
};

struct Server {
  Field<Port> port;
  Field<List<std::string>> hosts;
  Field<Tls> tls;
  Field<std::string> bind, default_endpoint, name;
};

struct Spec {
  Field<List<Server>> servers;
  Field<StringMap> selector;
};

struct Metadata {
  Field<std::string> name, generate_name, namespace_;
  Field<StringMap> labels, annotations;
};

struct Gateway {
  Field<std::string> api_version, kind;
  Field<Metadata> metadata;
  Field<Spec> spec;
};

/// What stands before the error that a document is, in every output.
struct ObjectName {
  std::optional<std::string> api_version, kind, namespace_, name;
  std::uint32_t document = 0;         ///< among those of the file not empty
  std::optional<std::uint32_t> item;  ///< number in a List
};

/// What of an object some tool fills in later: see template_marks.h.
struct Placeholders {
  std::size_t count = 0;
  Range first{};  ///< the value with the first
};

/// What rules look at: one object as far as it could be read. A document that
/// is no Gateway, or cannot be read, has problems but no gateway. Nothing in it
/// points into the document.
struct Model {
  ObjectName object;
  std::shared_ptr<Gateway> gateway;  ///< null if there is none
  Problems problems;
  Paths paths;
  Placeholders placeholders{};
  bool patch = false;  ///< what it lacks may stand elsewhere: see FileRole
};

// Short ways to ask what many rules ask.

/// The protocol of a server, or nothing if absent, unreadable or unknown.
std::optional<Protocol> protocol_of(const Server& server);
/// The port number, or nothing if absent or unreadable.
std::optional<std::uint32_t> number_of(const Server& server);
/// The TLS mode: PASSTHROUGH where `mode` is not written. Nothing if it is
/// unreadable, or `tls` is not there.
std::optional<TlsMode> mode_of(const Server& server);
/// `tls` is there and its mode is PASSTHROUGH (or unset) or AUTO_PASSTHROUGH.
bool passes_through(const Server& server);
/// `tls` is there, the protocol speaks TLS, and the mode terminates it.
bool terminates_tls(const Server& server);
/// `credentialName` is not empty or `credentialNames` has an item.
bool has_credential(const Tls& tls);
/// Both halves of the file pair.
bool has_file_pair(const Tls& tls);
/// The text of `bind`, "" if absent.
std::string_view bind_of(const Server& server);
/// The `ns` the object lands in: its own, else `fallback`.
std::string_view namespace_of(const Gateway& gateway,
                              std::string_view fallback);
/// The value of an annotation or label, or null.
const Pair* find_pair(const Field<StringMap>& map, std::string_view key);

}  // namespace asmgw
