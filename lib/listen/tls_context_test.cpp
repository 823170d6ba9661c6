// What a chain presents to clients, and what it asks of them.
#include "listen/tls_context.h"

#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// `secrets ca=… alpn client` of an HTTPS server with this `tls`.
std::string context(const std::string& tls,
                    const std::string& protocol = "HTTPS") {
  const std::string text = Listening("a: " + protocol + " 443 a.com tls={" +
                                     tls + "}\nvs v: a a.com tcp")
                               .tls();
  const std::string begin = "a#0 ";
  if (!text.starts_with(begin)) return text;
  const auto mode = text.find(' ', begin.size()) + 1;
  return text.substr(mode, text.size() - mode - 1);
}

std::string simple(const std::string& more) {
  return context("mode: SIMPLE, " + more);
}

std::string mutual(const std::string& more) {
  return context("mode: MUTUAL, " + more);
}

const TlsContext& tls_of(const Listening& got) {
  return got.effective().listeners.at(0).chains.at(0).tls.value();
}

}  // namespace

TEST_CASE("modes: what is asked of clients, and what is offered") {
  const std::string files =
      "serverCertificate: c, privateKey: k, caCertificates: ca";
  CHECK(context("mode: SIMPLE, credentialName: x") ==
        "kubernetes://x h2,http/1.1");
  CHECK(context("mode: MUTUAL, credentialName: x") ==
        "kubernetes://x ca=kubernetes://x-cacert h2,http/1.1 client");
  CHECK(context("mode: OPTIONAL_MUTUAL, credentialName: x") ==
        "kubernetes://x ca=kubernetes://x-cacert h2,http/1.1");
  CHECK(context("mode: ISTIO_MUTUAL") ==
        "default ca=ROOTCA h2,http/1.1 client");
  CHECK(context("mode: SIMPLE, " + files) == "file-cert:c~k h2,http/1.1");
  CHECK(context("mode: MUTUAL, " + files) ==
        "file-cert:c~k ca=file-root:ca h2,http/1.1 client");
  CHECK(context("mode: OPTIONAL_MUTUAL, " + files) ==
        "file-cert:c~k ca=file-root:ca h2,http/1.1");
}

TEST_CASE("protocol TLS offers the same, save in ISTIO_MUTUAL") {
  CHECK(context("mode: SIMPLE, credentialName: x", "TLS") ==
        "kubernetes://x h2,http/1.1");
  CHECK(context("mode: ISTIO_MUTUAL", "TLS") ==
        "default ca=ROOTCA istio-peer-exchange,h2,http/1.1 client");
}

TEST_CASE("pass-through has no context") {
  CHECK(
      Listening("a: TLS 443 a.com PT\nvs v: a a.com tls a.com").tls().empty());
}

TEST_CASE("credentialName in all its spellings") {
  CHECK(mutual("credentialName: ns/x") ==
        "kubernetes://ns/x ca=kubernetes://ns/x-cacert h2,http/1.1 client");
  CHECK(mutual("credentialName: 'kubernetes://x'") ==
        "kubernetes://x ca=kubernetes://x-cacert h2,http/1.1 client");
  CHECK(mutual("credentialName: 'kubernetes-gateway://ns/x'") ==
        "kubernetes-gateway://ns/x ca=kubernetes-gateway://ns/x-cacert "
        "h2,http/1.1 client");
  CHECK(mutual("credentialName: 'configmap://ns/x'") ==
        "configmap://ns/x ca=configmap://ns/x-cacert h2,http/1.1 client");
  CHECK(mutual("credentialName: 'builtin://'") ==
        "default ca=ROOTCA h2,http/1.1 client");
  CHECK(simple("credentialName: 'invalid://'") == "invalid:// h2,http/1.1");
  CHECK(mutual("credentialName: 'sds://r'") ==
        "kubernetes://r ca=kubernetes://r-cacert h2,http/1.1 client");
}

TEST_CASE("several credentials: the CA is that of the first") {
  CHECK(mutual("credentialNames: [a, b]") ==
        "kubernetes://a,kubernetes://b ca=kubernetes://a-cacert h2,http/1.1 "
        "client");
  CHECK(simple("credentialNames: [a, ns/b]") ==
        "kubernetes://a,kubernetes://ns/b h2,http/1.1");
}

