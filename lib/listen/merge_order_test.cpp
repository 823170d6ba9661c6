// Which Gateway comes first, who wins, and what depends on the release.
#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {

TEST_CASE("order by name gives what the other order of the file gives") {
  const std::string_view servers = R"(
      b: HTTPS 443 b.com,c.com S
      a: HTTPS 443 a.com,b.com S)";
  CHECK(Listening(servers).listeners() == unindented(R"(
      0.0.0.0_443 ok
      - b.com,c.com https b#0 https.443.p0.b.default
      dropped a#0 duplicate-tls-host b.com by b#0 order)"));
  CHECK(Listening(servers, {}).listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com,b.com https a#0 https.443.p0.a.default
      dropped b#0 duplicate-tls-host b.com by a#0 order)"));
}

TEST_CASE("the oldest Gateway comes first if all have a timestamp") {
  const std::string_view servers = R"(
      a: HTTPS 443 a.com S at=2025
      b: HTTPS 443 a.com S at=2024
      x/a: HTTPS 443 a.com S at=2024)";
  CHECK(Listening(servers, {}).listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com https x/a#0 https.443.p0.a.x
      dropped b#0 duplicate-tls-host a.com by x/a#0 order
      dropped a#0 duplicate-tls-host a.com by x/a#0 order)"));
  const std::string_view some = R"(
      b: HTTPS 443 a.com S at=2024
      a: HTTPS 443 a.com S)";
  CHECK(Listening(some, {}).listeners() == unindented(R"(
      0.0.0.0_443 ok
      - a.com https a#0 https.443.p0.a.default
      dropped b#0 duplicate-tls-host a.com by a#0 order)"));
}

TEST_CASE("the winner: who holds the port, who registered the host last") {
  CHECK(differing({{"first of the group", R"(
          a: HTTP 443 a.com
          b: HTTP 443 b.com
          c: HTTPS 443 c.com S)",
                    R"(
          0.0.0.0_443 ok
          - * http a#0,b#0 http.443
          dropped c#0 protocol-conflict HTTP by a#0 order)",
                    R"(
          0.0.0.0_443 ok
          - c.com https c#0 https.443.p0.c.default
          - * http b#0,a#0 http.443)"},
                   {"last registration of the bind", R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2
          c: HTTPS 443 a.com S @10.0.0.1
          d: HTTPS 443 a.com S @10.0.0.1)",
                    R"(
          10.0.0.1_443 nack same-match
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          - a.com https c#0 https.443.p0.c.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2
          dropped d#0 duplicate-tls-host a.com by c#0 order)",
                    R"(
          10.0.0.1_443 nack same-match
          - a.com https d#0 https.443.p0.d.default.10.0.0.1
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2
          dropped c#0 duplicate-tls-host a.com by d#0 order)"},
                   {"a server dropped for its protocol keeps its hosts", R"(
          a: HTTP 443 x.com
          b: HTTPS 443 a.com S
          c: HTTPS 443 a.com,b.com S)",
                    R"(
          0.0.0.0_443 ok
          - * http a#0 http.443
          dropped b#0 protocol-conflict HTTP by a#0 order
          dropped c#0 duplicate-tls-host a.com by (b#0) order)",
                    R"(
          0.0.0.0_443 ok
          - a.com,b.com https c#0 https.443.p0.c.default
          - * http a#0 http.443
          dropped b#0 duplicate-tls-host a.com by c#0 order)"}}) == "");
}

TEST_CASE("what is dropped within one Gateway has no other order") {
  CHECK(differing({{"hosts", R"(
          a: HTTPS 443 a.com S
          a: HTTPS 443 a.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          dropped a#1 duplicate-tls-host a.com by a#0)"},
                   {"protocols", R"(
          a: HTTP 80 a.com
          a: TCP 80 *)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0 http.80
          dropped a#1 protocol-conflict HTTP by a#0)"}}) == "");
}

TEST_CASE("protocols in another case: groups of their own, save for HTTP") {
  CHECK(differing({{"HTTP", R"(
          a: HTTP 80 a.com
          b: http 80 b.com)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0,b#0 http.80)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0,a#0 http.80)"},
                   {"HTTPS", R"(
          a: HTTPS 443 a.com S
          b: https 443 b.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          - b.com https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default
          - a.com https a#0 https.443.p0.a.default)"}}) == "");
  CHECK(Listening("a: HTTP 80 a.com\nb: http 80 b.com")
            .effective()
            .groups.size() == 1);
  CHECK(Listening("a: HTTPS 443 a.com S\nb: https 443 b.com S")
            .effective()
            .groups.size() == 2);
}

TEST_CASE("in older releases plaintext after TLS blocked no later TLS") {
  const std::string_view servers = R"(
      a: HTTPS 443 b.com S
      b: HTTP 443 a.com
      c: HTTPS 443 c.com S)";
  MeshSettings settings = in_file_order();
  for (IstioVersion version :
       {IstioVersion{1, 25, newest_patch}, IstioVersion{1, 26, 7},
        IstioVersion{1, 27, 3}, IstioVersion{1, 28, 0}}) {
    settings.version = version;
    const Listening got(servers, settings);
    CHECK(got.effective().listeners.at(0).chains.size() == 3);
    CHECK(got.listeners().find("dropped") == std::string::npos);
    CHECK(got.effective().listeners.at(0).chains.at(2).route.empty());
  }
  for (IstioVersion version :
       {IstioVersion{1, 26, 8}, IstioVersion{1, 27, 4}, IstioVersion{1, 28, 1},
        IstioVersion{1, 29, 0}}) {
    settings.version = version;
    CHECK(Listening(servers, settings)
              .effective()
              .listeners.at(0)
              .chains.size() == 2);
  }
}

TEST_CASE("a server without port is skipped, and others are not") {
  CHECK(Listening(R"(
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: a, namespace: default}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - hosts: [a.com]
        - port: {number: 80, name: http, protocol: HTTP}
          hosts: [a.com])")
            .listeners() == unindented(R"(
      0.0.0.0_80 ok
      - * http a#1 http.80
      dropped a#0 no-port)"));
}

TEST_CASE("hosts that istiod dies of") {
  const auto panics = [](const std::string& hosts) {
    return Listening("a: HTTP 80 " + hosts).effective().panic;
  };
  CHECK(panics("*/*,./x.com"));
  CHECK(panics("*/*,*/x.com"));
  CHECK(panics("a.com,*/*,b.com,./x.com"));
  CHECK_FALSE(panics("*/*"));
  CHECK_FALSE(panics("*/*,*/*"));
  CHECK_FALSE(panics("*/*,x.com"));
  CHECK_FALSE(panics("*/*,ns/x.com"));
  CHECK_FALSE(panics("./x.com,*/x.com,*/*"));
  CHECK_FALSE(panics("*,./x.com"));
  const Listening rest("a: HTTP 80 */*,./x.com\nvs v: a a.com http");
  CHECK(rest.virtual_hosts() == "http.80 a.com:80 [a.com] v\n");
}

}  // namespace asmgw
