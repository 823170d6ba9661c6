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
          (one.cause == TlsRefusalCause::names_without_ca));
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
  CHECK(listener.state == ListenerState::ok);
}

}  // namespace asmgw
