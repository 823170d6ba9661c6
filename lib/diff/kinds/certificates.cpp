// Classes of change: where the certificates of the gateway come from.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view shop = "{mode: SIMPLE, credentialName: shop}";
constexpr std::string_view blog = "{mode: SIMPLE, credentialName: blog}";
constexpr std::string_view in_files = R"({mode: SIMPLE,
      serverCertificate: /certs/shop.pem, privateKey: /certs/shop.key})";
constexpr std::string_view in_other_files = R"({mode: SIMPLE,
      serverCertificate: /certs/blog.pem, privateKey: /certs/blog.key})";
constexpr ChangeExample certificate_source_changed_pairs[] = {
    {
        .variant = "to credential",
        .level = Impact::risky,
        .older = in_files,
        .newer = shop,
        .silent = in_other_files,
    },
    {
        .variant = "to files",
        .level = Impact::risky,
        .older = shop,
        .newer = in_files,
        .silent = blog,
    },
};

constexpr ChangeExample certificate_path_changed_pairs[] = {
    {
        .level = Impact::risky,
        .older = in_files,
        .newer = in_other_files,
        .silent = shop,
    },
    {
        .variant = "tlsCertificates",
        .level = Impact::risky,
        .older = R"({mode: SIMPLE, tlsCertificates: [
      {serverCertificate: /certs/shop.pem, privateKey: /certs/shop.key}]})",
        .newer = R"({mode: SIMPLE, tlsCertificates: [
      {serverCertificate: /certs/shop.pem, privateKey: /certs/shop.key},
      {serverCertificate: /certs/ec.pem, privateKey: /certs/ec.key}]})",
        .silent =
            R"({mode: SIMPLE, minProtocolVersion: TLSV1_3, tlsCertificates: [
      {serverCertificate: /certs/shop.pem, privateKey: /certs/shop.key}]})",
    },
    {
        .variant = "same files",
        .level = Impact::none,
        .older = in_files,
        .newer = R"({mode: SIMPLE, tlsCertificates: [
      {serverCertificate: /certs/shop.pem, privateKey: /certs/shop.key}]})",
        .silent = shop,
    },
};

using Files = std::vector<std::pair<std::string, std::string>>;

/// Where the files of the two sides differ.
Spot file_spot(const SideServer& server, const Tls& other,
               IstioVersion version) {
  const Tls& tls = *server->tls;
  if (knows_certificate_lists(version) && filled(tls.tls_certificates))
    return spot_of(server, tls.tls_certificates);
  return *tls.server_certificate == *other.server_certificate &&
                 filled(other.server_certificate)
             ? spot_of(server, tls.private_key)
             : spot_of(server, tls.server_certificate);
}

Files files_of(const Tls& tls, IstioVersion version) {
  Files all;
  for (const CertificateFiles& pair : certificates_to_check(tls, version))
    all.emplace_back(**pair.certificate, **pair.key);
  return all;
}

/// Of the certificates alone.
std::string paths_in(const Files& all) {
  Texts paths;
  for (const auto& [certificate, key] : all) paths.push_back(certificate);
  return listed(paths);
}

void compare_files(const TlsPair& pair) {
  const Files before = files_of(pair.older, pair.version());
  const Files after = files_of(pair.newer, pair.version());
  const bool moved = knows_certificate_lists(pair.version()) &&
                     filled(pair.older.tls_certificates) !=
                         filled(pair.newer.tls_certificates);
  if (before == after && !moved) return;
  Change& change =
      pair.add(changes::certificate_path_changed,
               file_spot(*pair.servers.older, pair.newer, pair.version()),
               file_spot(*pair.servers.newer, pair.older, pair.version()),
               fmt::format("reads its certificate from {}", paths_in(after)));
  set_subject(change, pair.servers, paths_in(after));
  change.now = fmt::format("read from {}", paths_in(before));
  change.then = fmt::format(
      "another certificate is shown; a file that the pod does not have keeps "
      "the port from opening; {}",
      drains);
  if (before != after) return;
  change.then.clear();
  set_level(change, Impact::none, "the files are the same");
}

Spot source_spot(const SideServer& server, IstioVersion version) {
  const Tls& tls = *server->tls;
  return has_credential(tls, version) ? credential_spot(server, version)
                                      : file_spot(server, {}, version);
}

void say_source(const TlsPair& pair, bool credential) {
  const IstioVersion version = pair.version();
  Change& change = pair.add(changes::certificate_source_changed,
                            source_spot(*pair.servers.older, version),
                            source_spot(*pair.servers.newer, version),
                            credential ? "reads its certificate from a Secret"
                                       : "reads its certificate from files");
  const std::string name = credential
                               ? listed(credentials_of(pair.newer, version))
                               : paths_in(files_of(pair.newer, version));
  set_subject(change, pair.servers, name);
  change.now = credential ? "files in the pod" : "a Secret";
  change.then = fmt::format(
      "shown is what {} holds; if it is not there, handshakes fail; {}", name,
      drains);
  if (!pair.both(asks_for_client)) return;
  change.notes.push_back(
      credential ? fmt::format("the CA of clients is read from {}, no longer "
                               "from caCertificates",
                               visible(client_ca_of(pair, pair.newer)))
                 : "the CA of clients is read from caCertificates, no longer "
                   "from the Secret");
}

}  // namespace

constinit const ChangeKind changes::certificate_source_changed = {
    .id = "certificate-source-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary =
        "certificates come from a Secret instead of files, or from files "
        "instead of a Secret",
    .rationale = R"(Files must be mounted into every pod of the gateway; a
Secret must be in the namespace of the workload, and istiod must be allowed
to read it. Whether it is the same certificate cannot be seen. In MUTUAL and
OPTIONAL_MUTUAL the CA of clients moves along: caCertificates is read with
files only, and so is caCrl.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"certificate-source-changed"},
    .examples = certificate_source_changed_pairs,
};

constinit const ChangeKind changes::certificate_path_changed = {
    .id = "certificate-path-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "certificates come from other files",
    .rationale = R"(The gateway shows another certificate. A path that the
pod does not have never becomes ready: new pods do not open the port. No
effect where the same files are named in tlsCertificates instead.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"certificate-path-changed"},
    .examples = certificate_path_changed_pairs,
};

void compare_certificates(const TlsPair& pair) {
  const bool before = !credentials_of(pair.older, pair.version()).empty();
  const bool after = !credentials_of(pair.newer, pair.version()).empty();
  if (before != after)
    say_source(pair, after);
  else if (after)
    compare_credentials(pair);
  else
    compare_files(pair);
}

}  // namespace asmgw
