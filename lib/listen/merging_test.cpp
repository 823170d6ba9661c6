// Servers that meet on a port, each case in both orders of its Gateways.
#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {

TEST_CASE("HTTP servers merge, whatever word of the family they use") {
  CHECK(differing({{"E1", R"(
          a: HTTP 80 a.com
          b: HTTP 80 a.com)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0,b#0 http.80)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0,a#0 http.80)"},
                   {"E2", R"(
          a: HTTP 80 a.com
          b: HTTP2 80 b.com
          b: GRPC 80 c.com)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0,b#0,b#1 http.80)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0,b#1,a#0 http.80)"}}) == "");
}

TEST_CASE("plaintext of two kinds on one port") {
  CHECK(differing({{"E3", R"(
          a: HTTP 80 *
          b: TCP 80 *)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0 http.80
          dropped b#0 protocol-conflict HTTP by a#0 order)",
                    R"(
          0.0.0.0_80 omitted no-filter-chain
          dropped b#0 no-filter-chain
          dropped a#0 protocol-conflict TCP by (b#0) order)"},
                   {"E4", R"(
          a: TCP 80 *
          b: HTTP 80 *)",
                    R"(
          0.0.0.0_80 omitted no-filter-chain
          dropped a#0 no-filter-chain
          dropped b#0 protocol-conflict TCP by (a#0) order)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0 http.80
          dropped a#0 protocol-conflict HTTP by b#0 order)"},
                   {"E4 with a route for a", R"(
          a: TCP 80 *
          b: HTTP 80 *
          vs v: a x.com tcp)",
                    R"(
          0.0.0.0_80 ok
          - * tcp a#0 outbound|9||v.to
          dropped b#0 protocol-conflict TCP by a#0 order)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0 http.80
          dropped a#0 protocol-conflict HTTP by b#0 order)"},
                   {"E5", R"(
          a: TCP 9000 *
          b: TCP 9000 *
          vs v: b x.com tcp)",
                    R"(
          0.0.0.0_9000 omitted no-filter-chain
          dropped a#0 no-filter-chain
          dropped b#0 protocol-conflict TCP by (a#0) order)",
                    R"(
          0.0.0.0_9000 ok
          - * tcp b#0 outbound|9||v.to
          dropped a#0 protocol-conflict TCP by b#0 order)"}}) == "");
}

TEST_CASE("plaintext HTTP and TLS on one port") {
  CHECK(differing({{"E6", R"(
          a: HTTP 443 a.com
          b: HTTPS 443 b.com S)",
                    R"(
          0.0.0.0_443 ok
          - * http a#0 http.443
          dropped b#0 protocol-conflict HTTP by a#0 order)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default
          - * http a#0 http.443)"},
                   {"E7", R"(
          a: HTTPS 443 b.com S
          b: HTTP 443 a.com)",
                    R"(
          0.0.0.0_443 ok
          - b.com https a#0 https.443.p0.a.default
          - * http b#0 http.443)",
                    R"(
          0.0.0.0_443 ok
          - * http b#0 http.443
          dropped a#0 protocol-conflict HTTP by b#0 order)"},
                   {"E8", R"(
          a: HTTPS 443 * S
          b: HTTP 443 a.com)",
                    R"(
          0.0.0.0_443 nack same-match
          - * https a#0 https.443.p0.a.default
          - * http b#0 http.443)",
                    R"(
          0.0.0.0_443 ok
          - * http b#0 http.443
          dropped a#0 protocol-conflict HTTP by b#0 order)"},
                   {"E9", R"(
          a: HTTPS 443 b.com S
          b: HTTP 443 a.com
          c: HTTPS 443 c.com S)",
                    R"(
          0.0.0.0_443 ok
          - b.com https a#0 https.443.p0.a.default
          - * http b#0 http.443
          dropped c#0 protocol-conflict HTTP by b#0 order)",
                    R"(
          0.0.0.0_443 ok
          - c.com https c#0 https.443.p0.c.default
          - * http b#0 http.443
          dropped a#0 protocol-conflict HTTP by b#0 order)"}}) == "");
}

TEST_CASE("a TLS host served twice") {
  CHECK(differing({{"E10", R"(
          a: HTTPS 443 a.com,b.com S
          b: HTTPS 443 b.com,c.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com,b.com https a#0 https.443.p0.a.default
          dropped b#0 duplicate-tls-host b.com by a#0 order)",
                    R"(
          0.0.0.0_443 ok
          - b.com,c.com https b#0 https.443.p0.b.default
          dropped a#0 duplicate-tls-host b.com by b#0 order)"},
                   {"E14", R"(
          a: HTTPS 443 */a.com S
          b: HTTPS 443 a.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          dropped b#0 duplicate-tls-host a.com by a#0 order)",
                    R"(
          0.0.0.0_443 ok
          - a.com https b#0 https.443.p0.b.default
          dropped a#0 duplicate-tls-host a.com by b#0 order)"},
                   {"E18", R"(
          a: HTTP 80 a.com R
          b: HTTP 80 a.com R)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0 http.80
          dropped b#0 duplicate-tls-host a.com by a#0 order)",
                    R"(
          0.0.0.0_80 ok
          - * http b#0 http.80
          dropped a#0 duplicate-tls-host a.com by b#0 order)"},
                   {"E20", R"(
          a: HTTPS 443 a.com S #x
          a: HTTPS 443 b.com S #x
          b: HTTPS 443 b.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.x.a.default
          dropped a#1 duplicate-port-name x by a#0
          dropped b#0 duplicate-tls-host b.com by (a#1) order)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default
          - a.com https a#0 https.443.x.a.default
          dropped a#1 duplicate-tls-host b.com by b#0 order)"},
                   {"E35", R"(
          a: HTTPS 443 a.com S
          b: HTTP 443 a.com R)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          dropped b#0 duplicate-tls-host a.com by a#0 order)",
                    R"(
          0.0.0.0_443 ok
          - * http b#0 http.443
          dropped a#0 duplicate-tls-host a.com by b#0 order)"}}) == "");
}

TEST_CASE("one server name in chains of two servers: Envoy refuses") {
  CHECK(differing({{"E11", R"(
          a: HTTPS 443 ns1/a.com S
          b: HTTPS 443 ns2/a.com S)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com https a#0 https.443.p0.a.default
          - a.com https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com https b#0 https.443.p0.b.default
          - a.com https a#0 https.443.p0.a.default)"},
                   {"E12", R"(
          a: HTTPS 443 ns1/a.com,x.com S
          b: HTTPS 443 a.com S)",
                    R"(
          0.0.0.0_443 nack overlapping-match
          - a.com,x.com https a#0 https.443.p0.a.default
          - a.com https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 nack overlapping-match
          - a.com https b#0 https.443.p0.b.default
          - a.com,x.com https a#0 https.443.p0.a.default)"},
                   {"E13", R"(
          a: HTTPS 443 A.com S
          b: HTTPS 443 a.com S)",
                    R"(
          0.0.0.0_443 nack overlapping-match
          - A.com https a#0 https.443.p0.a.default
          - a.com https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 nack overlapping-match
          - a.com https b#0 https.443.p0.b.default
          - A.com https a#0 https.443.p0.a.default)"},
                   {"E17", R"(
          a: HTTPS 443 * S
          b: HTTPS 443 ns/* S)",
                    R"(
          0.0.0.0_443 nack same-match
          - * https a#0 https.443.p0.a.default
          - * https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 nack same-match
          - * https b#0 https.443.p0.b.default
          - * https a#0 https.443.p0.a.default)"},
                   {"E31", R"(
          a: HTTPS 443 a.com S
          b: TLS 443 *.com PT
          vs v: b a.com tls a.com)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com https a#0 https.443.p0.a.default
          - a.com passthrough b#0 outbound|9||v.to)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com passthrough b#0 outbound|9||v.to
          - a.com https a#0 https.443.p0.a.default)"}}) == "");
}

TEST_CASE("TLS servers that go well together") {
  CHECK(differing({{"E15", R"(
          a: HTTPS 443 ns1/a.com,ns2/a.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default)"},
                   {"E16", R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 b.a.com S)",
                    R"(
          0.0.0.0_443 ok
          - *.a.com https a#0 https.443.p0.a.default
          - b.a.com https b#0 https.443.p0.b.default)",
                    R"(
          0.0.0.0_443 ok
          - b.a.com https b#0 https.443.p0.b.default
          - *.a.com https a#0 https.443.p0.a.default)"},
                   {"E32", R"(
          a: TLS 443 a.com S
          b: HTTPS 443 b.com S)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default
          dropped a#0 no-filter-chain)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default
          dropped a#0 no-filter-chain)"},
                   {"E33", R"(
          a: TLS 443 a.com PT)",
                    R"(
          0.0.0.0_443 omitted no-filter-chain
          dropped a#0 no-filter-chain)"},
                   {"E36", R"(
          a: HTTPS 443 */*,x.com S)",
                    R"(
          0.0.0.0_443 ok
          - * https a#0 https.443.p0.a.default)"}}) == "");
}

TEST_CASE("binds keep servers apart, or seem to") {
  CHECK(differing({{"E21", R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)",
                    R"(
          10.0.0.1_443 ok
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2)",
                    R"(
          10.0.0.1_443 ok
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2)"},
                   {"E22", R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2
          c: HTTPS 443 a.com S @10.0.0.1)",
                    R"(
          10.0.0.1_443 nack same-match
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          - a.com https c#0 https.443.p0.c.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2)",
                    R"(
          10.0.0.1_443 nack same-match
          - a.com https c#0 https.443.p0.c.default.10.0.0.1
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2)"},
                   {"E22 with c next to a", R"(
          a: HTTPS 443 a.com S @10.0.0.1
          c: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)",
                    R"(
          10.0.0.1_443 ok
          - a.com https a#0 https.443.p0.a.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2
          dropped c#0 duplicate-tls-host a.com by a#0 order)",
                    R"(
          10.0.0.1_443 ok
          - a.com https c#0 https.443.p0.c.default.10.0.0.1
          10.0.0.2_443 ok
          - a.com https b#0 https.443.p0.b.default.10.0.0.2
          dropped a#0 duplicate-tls-host a.com by c#0 order)"},
                   {"E23", R"(
          a: HTTP 80 a.com
          b: HTTP 80 b.com @0.0.0.0)",
                    R"(
          0.0.0.0_80 nack same-match
          - * http a#0 http.80
          - * http b#0 http.80.0.0.0.0)",
                    R"(
          0.0.0.0_80 nack same-match
          - * http b#0 http.80.0.0.0.0
          - * http a#0 http.80)"},
                   {"E24", R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 b.com S @0.0.0.0)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          - b.com https b#0 https.443.p0.b.default.0.0.0.0)",
                    R"(
          0.0.0.0_443 ok
          - b.com https b#0 https.443.p0.b.default.0.0.0.0
          - a.com https a#0 https.443.p0.a.default)"},
                   {"E25", R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S @0.0.0.0)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com https a#0 https.443.p0.a.default
          - a.com https b#0 https.443.p0.b.default.0.0.0.0)",
                    R"(
          0.0.0.0_443 nack same-match
          - a.com https b#0 https.443.p0.b.default.0.0.0.0
          - a.com https a#0 https.443.p0.a.default)"},
                   {"E26", R"(
          a: HTTP 80 * @10.0.0.1
          b: HTTP 80 * @10.0.0.2
          c: TCP 80 * @10.0.0.1
          vs v: c x.com tcp)",
                    R"(
          10.0.0.1_80 nack same-match
          - * http a#0 http.80.10.0.0.1
          - * tcp c#0 outbound|9||v.to
          10.0.0.2_80 ok
          - * http b#0 http.80.10.0.0.2)",
                    R"(
          10.0.0.1_80 nack same-match
          - * tcp c#0 outbound|9||v.to
          - * http a#0 http.80.10.0.0.1
          10.0.0.2_80 ok
          - * http b#0 http.80.10.0.0.2)"},
                   {"E27", R"(
          a: HTTP 80 * @10.0.0.1
          b: HTTP 80 * @10.0.0.2
          c: GRPC 80 * @10.0.0.1)",
                    R"(
          10.0.0.1_80 nack same-match
          - * http a#0 http.80.10.0.0.1
          - * http c#0 http.80.10.0.0.1
          10.0.0.2_80 ok
          - * http b#0 http.80.10.0.0.2)",
                    R"(
          10.0.0.1_80 nack same-match
          - * http c#0 http.80.10.0.0.1
          - * http a#0 http.80.10.0.0.1
          10.0.0.2_80 ok
          - * http b#0 http.80.10.0.0.2)"},
                   {"E28", R"(
          a: HTTP 80 a.com
          b: HTTP 80 * @127.0.0.1
          c: HTTP 80 c.com)",
                    R"(
          0.0.0.0_80 ok
          - * http a#0,c#0 http.80
          127.0.0.1_80 ok
          - * http b#0 http.80.127.0.0.1)",
                    R"(
          0.0.0.0_80 ok
          - * http c#0,a#0 http.80
          127.0.0.1_80 ok
          - * http b#0 http.80.127.0.0.1)"},
                   {"E34", R"(
          a: HTTPS 443 a.com S
          b: HTTP 443 * @127.0.0.1
          c: HTTPS 443 b.com S)",
                    R"(
          0.0.0.0_443 ok
          - a.com https a#0 https.443.p0.a.default
          - b.com https c#0 https.443.p0.c.default
          127.0.0.1_443 ok
          - * http b#0 http.443.127.0.0.1)",
                    R"(
          0.0.0.0_443 ok
          - b.com https c#0 https.443.p0.c.default
          - a.com https a#0 https.443.p0.a.default
          127.0.0.1_443 ok
          - * http b#0 http.443.127.0.0.1)"}}) == "");
}

TEST_CASE("ports that a Service makes one") {
  CHECK(differing({{"E29", R"(
          a: HTTP 80 a.com
          a: HTTP 8080 b.com
          svc s: 80>8080)",
                    R"(
          0.0.0.0_8080 ok
          - * http a#0,a#1 http.8080)"},
                   {"E30", R"(
          a: HTTPS 443 a.com S
          b: HTTPS 8443 a.com S
          svc s: 443>8443)",
                    R"(
          0.0.0.0_8443 ok
          - a.com https a#0 https.443.p0.a.default
          dropped b#0 duplicate-tls-host a.com by a#0 order)",
                    R"(
          0.0.0.0_8443 ok
          - a.com https b#0 https.8443.p0.b.default
          dropped a#0 duplicate-tls-host a.com by b#0 order)"}}) == "");
}

TEST_CASE("E19: a redirect wins for its host, in either order") {
  const std::string servers = unindented(R"(
      a: HTTP 80 a.com R
      b: HTTP 80 a.com
      vs v: b a.com http)");
  for (const std::string& order : {servers, swapped(servers)}) {
    const Listening got(order);
    CHECK(got.effective().groups.size() == 1);
    CHECK(got.virtual_hosts() == "http.80 a.com:80 [a.com] tls v\n");
  }
  CHECK(Listening(servers).listeners() ==
        "0.0.0.0_80 ok\n- * http a#0,b#0 http.80\n");
  CHECK(Listening(swapped(servers)).listeners() ==
        "0.0.0.0_80 ok\n- * http b#0,a#0 http.80\n");
}

TEST_CASE("E27: the later of two groups takes the route name from the first") {
  const std::string servers = unindented(R"(
      a: HTTP 80 * @10.0.0.1
      b: HTTP 80 * @10.0.0.2
      c: GRPC 80 * @10.0.0.1)");
  CHECK(Listening(servers).route_names() ==
        "http.80.10.0.0.1 c#0\nhttp.80.10.0.0.2 b#0\n");
  CHECK(Listening(swapped(servers)).route_names() ==
        "http.80.10.0.0.1 a#0\nhttp.80.10.0.0.2 b#0\n");
}

}  // namespace asmgw
