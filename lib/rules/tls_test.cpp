// Where several TLS rules could speak of one mistake, and where none may.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

std::string gateway(std::string_view port, std::string_view tls,
                    std::string_view host = "shop.example.com") {
  std::string out =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: shop, namespace: shop}\nspec:\n"
      "  selector: {istio: ingressgateway}\n  servers:\n  - port: {";
  out += port;
  out += "}\n    hosts: [\"";
  out += host;
  out += "\"]\n";
  if (!tls.empty()) out += "    tls: {" + std::string(tls) + "}\n";
  return out;
}

constexpr std::string_view https = "number: 443, name: a, protocol: HTTPS";
constexpr std::string_view tls_port = "number: 443, name: a, protocol: TLS";
constexpr std::string_view http = "number: 8080, name: a, protocol: HTTP";
constexpr std::string_view tcp = "number: 8080, name: a, protocol: TCP";

/// The findings of this family above `info`: `GW310 error TLS16 TLS17; ...`
std::string said(const std::string& text, IstioVersion version = newest_version,
                 Severity least = Severity::warning) {
  LintOptions options;
  options.settings.version = version;
  const LintedText linted = lint_text(text, options);
  std::string out;
  for (const Diagnostic& found : linted.result.diagnostics) {
    if (!found.rule->id.starts_with("GW3") || found.rule->id >= "GW380" ||
        found.severity < least)
      continue;
    if (!out.empty()) out += "; ";
    out += std::string(found.rule->id) + ' ';
    out += text_of(found.severity);
    for (std::string_view key : found.sources) out += ' ' + std::string(key);
  }
  return out;
}

std::string on(std::string_view port, std::string_view tls) {
  return said(gateway(port, tls));
}

}  // namespace

TEST_CASE("a certificate that is missing is one finding") {
  CHECK(on(https, "mode: SIMPLE") == "GW310 error TLS16 TLS17");
  CHECK(on(https, "mode: MUTUAL") == "GW310 error TLS16 TLS17 TLS14");
  CHECK(on(https, "mode: SIMPLE, serverCertificate: /c") ==
        "GW310 error TLS17");
  CHECK(on(https, "mode: SIMPLE, privateKey: /k") == "GW310 error TLS16");
  CHECK(on(https,
           "mode: SIMPLE, tlsCertificates: [{serverCertificate: /c}, "
           "{privateKey: /k}]") == "GW310 error TLS16 TLS17");
  CHECK(on(https,
           "mode: MUTUAL, serverCertificate: /c, privateKey: /k, "
           "caCertCredentialName: a-cacert") == "GW311 error TLS14 T48");
}

TEST_CASE("what the schema refuses already is not told twice") {
  CHECK(on(https, "mode: SIMPLE, credentialName: 5") == "");
  CHECK(on(https, "mode: SIMPLE, credentialNames: []") == "");
  CHECK(on(https, "mode: simple") == "");
  CHECK(on(https, "mode: SIMPLE, credentialName: a, credentialNames: [b]") ==
        "");
  CHECK(on(https,
           "mode: SIMPLE, credentialNames: [a], tlsCertificates: "
           "[{serverCertificate: /c, privateKey: /k}]") == "");
}

TEST_CASE("tls on a plaintext port is one finding, whatever it lacks") {
  CHECK(on(http, "mode: SIMPLE") == "GW302 error X2 TLS16 TLS17");
  CHECK(on(http, "serverCertificate: /c") == "GW302 error X2 TLS10");
  CHECK(on(tcp, "credentialName: a") == "GW303 error X3 TLS10");
  CHECK(on(tcp, "mode: MUTUAL") == "GW303 error X3 TLS14 TLS16 TLS17");
  CHECK(on(http, "credentialName: a, minProtocolVersion: TLSV1_0") ==
        "GW304 error T41 TLS1 TLS10");
  CHECK(on(http, "mode: PASSTHROUGH") == "GW304 error T41");
  CHECK(on(http, "httpsRedirect: true, credentialName: a") ==
        "GW304 warning T41 TLS10");
  CHECK(on(http, "httpsRedirect: true") == "");
  CHECK(on(http, "minProtocolVersion: TLS_AUTO, cipherSuites: []") == "");
}

TEST_CASE("protocol and tls are not judged beside a refused port") {
  const std::string_view bad = "number: 0, name: a, protocol: HTTP";
  CHECK(on(bad, "mode: SIMPLE, credentialName: a") == "");
  CHECK(on(bad, "mode: SIMPLE") == "GW310 error TLS16 TLS17");
  CHECK(on("number: 0, name: a, protocol: HTTPS", "") == "");
  CHECK(on("number: 443, name: a, protocol: FOO", "credentialName: a") ==
        "GW314 warning TLS10");
  CHECK(on(https, "") == "GW301 error X1");
}

TEST_CASE("a mode that is not written explains what is ignored") {
  CHECK(on(https,
           "credentialName: a, cipherSuites: [x], "
           "subjectAltNames: [b]") == "GW305 error T37 TLS2 TLS10");
  CHECK(on(https, "credentialName: a, caCrl: /c") ==
        "GW315 error TLS18 T37 TLS10");
  CHECK(on(https, "minProtocolVersion: TLSV1_1") == "GW306 warning T38 TLS1");
  CHECK(on(tls_port, "mode: PASSTHROUGH, credentialName: a, caCrl: /c") ==
        "GW315 error TLS18 TLS10");
  CHECK(on(tls_port, "mode: PASSTHROUGH, credentialName: a") ==
        "GW314 warning TLS10");
}

