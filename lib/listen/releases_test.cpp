// What a workload listens on in releases that differ, one case a difference.
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

Listening in(std::string_view release, std::string_view notation,
             Order order = Order::file) {
  MeshSettings settings;
  settings.order = order;
  settings.version = parse_version(release).value();
  return Listening(notation, settings);
}

/// `a#1 protocol-conflict, b#0 ...`: what is dropped.
std::string dropped(std::string_view release, std::string_view notation) {
  const Listening got = in(release, notation);
  std::string out;
  for (const ServerIn& server : got.effective().servers) {
    if (!server.drop.at_merge()) continue;
    out += fmt::format("{}{}#{} {}", out.empty() ? "" : ", ",
                       got.mesh().gateways[server.gateway].name, server.index,
                       text_of(server.drop.reason));
  }
  return out;
}

constexpr std::string_view kind_a = "1.17.8", kind_b = "1.18.5",
                           kind_c = "1.22.8", kind_d = "1.26.8";

}  // namespace

TEST_CASE("plaintext as third server of a port") {
  const std::string_view servers = R"(
      a: HTTPS 443 a.com S
      b: HTTPS 443 b.com S
      c: HTTP 443 c.com)";
  CHECK(dropped(kind_a, servers) == "c#0 protocol-conflict");
  CHECK(dropped(kind_b, servers).empty());
  CHECK(dropped(kind_c, servers) == "c#0 protocol-conflict");
  CHECK(dropped(kind_d, servers).empty());
}

TEST_CASE("plaintext between TLS servers") {
  const std::string_view servers = R"(
      a: HTTPS 443 a.com S
      c: HTTP 443 c.com
      b: HTTPS 443 b.com S)";
  CHECK(dropped(kind_a, servers) == "c#0 protocol-conflict");
  CHECK(dropped(kind_b, servers).empty());
  CHECK(dropped(kind_c, servers).empty());
  CHECK(dropped(kind_d, servers) == "b#0 protocol-conflict");
  CHECK(in(kind_c, servers).listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com https a#0 https.443.p0.a.default
      - b.com https b#0 https.443.p0.b.default
      - * http c#0 )"));
}

TEST_CASE("HTTP and TCP on two binds") {
  const std::string_view servers = R"(
      a: HTTP 80 a.com @10.0.0.1
      b: TCP 80 b.com @10.0.0.2)";
  CHECK(dropped(kind_a, servers) == "b#0 protocol-conflict");
  for (const auto release : {kind_b, kind_c, kind_d})
    CHECK(dropped(release, servers).empty());
}

TEST_CASE("a redirect behind TLS has no routes before 1.26.8") {
  const std::string_view servers = R"(
      a: HTTPS 443 a.com S
      b: HTTP 443 b.com R)";
  for (const auto release : {kind_a, kind_b, kind_c}) {
    const Listening got = in(release, servers);
    CHECK(got.effective().groups.at(1).route.empty());
  }
  CHECK(in(kind_d, servers).effective().groups.at(1).route == "http.443");
}

TEST_CASE("of one age: name.namespace up to 1.22, then name and namespace") {
  const std::string_view servers = R"(
      shop: HTTPS 443 a.com S
      shop-2: HTTPS 443 a.com S)";
  const auto first = [&](std::string_view release) {
    const Listening got = in(release, servers, Order::name);
    return got.mesh().gateways[got.effective().gateways.at(0)].name;
  };
  CHECK(first("1.22") == "shop-2");
  CHECK(first("1.23.0") == "shop");
}

TEST_CASE("one SNI host in two pass-through servers") {
  const std::string_view servers = R"(
      a: TLS 443 a.com PT
      a: TLS 443 a.com,b.com PT @10.0.0.1
      b: TLS 443 *.com PT
      vs v: a,b a.com tls a.com)";
  CHECK(in("1.16", servers).listeners().find("nack") != std::string::npos);
  CHECK(in("1.17", servers).listeners().find("nack") == std::string::npos);
}