TEST_CASE("the CA under a name of its own has no suffix") {
  CHECK(mutual("credentialName: x, caCertCredentialName: other") ==
        "kubernetes://x ca=kubernetes://other h2,http/1.1 client");
  CHECK(mutual("credentialNames: [a, b], caCertCredentialName: ns/y") ==
        "kubernetes://a,kubernetes://b ca=kubernetes://ns/y h2,http/1.1 "
        "client");
}

TEST_CASE("tlsCertificates: one name each, the CA stands outside") {
  const std::string pairs =
      "tlsCertificates: [{serverCertificate: c1, privateKey: k1}, "
      "{serverCertificate: c2, privateKey: k2}]";
  CHECK(simple(pairs) == "file-cert:c1~k1,file-cert:c2~k2 h2,http/1.1");
  CHECK(mutual(pairs + ", caCertificates: ca") ==
        "file-cert:c1~k1,file-cert:c2~k2 ca=file-root:ca h2,http/1.1 client");
}

TEST_CASE("a credential wins over files, ISTIO_MUTUAL over both") {
  CHECK(simple("credentialName: x, serverCertificate: c, privateKey: k") ==
        "kubernetes://x h2,http/1.1");
  CHECK(context("mode: ISTIO_MUTUAL, credentialName: x, serverCertificate: c, "
                "privateKey: k") == "default ca=ROOTCA h2,http/1.1 client");
}

TEST_CASE("without any certificate that of the workload is presented") {
  CHECK(context("mode: SIMPLE") == "default h2,http/1.1");
  CHECK(context("mode: MUTUAL") == "default ca=ROOTCA h2,http/1.1 client");
}

TEST_CASE("releases that do not know the lists take the single name") {
  const std::string_view server =
      "a: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: x, "
      "credentialNames: [p, q]}";
  MeshSettings old = in_file_order();
  old.version = {1, 25, 0};
  CHECK(Listening(server, old).tls() ==
        "a#0 SIMPLE kubernetes://x h2,http/1.1\n");
}

TEST_CASE("versions and ciphers: valid ones, each once, of own certificates") {
  const Listening got(
      "a: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: x, "
      "minProtocolVersion: TLSV1_2, maxProtocolVersion: TLSV1_3, "
      "cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256, NO-SUCH, "
      "AES128-GCM-SHA256, ECDHE-RSA-AES128-GCM-SHA256]}");
  const TlsContext& tls = tls_of(got);
  CHECK((tls.min == TlsVersion::v1_2));
  CHECK((tls.max == TlsVersion::v1_3));
  CHECK((tls.cipher_suites ==
         std::vector<std::string>{"ECDHE-RSA-AES128-GCM-SHA256",
                                  "AES128-GCM-SHA256"}));
  const Listening istio(
      "a: HTTPS 443 a.com tls={mode: ISTIO_MUTUAL, minProtocolVersion: "
      "TLSV1_3, cipherSuites: [AES128-GCM-SHA256]}");
  CHECK((tls_of(istio).min == TlsVersion::automatic));
  CHECK(tls_of(istio).cipher_suites.empty());
  const Listening none("a: HTTPS 443 a.com S");
  CHECK((tls_of(none).min == TlsVersion::automatic));
  CHECK((tls_of(none).max == TlsVersion::automatic));
  CHECK(tls_of(none).cipher_suites.empty());
}

TEST_CASE("a Secret lives in the namespace of the workload") {
  const std::string secret =
      "\n---\napiVersion: v1\nkind: Secret\n"
      "metadata: {name: a, namespace: istio-system}\n";
  const auto looked_for = [](const std::string& text, bool complete) {
    MeshSettings settings = in_file_order();
    settings.complete = complete;
    return tls_of(Listening(text, settings)).secrets.at(0);
  };
  const SecretName here = looked_for("x/a: HTTPS 443 a.com S" + secret, false);
  CHECK(here.kind == "Secret");
  CHECK(here.namespace_ == "istio-system");
  CHECK(here.object == "a");
  CHECK((here.found == true));
  CHECK((looked_for("a: HTTPS 443 a.com S", false).found == std::nullopt));
  CHECK((looked_for("a: HTTPS 443 a.com S", true).found == false));
  CHECK((looked_for("b: HTTPS 443 a.com S" + secret, true).found == false));
  const SecretName other = looked_for(
      "b: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: x/a}" + secret,
      true);
  CHECK(other.namespace_ == "x");
  CHECK((other.found == false));
}

}  // namespace asmgw