TEST_CASE("an ignored list of ciphers is told once") {
  CHECK(on(tls_port,
           "mode: PASSTHROUGH, cipherSuites: [x, AES128-SHA, "
           "AES128-SHA]") == "GW349 warning T61 TLS2 TLS3");
  const std::string base = "mode: SIMPLE, credentialName: a, ";
  CHECK(on(https, base + "cipherSuites: [x, z]") == "GW343 error T57 TLS2");
  CHECK(on(https, base + "cipherSuites: [x, AES128-SHA]") ==
        "GW341 warning TLS2");
  CHECK(on(https, base + "minProtocolVersion: TLSV1_3, cipherSuites: [x]") ==
        "GW343 warning T57 TLS2 T56");
  CHECK(on(https, base + "minProtocolVersion: TLSV1_3, cipherSuites: [x, "
                         "AES128-SHA, AES128-SHA]") ==
        "GW345 warning T56 TLS2 TLS3");
  CHECK(on(https, base + "minProtocolVersion: TLSV1_1, cipherSuites: "
                         "[AES128-GCM-SHA256, ALL]") == "");
  CHECK(on(tcp, "cipherSuites: [x]") == "GW303 error X3; GW341 warning TLS2");
}

TEST_CASE("versions that leave nothing") {
  const std::string base = "mode: SIMPLE, credentialName: a, ";
  CHECK(on(https, base + "maxProtocolVersion: TLSV1_1") == "GW344 warning T55");
  CHECK(on(https, base + "maxProtocolVersion: TLSV1_2") == "");
  CHECK(on(https, base + "minProtocolVersion: TLSV1_3, maxProtocolVersion: "
                         "TLS_AUTO") == "");
  CHECK(on(tls_port,
           "mode: PASSTHROUGH, minProtocolVersion: TLSV1_3, "
           "maxProtocolVersion: TLSV1_2") == "GW349 warning T61");
}

TEST_CASE("names of credentials") {
  const auto named = [](std::string_view name) {
    return on(https,
              "mode: SIMPLE, credentialName: \"" + std::string(name) + "\"");
  };
  CHECK(named("shop.example.com") == "");
  CHECK(named("kubernetes://shop") == "");
  CHECK(named("builtin://") == "");
  CHECK(named("istio-system/shop") == "");
  CHECK(named("shop/shop") == "GW320 warning T44");
  CHECK(named("kubernetes://certs/shop") == "GW320 error T44");
  const auto listed = [](std::string_view names) {
    return on(https,
              "mode: SIMPLE, credentialNames: [" + std::string(names) + "]");
  };
  CHECK(listed("Shop") == "GW322 error T66");
  CHECK(listed("shop, Shop") == "GW322 warning T66");
  CHECK(listed("shop, a-cacert") == "GW321 warning T46");
  CHECK(listed("shop, certs/shop") == "GW320 warning T44");
  CHECK(named("certs/shop-cacert") == "GW321 error T46");
  CHECK(named(" ") == "GW322 error T66");
  CHECK(named("vault://shop") == "GW322 error T66");
  CHECK(on(tls_port, "mode: PASSTHROUGH, credentialName: A") ==
        "GW314 warning TLS10");
  CHECK(on(https, "mode: SIMPLE, credentialNames: [a, a]") ==
        "GW324 warning T53");
}

TEST_CASE("checks of client certificates") {
  CHECK(on(https, "mode: ISTIO_MUTUAL, subjectAltNames: [a]") == "");
  CHECK(on(https, "mode: ISTIO_MUTUAL, verifyCertificateHash: [a]") ==
        "GW332 warning T64");
  CHECK(
      on(https, "mode: SIMPLE, credentialName: a, subjectAltNames: [\"*\"]") ==
      "GW330 error T36");
  CHECK(on(https,
           "mode: SIMPLE, serverCertificate: /c, privateKey: /k, "
           "subjectAltNames: [a]") == "GW332 warning T64");
  CHECK(on(https,
           "mode: MUTUAL, credentialName: a, caCertCredentialName: "
           "\"configmap://istio-system/ca\"") == "");
  CHECK(on(https, "mode: ISTIO_MUTUAL, credentialName: a, privateKey: /k") ==
        "GW313 error TLS5 TLS8");
}

TEST_CASE("a credentialName that cannot be read may well be one") {
  CHECK(on(https, "mode: MUTUAL, credentialName: n, caCertCredentialName: b") ==
        "");
}

TEST_CASE("AUTO_PASSTHROUGH takes names of services") {
  for (std::string_view host :
       {"*", "*.local", "*.global", "shop.shop.svc.cluster.local",
        "*/*.svc.clusterset.local", "*.shop.svc.example.com"}) {
    CAPTURE(host);
    CHECK(said(gateway(tls_port, "mode: AUTO_PASSTHROUGH", host)) == "");
  }
}

TEST_CASE("releases that do not know a field yet") {
  const IstioVersion v26{1, 26, newest_patch};
  const auto at26 = [&](std::string_view tls) {
    return said(gateway(https, tls), v26);
  };
  CHECK(at26("mode: SIMPLE, credentialNames: [a]") ==
        "GW310 error TLS16 TLS17");
  CHECK(at26("mode: ISTIO_MUTUAL, credentialNames: [a]") == "");
  CHECK(at26("mode: SIMPLE, credentialName: a, serverCertificate: /c, "
             "privateKey: /k") == "");
  CHECK(said(gateway(https, "mode: SIMPLE, credentialNames: [a]"),
             {1, 25, newest_patch}) == "");
  CHECK(said(gateway(https, "mode: SIMPLE, credentialName: a, ecdhCurves: [x]"),
             {1, 31, newest_patch}) == "");
}

}  // namespace asmgw
