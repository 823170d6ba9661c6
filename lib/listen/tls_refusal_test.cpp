// What Envoy and handshakes refuse, and what is none of it.
#include "listen/tls_refusal.h"

#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {
namespace {

/// `names_without_ca`: the causes found in `tls` of one server, and where.
std::string refused(const std::string& tls,
                    const std::string& protocol = "HTTPS",
                    IstioVersion version = newest_version) {
  const Listening got("a: " + protocol + " 443 a.com tls={" + tls + "}\n");
  std::string out;
  for (const TlsRefusal& one :
       tls_refusals(*got.effective().servers.at(0), version)) {
    CHECK(one.range.begin < one.range.end);
    CHECK((one.refuser == Refuser::listener) ==
          (one.cause == TlsRefusalCause::names_without_ca ||
           one.cause == TlsRefusalCause::malformed_pin));
    out.append(out.empty() ? "" : ", ").append(text_of(one.cause));
    if (!one.sure) out += '?';
  }
  return out;
}

const std::string names = "subjectAltNames without a CA";
const std::string crossed = "minProtocolVersion above maxProtocolVersion";

}  // namespace

TEST_CASE("names of clients need a CA") {
  const std::string some = ", subjectAltNames: [x]";
  CHECK(refused("mode: SIMPLE, credentialName: a" + some) == names);
  CHECK(refused("mode: MUTUAL, credentialName: a" + some).empty());
  CHECK(refused("mode: PASSTHROUGH, credentialName: a" + some).empty());
  CHECK(
      refused("mode: SIMPLE, credentialName: a, subjectAltNames: []").empty());
  CHECK(refused("mode: SIMPLE, serverCertificate: c, privateKey: k" + some)
            .empty());
  const std::string list = "mode: SIMPLE, credentialNames: [a]" + some;
  CHECK(refused(list) == names);
  CHECK(refused(list, "HTTPS", {1, 26, 0}).empty());
}

TEST_CASE("some version is left between the lowest and the highest") {
  const std::string simple = "mode: SIMPLE, credentialName: a, ";
  CHECK(refused(simple +
                "minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2") ==
        crossed);
  CHECK(refused(simple +
                "minProtocolVersion: TLSV1_2, maxProtocolVersion: TLSV1_2")
            .empty());
  CHECK(refused(simple + "maxProtocolVersion: TLSV1_1") == crossed + "?");
  CHECK(refused(simple + "maxProtocolVersion: TLSV1_1", "TLS") ==
        crossed + "?");
  CHECK(refused(simple + "maxProtocolVersion: TLS_AUTO").empty());
  CHECK(refused(simple + "minProtocolVersion: TLSV1_3").empty());
  CHECK(refused("mode: ISTIO_MUTUAL, maxProtocolVersion: TLSV1_1").empty());
}

TEST_CASE("curves by the names that Envoy knows, each once") {
  const std::string simple = "mode: SIMPLE, credentialName: a, ecdhCurves: ";
  CHECK(refused(simple + "[P-256, X25519MLKEM768, MLKEM1024]").empty());
  CHECK(refused(simple + "[prime256v1, secp384r1, secp521r1, x25519]").empty());
  for (const std::string name : {"P-224", "X25519Kyber768Draft00", "MLKEM768",
                                 "secp256r1", "P256", "p-256"}) {
    CAPTURE(name);
    CHECK(refused(simple + "[P-384, " + name + "]") ==
          text_of(TlsRefusalCause::curve_unknown));
  }
  CHECK(refused(simple + "[P-256, P-256]") ==
        text_of(TlsRefusalCause::curve_repeated));
  CHECK(refused(simple + "[P-224]", "HTTPS", {1, 31, 0}).empty());
}

TEST_CASE("fingerprints of clients, where they are asked for") {
  const std::string bad{text_of(TlsRefusalCause::malformed_pin)};
  const std::string mutual = "mode: MUTUAL, credentialName: a, ";
  CHECK(refused(mutual + "verifyCertificateHash: [xyz]") == bad);
  CHECK(refused(mutual + "verifyCertificateSpki: [xyz]") == bad);
  CHECK(refused("mode: OPTIONAL_MUTUAL, credentialName: a, "
                "verifyCertificateSpki: [xyz]") == bad);
  CHECK(refused("mode: SIMPLE, credentialName: a, "
                "verifyCertificateHash: [xyz]")
            .empty());
  CHECK(refused("mode: MUTUAL, serverCertificate: c, privateKey: k, "
                "caCertificates: r, verifyCertificateHash: [xyz]")
            .empty());
  const std::string digits(64, 'a');
  CHECK(is_hash_pin(digits));
  CHECK(!is_hash_pin(digits + 'a'));
  CHECK(!is_hash_pin(std::string(63, 'a') + 'g'));
  std::string pairs = "aB";
  for (int i = 1; i < 32; ++i) pairs += ":0c";
  CHECK(is_hash_pin(pairs));
  CHECK(!is_hash_pin(pairs.replace(2, 1, "-")));
  CHECK(is_spki_pin(std::string(43, 'A') + '='));
  CHECK(!is_spki_pin(std::string(42, 'A').append("B=")));
  CHECK(!is_spki_pin(std::string(44, 'A')));
  CHECK(!is_spki_pin(std::string(39, 'A').append("-AAA=")));
}

TEST_CASE("both at once are told apart by who refuses") {
  const Listening got(
      "a: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: a, "
      "minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_1, "
      "subjectAltNames: [x]}\n");
  const EffectiveListener& listener = got.effective().listeners.at(0);
  const auto& all = listener.chains.at(0).tls.value().refusals;
  REQUIRE(all.size() == 2);
  CHECK(find(all, Refuser::listener)->cause ==
        TlsRefusalCause::names_without_ca);
  CHECK(find(all, Refuser::handshake)->cause ==
        TlsRefusalCause::versions_crossed);
  REQUIRE(listener.tls_refusal);
  CHECK(listener.tls_refusal->cause == TlsRefusalCause::names_without_ca);
  CHECK(listener.state == ListenerState::nack);
  CHECK(listener.reason == ListenerReason::tls_context);
}

}  // namespace asmgw