TEST_CASE("ISTIO_MUTUAL had versions of its own up to 1.17") {
  const auto least = [](std::string_view release) {
    return in(release,
              "a: HTTPS 443 a.com tls={mode: ISTIO_MUTUAL, "
              "minProtocolVersion: TLSV1_3}")
        .effective()
        .listeners.at(0)
        .chains.at(0)
        .tls->min;
  };
  CHECK(least("1.17") == TlsVersion::v1_3);
  CHECK(least("1.18.0") == TlsVersion::automatic);
}

TEST_CASE("secrets by release") {
  const auto secrets = [](std::string_view release, std::string_view tls) {
    const Listening got =
        in(release, fmt::format("a: HTTPS 443 a.com tls={}", tls));
    const TlsContext& made = *got.effective().listeners.at(0).chains.at(0).tls;
    return made.secrets.at(0).name + ' ' + made.secrets.at(0).kind +
           (made.ca ? ' ' + made.ca->name : "");
  };
  constexpr std::string_view with_ca =
      "{mode: MUTUAL, credentialName: c, caCertCredentialName: d-cacert}";
  CHECK(secrets("1.27", with_ca) ==
        "kubernetes://c Secret kubernetes://c-cacert");
  CHECK(secrets("1.28.0", with_ca) ==
        "kubernetes://c Secret kubernetes://d-cacert");
  constexpr std::string_view sds =
      "{mode: SIMPLE, credentialName: \"sds://c\"}";
  CHECK(secrets("1.26", sds) == "kubernetes://sds://c none");
  CHECK(secrets("1.30.0", sds) == "sds://c external");
  CHECK(secrets("1.30.1", sds) == "kubernetes://c Secret");
}

TEST_CASE("the QUIC listener of 1.16 asks for a client certificate") {
  const auto asks = [](std::string_view release) {
    MeshSettings settings = in_file_order();
    settings.quic = true;
    settings.version = parse_version(release).value();
    const Listening got(
        "a: HTTPS 443 a.com M\nsvc s: https=443>8443 quic=443>8443/UDP",
        settings);
    for (const EffectiveListener& one : got.effective().listeners)
      if (one.quic) return one.chains.at(0).tls->require_client_certificate;
    return false;
  };
  CHECK(asks("1.16"));
  CHECK_FALSE(asks("1.17.0"));
}

TEST_CASE("virtual hosts whose names differ in case") {
  const auto refused = [](std::string_view release, std::string_view notation) {
    const auto refusal = in(release, notation).effective().routes.at(0).refusal;
    return refusal && refusal->cause == RouteRefusalCause::domain_twice
               ? refusal->text
               : std::string();
  };
  constexpr std::string_view services = R"(
      a: HTTP 80 *
      vs v: a Shop.x.com http
      vs w: a shop.x.com http)";
  for (const char* release : {"1.16", "1.20.4", "1.21.0"})
    CHECK(refused(release, services) == "shop.x.com");
  for (const char* release : {"1.20.5", "1.21.1", "1.22.0", "1.32"})
    CHECK(refused(release, services).empty());
  constexpr std::string_view redirect = R"(
      a: HTTP 80 Shop.x.com R
      vs v: a Shop.x.com http)";
  for (const char* release : {"1.20.5", "1.21.6", "1.22", "1.23.4", "1.24.2"})
    CHECK(refused(release, redirect) == "shop.x.com");
  for (const char* release : {"1.20.4", "1.23.5", "1.24.3", "1.25.0"})
    CHECK(refused(release, redirect).empty());
  CHECK(in("1.23.4", "a: HTTP 80 Shop.x.com R").virtual_hosts() ==
        "http.80 Shop.x.com:80 [shop.x.com] tls\n");
}

TEST_CASE("istiod dies of hosts behind */* in some releases only") {
  const auto panics = [](std::string_view release) {
    return in(release, "a: HTTP 80 */*,./x.com").effective().panic;
  };
  CHECK_FALSE(panics("1.26.4"));
  CHECK(panics("1.26.5"));
  CHECK_FALSE(panics("1.27.1"));
  CHECK(panics("1.27.2"));
}

}  // namespace asmgw
