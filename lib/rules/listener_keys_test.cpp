// For each key L01, L02 ... of man/rules.md manifests that have it and such
// that come near.
#include "rules/all.h"
#include "rules/unruled_keys.h"
#include "testing/examples.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Case {
  std::string_view key;
  std::string_view expected;             ///< rule and level
  std::string_view bad;                  ///< has it
  std::vector<std::string_view> good{};  ///< have not
  bool quic = false;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"L01",
       "GW401 error",
       R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S)",
       {R"(
          a: HTTPS 443 a.com S
          a: HTTPS 443 a.com S)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTPS 444 a.com S)",
        R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)",
        R"(
          a: HTTP 80 a.com
          b: HTTP 80 a.com)"}},
      {"L02",
       "GW401 error",
       R"(
          a: HTTPS 443 a.com S
          a: TLS 443 a.com PT)",
       {R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S)"}},
      {"L03",
       "GW401 error",
       R"(
          a: HTTPS 443 a.com,b.com S
          b: HTTPS 443 b.com,c.com S)",
       {R"(
          a: HTTPS 443 a.com,b.com S
          b: HTTPS 443 b.com S)"}},
      {"L04",
       "GW401 error",
       R"(
          a: HTTPS 443 */a.com S
          b: HTTPS 443 a.com S)",
       {R"(
          a: HTTPS 443 */a.com S
          b: HTTPS 443 */a.com S)"}},
      {"L04", "GW401 error", R"(
          a: HTTPS 443 ./a.com S
          b: HTTPS 443 default/a.com S)"},
      {"L05",
       "GW402 error",
       R"(
          a: HTTPS 443 ns1/a.com S
          b: HTTPS 443 ns2/a.com S)",
       {R"(
          a: HTTPS 443 ns1/a.com,ns2/a.com S)",
        R"(
          a: HTTPS 443 ns1/a.com S @10.0.0.1
          b: HTTPS 443 ns2/a.com S @10.0.0.2)",
        R"(
          a: HTTPS 443 ns1/a.com S
          b: HTTPS 443 ns1/a.com S)"}},
      {"L06",
       "GW402 error",
       R"(
          a: HTTPS 443 A.com S
          b: HTTPS 443 a.com S)",
       {R"(
          a: HTTPS 443 A.com S
          b: HTTPS 443 b.com S)"}},
      {"L07",
       "GW402 error",
       R"(
          a: HTTPS 443 * S
          b: HTTPS 443 ns/* S)",
       {R"(
          a: HTTPS 443 * S
          b: HTTPS 443 ns/a.com S)"}},
      {"L07",
       "GW404 error",
       R"(
          a: HTTPS 443 * S
          b: HTTP 443 a.com)",
       {R"(
          a: HTTPS 443 b.com S
          b: HTTP 443 a.com)"}},
      {"L08",
       "GW410 info",
       R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 b.a.com S)",
       {R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 a.com S)",
        R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 xa.com S)"}},
      {"L09",
       "GW410 info",
       R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 *.b.a.com S)",
       {R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 *.b.com S)"}},
      {"L10",
       "GW410 info",
       R"(
          a: HTTPS 443 * S
          b: HTTPS 443 a.com S)",
       {R"(
          a: HTTPS 443 *.com S
          b: HTTPS 443 a.com S)"}},
      {"L11",
       "GW404 error",
       R"(
          a: HTTP 443 a.com
          b: HTTPS 443 b.com S)",
       {R"(
          b: HTTPS 443 b.com S
          a: HTTP 443 a.com)",
        R"(
          a: HTTP 443 a.com @10.0.0.1
          b: HTTPS 443 b.com S @10.0.0.2)"}},
      {"L12",
       "GW404 error",
       R"(
          b: HTTPS 443 b.com S
          a: HTTP 443 a.com)",
       {R"(
          a: HTTP 443 a.com
          b: HTTPS 443 b.com S)"}},
      {"L13",
       "GW404 error",
       R"(
          a: HTTPS 443 b.com S
          b: HTTP 443 a.com
          c: HTTPS 443 c.com S)",
       {R"(
          a: HTTPS 443 b.com S
          c: HTTPS 443 c.com S
          b: HTTP 443 a.com)"}},
      {"L14",
       "GW404 error",
       R"(
          a: HTTP 80 *
          b: TCP 80 *)",
       {R"(
          a: HTTP 80 *
          b: TCP 81 *)",
        R"(
          a: TCP 80 *
          b: TCP 80 *)"}},
      {"L14", "GW404 error", R"(
          a: TCP 80 *
          b: HTTP 80 *)"},
      {"L15",
       "GW405 error",
       R"(
          a: TCP 80 *
          b: MONGO 80 *)",
       {R"(
          a: TCP 80 * @10.0.0.1
          b: TCP 80 * @10.0.0.2)"}},
      {"L17",
       "GW412 info",
       R"(
          a: HTTP 80 a.com
          b: HTTP 80 a.com)",
       {R"(
          a: HTTP 80 a.com
          b: HTTP 80 b.com)",
        R"(
          a: HTTP 80 a.com
          b: HTTP 81 a.com)"}},
      {"L18",
       "GW420 info",
       R"(
          a: HTTP 80 *.a.com
          b: HTTP2 80 b.a.com)",
       {R"(
          a: HTTP 80 *.a.com
          b: HTTP 80 a.com)",
        R"(
          a: HTTP 80 *.a.com
          b: HTTP 80 *.a.com)",
        R"(
          a: HTTP 80 *.a.com
          b: HTTP 81 b.a.com)",
        R"(
          a: HTTP 80 *.a.com,b.a.com)",
        R"(
          a: HTTP 80 *.a.com R
          a: HTTP 80 b.a.com)",
        R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 b.a.com S)"}},
      {"L18", "GW420 info", R"(
          a: HTTP 80 *.a.com R
          b: HTTP 80 b.a.com)"},
      {"L18", "GW420 info", R"(
          a: HTTP 80 *
          b: HTTP 80 *.a.com)"},
      {"L19",
       "GW421 info",
       R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)",
       {R"(
          a: HTTP 80 a.com @10.0.0.1
          b: HTTP 80 b.com @10.0.0.1)",
        R"(
          a: HTTP 80 a.com @10.0.0.1
          b: HTTP 80 b.com)",
        R"(
          a: HTTP 80 a.com @10.0.0.1
          b: HTTP 80 b.com @127.0.0.1)",
        R"(
          a: HTTP 80 a.com @2001:db8::1
          b: HTTP 80 b.com @2001:db8:0::1)",
        R"(
          a: HTTP 80 a.com @10.0.0.1
          b: HTTP 81 b.com @10.0.0.2)"}},
      {"L20",
       "GW408 warning",
       R"(
          a: HTTP 80 a.com
          b: HTTP 80 b.com @10.0.0.1)",
       {R"(
          a: HTTP 80 a.com @10.0.0.1
          b: HTTP 80 b.com @10.0.0.2)"}},
      {"L21",
       "GW406 error",
       R"(
          a: HTTP 80 a.com
          b: HTTP 80 b.com @0.0.0.0)",
       {R"(
          a: HTTP 80 a.com
          b: HTTP 80 b.com @10.0.0.1)"}},
      {"L22",
       "GW406 error",
       R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S @0.0.0.0)",
       {R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 b.com S @0.0.0.0)"}},
      {"L23",
       "GW406 info",
       R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 b.com S @0.0.0.0)",
       {R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S @0.0.0.0)"}},
      {"L24",
       "GW407 error",
       R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2
          c: HTTPS 443 a.com S @10.0.0.1)",
       {R"(
          a: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)",
        R"(
          a: HTTPS 443 a.com S @10.0.0.1
          c: HTTPS 443 a.com S @10.0.0.1
          b: HTTPS 443 a.com S @10.0.0.2)"}},
      {"L25",
       "GW407 error",
       R"(
          a: HTTP 80 * @10.0.0.1
          b: HTTP 80 * @10.0.0.2
          c: TCP 80 * @10.0.0.1
          vs v: c x.com tcp)",
       {R"(
          a: HTTP 80 * @10.0.0.1
          b: HTTP 80 * @10.0.0.2
          c: HTTP 80 * @10.0.0.1)",
        R"(
          a: HTTP 80 * @10.0.0.1
          b: HTTP 80 * @10.0.0.2)"}},
      {"L25", "GW407 error", R"(
          a: HTTP 80 x.com @10.0.0.1
          b: HTTP 80 * @10.0.0.2
          c: GRPC 80 y.com @10.0.0.1)"},
      {"L26",
       "GW401 error",
       R"(
          a: HTTPS 443 a.com S
          b: HTTPS 8443 a.com S
          svc s: 443>8443)",
       {R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S
          svc s: 443>8443)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTPS 8443 a.com S)"}},
      {"L27",
       "GW110 error",
       R"(
          a: HTTPS 443 a.com S #x
          a: HTTPS 443 b.com S #x)",
       {R"(
          a: HTTPS 443 a.com S #x
          b: HTTPS 443 b.com S #x)"}},
      {"L28",
       "GW401 warning",
       R"(
          a: HTTP 80 a.com R
          b: HTTP 80 a.com R)",
       {R"(
          a: HTTP 80 a.com R
          b: HTTP 80 b.com R)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S)"}},
      {"L29",
       "GW385 warning",
       R"(
          a: HTTP 80 a.com R
          b: HTTP 80 a.com)",
       {R"(
          a: HTTP 80 a.com R
          a: HTTP 80 b.com)",
        R"(
          a: HTTP 80 a.com R
          a: HTTP 81 a.com)",
        R"(
          a: HTTP 80 * R
          b: HTTP 80 a.com)",
        R"(
          a: HTTP 80 * R
          b: HTTP 80 a.com
          vs v: b a.com http)"}},
      {"L29", "GW385 warning", R"(
          a: HTTP 80 * R
          a: HTTP 80 a.com)"},
      {"L29", "GW385 warning", R"(
          a: HTTP 80 a.com R
          b: HTTP 80 A.com
          vs v: b A.com http)"},
      {"L29", "GW385 warning", R"(
          a: HTTP 80 * R
          b: HTTP 80 a.com
          vs v: a,b a.com http)"},
      {"L30",
       "GW383 warning",
       R"(
          a: HTTP 80 a.com R
          a: HTTPS 443 b.com S)",
       {R"(
          a: HTTP 80 a.com R
          b: HTTPS 443 *.com S)",
        R"(
          a: HTTP 80 a.com)"}},
      {"L31",
       "GW382 error",
       R"(
          a: HTTP 80 ns/a.com R)",
       {R"(
          a: HTTP 80 a.com R)",
        R"(
          a: HTTP 80 */a.com R)"}},
      {"L32",
       "GW413 error",
       R"(
          a: TLS 443 a.com,b.com PT
          vs v: a a.com tls a.com
          vs w: a a.com,b.com tls a.com,b.com)",
       {R"(
          a: TLS 443 a.com,b.com PT
          vs v: a a.com tls a.com
          vs w: a b.com tls b.com)"}},
      {"L33",
       "GW403 error",
       R"(
          a: HTTPS 443 a.com S
          b: TLS 443 ns/a.com PT)",
       {R"(
          a: HTTPS 443 a.com S
          b: TLS 443 b.com PT)"}},
      {"L33",
       "GW419 error",
       R"(
          a: HTTPS 443 a.com S
          b: TLS 443 *.com PT
          vs v: b a.com tls a.com)",
       {R"(
          a: HTTPS 443 a.com S
          b: TLS 443 *.com PT
          vs v: b b.com tls b.com)"}},
      {"L34",
       "GW506 warning",
       R"(
          a: TLS 443 a.com PT
          vs v: a a.com,b.com tls b.com)",
       {R"(
          a: TLS 443 *.com PT
          vs v: a a.com,b.com tls b.com)"}},
      {"L35",
       "GW414 warning",
       R"(
          a: HTTP 80 *
          vs v: a a.com http
          vs w: a a.com http)",
       {R"(
          a: HTTP 80 *
          vs v: a a.com http /x
          vs w: a a.com http)",
        R"(
          a: HTTP 80 *
          vs v: a a.com http
          vs w: a b.com http)"}},
      {"L35", "GW414 info", R"(
          a: HTTP 80 *
          b: HTTP 80 *
          vs v: a * http
          vs w: b * http)"},
      {"L35", "GW414 warning", R"(
          a: HTTP 80 *
          b: HTTP 80 *
          vs v: a,b * http
          vs w: b * http)"},
      {"L35", "GW414 warning", R"(
          a: HTTP 80 a.com
          b: HTTP 80 a.com
          vs v: a a.com http
          vs w: b a.com http)"},
      {"L36",
       "GW415 warning",
       R"(
          a: HTTP 80 *
          vs v: a *.a.com http
          vs w: a b.a.com http /y)",
       {R"(
          a: HTTP 80 b.a.com
          vs v: a *.a.com http
          vs w: a b.a.com http /y)",
        R"(
          a: HTTP 80 *
          vs v: a *.a.com http
          vs w: a a.com http /y)",
        R"(
          a: HTTP 80 *
          vs v: a *.a.com http /x
          vs w: a b.a.com http)",
        R"(
          a: HTTP 80 *
          vs v: a *.a.com http /yy
          vs w: a b.a.com http /y)"}},
      {"L36", "GW415 info", R"(
          a: HTTP 80 *
          vs v: a *.a.com http /x
          vs w: a b.a.com http /y)"},
      {"L36", "GW415 info", R"(
          a: HTTP 80 *
          vs v: a * http
          vs w: a b.a.com http /y)"},
      {"L37",
       "GW416 error",
       R"(
          a: HTTPS 443 *.a.com S
          a: HTTPS 443 b.a.com M
          vs v: a b.a.com http)",
       {R"(
          a: HTTPS 443 *.a.com M
          a: HTTPS 443 b.a.com M
          vs v: a b.a.com http)",
        R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 b.a.com M
          vs v: b b.a.com http)",
        // A wildcard above leads elsewhere.
        R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 b.a.com M
          vs v: b b.a.com http
          vs w: a *.a.com http)",
        // The more specific virtual host of the weaker server leads elsewhere.
        R"(
          a: HTTPS 443 *.a.com S
          b: HTTPS 443 c.b.a.com M
          vs v: a,b *.a.com http
          vs w: a *.b.a.com http)",
        R"(
          a: HTTPS 443 *.a.com S
          a: HTTPS 443 b.com M
          vs v: a *.a.com,b.com http)"}},
      {"L37", "GW416 error", R"(
          a: HTTPS 443 *.a.com S
          a: HTTPS 443 b.a.com M
          vs v: a *.a.com http)"},
      {"L37", "GW416 error", R"(
          a: HTTPS 443 *.a.com S
          a: HTTPS 443 *.b.a.com M
          vs v: a x.b.a.com http)"},
      {"L37", "GW416 error", R"(
          a: HTTP 80 *
          a: HTTPS 443 b.a.com M
          vs v: a * http)"},
      {"L38",
       "GW411 warning",
       R"(
          a: HTTPS 443 a.com S
          a: HTTPS 443 b.com S)",
       {R"(
          a: HTTPS 443 a.com S
          a: HTTPS 444 b.com S)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 b.com S)",
        R"(
          a: HTTPS 443 a.com S
          a: TLS 443 b.com PT)"}},
      {"L39",
       "GW422 info",
       R"(
          a: HTTPS 443 a.com S
          a: HTTP 80 *)",
       {R"(
          a: HTTPS 443 a.com S
          a: HTTP 80 a.com R)",
        R"(
          a: HTTPS 443 a.com S
          a: HTTP 80 *
          a: HTTP 80 a.com R)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTP 80 a.com
          c: HTTP 80 a.com R)",
        R"(
          a: TLS 443 a.com PT
          a: HTTP 80 a.com)",
        R"(
          a: HTTPS 443 a.com S
          a: HTTP 80 *.a.com)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTP 80 *
          vs v: a a.com http)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTP 80 a.com R
          b: HTTP 80 b.com
          vs v: a,b a.com,b.com http)"}},
      {"L39", "GW422 info", R"(
          a: HTTPS 443 *.a.com S
          b: HTTP 80 b.a.com)"},
      {"L39", "GW422 info", R"(
          a: HTTPS 443 a.com,b.com S
          a: HTTP 80 *
          a: HTTP 80 a.com R)"},
      {"L39", "GW422 info", R"(
          a: HTTPS 443 a.com S
          b: HTTP 80 *
          vs v: a,b a.com http)"},
      {"L40",
       "GW401 error",
       R"(
          a: HTTPS 443 a.com S
          istio-system/b: HTTPS 443 a.com S)",
       {R"(
          istio-system/b: HTTPS 443 a.com S
          a: HTTPS 443 a.com S)",
        R"(
          a: HTTPS 443 a.com S
          b: HTTPS 443 a.com S)"}},
      {"L40", "GW404 error", R"(
          a: HTTP 443 a.com
          istio-system/b: HTTPS 443 b.com S)"},
      {"L40", "GW405 error", R"(
          a: TCP 9000 a.com
          istio-system/b: TCP 9000 b.com)"},
      {"L40",
       "",
       "",
       {R"(
          b: HTTPS 443 b.com S
          istio-system/a: HTTP 443 a.com)",
        R"(
          a: HTTPS 443 ns1/a.com S
          istio-system/b: HTTPS 443 ns2/a.com S)"}},
      {"L41",
       "GW510 info",
       R"(
          a: HTTP 80 a.com
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: x, namespace: y, labels: {istio: ingressgateway}})",
       {R"(
          a: HTTP 80 a.com)",
        R"(
          a: HTTP 80 a.com
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: x, namespace: y, labels: {istio: egressgateway}})"}},
      {"L41", "GW140 warning", R"(
          ---
          apiVersion: networking.istio.io/v1
          kind: Gateway
          metadata: {name: a}
          spec:
            servers:
            - port: {number: 80, name: http, protocol: HTTP}
              hosts: [a.com])"},
      {"L42",
       "GW503 warning",
       R"(
          a: HTTP 80 a.com
          a: HTTP 81 b.com
          vs v: a b.com http)",
       {R"(
          a: HTTP 80 a.com
          a: HTTP 81 b.com
          vs v: a a.com,b.com http)",
        R"(
          a: HTTP 80 a.com R
          a: HTTP 81 b.com
          vs v: a b.com http)"}},
      {"L43",
       "GW504 error",
       R"(
          a: TLS 443 a.com PT
          vs v: a a.com http)",
       {R"(
          a: TLS 443 a.com PT
          vs v: a a.com tls a.com)"}},
      {"L43",
       "GW504 error",
       R"(
          a: TLS 443 a.com S
          vs v: a a.com tls a.com)",
       {R"(
          a: TLS 443 a.com S
          vs v: a a.com tcp)"}},
      {"L43",
       "GW504 error",
       R"(
          a: HTTP 80 a.com
          vs v: a a.com tcp)",
       {R"(
          a: HTTP 80 a.com
          vs v: a a.com http)"}},
      {"L44",
       "GW505 error",
       R"(
          a: HTTP 80 a.com
          vs v: a a.com http export=.)",
       {R"(
          a: HTTP 80 a.com
          vs v: a a.com http export=istio-system)",
        R"(
          a: HTTP 80 a.com
          vs v: a a.com http)"}},
      {"L45",
       "GW502 warning",
       R"(
          a: HTTP 80 *.a.com
          vs v: a a.com http)",
       {R"(
          a: HTTP 80 *.a.com
          vs v: a b.a.com http)"}},
      {"L45", "GW502 warning", R"(
          a: HTTP 80 A.com
          vs v: a a.com http)"},
      {"L45",
       "GW502 warning",
       R"(
          a: HTTP 80 ns/a.com
          vs v: a a.com http)",
       {R"(
          a: HTTP 80 default/a.com
          vs v: a a.com http)"}},
      {"L46",
       "GW130 error",
       R"(
          a: HTTP 15021 a.com)",
       {R"(
          a: HTTP 15443 a.com)"}},
      {"L46", "GW130 error", R"(
          a: HTTP 15090 a.com)"},
      {"L46", "GW130 error", R"(
          a: HTTP 15000 a.com)"},
      {"L46", "GW130 error", R"(
          a: HTTP 15020 a.com)"},
      {"L47",
       "GW509 warning",
       R"(
          a: HTTP 80 a.com
          pod unprivileged)",
       {R"(
          a: HTTP 80 a.com)",
        R"(
          a: HTTP 1024 a.com
          pod unprivileged)",
        R"(
          a: HTTP 80 a.com
          svc s: 80>8080
          pod unprivileged)"}},
      {"L48",
       "GW417 error",
       R"(
          a: HTTPS 443 a.com M
          svc s: 443>443 quic=443>443/UDP)",
       {R"(
          a: HTTPS 443 a.com S
          svc s: 443>443 quic=443>443/UDP)",
        R"(
          a: HTTPS 443 a.com M
          svc s: 443>443)"},
       true},
      {"L49",
       "GW237 error",
       R"(
          a: HTTP 80 */*,./a.com)",
       {R"(
          a: HTTP 80 ./a.com,*/*)"}},
      {"L50",
       "GW231 warning",
       R"(
          a: HTTPS 443 *,a.com S)",
       {R"(
          a: HTTPS 443 *.com,a.com S)"}},
      {"L51",
       "GW418 error",
       R"(
          a: HTTP 80 a.com @2001:db8::1
          b: HTTP 80 b.com @2001:db8:0::1)",
       {R"(
          a: HTTP 80 a.com @2001:db8::1
          b: HTTP 80 b.com @2001:db8::2)"}},
  };
  return all;
}

/// `GW401 error` for findings that cover the key, once; "" if none does.
std::string findings(std::string_view notation, const Case& one) {
  LintOptions options;
  options.settings.complete = true;
  options.mesh.order = Order::file;
  options.mesh.quic = one.quic;
  const LintedText linted =
      lint_text(manifests(unindented(notation)), std::move(options));
  std::set<std::string> all;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (std::count(found.sources.begin(), found.sources.end(), one.key) > 0)
      all.insert(fmt::format("{} {}", found.rule->id, text_of(found.severity)));
  return fmt::format("{}", fmt::join(all, ", "));
}

}  // namespace

TEST_CASE("what has a key of effective listeners is reported, else silence") {
  for (const Case& one : cases()) {
    CAPTURE(one.key);
    CAPTURE(one.bad);
    CHECK(findings(one.bad, one) == one.expected);
    for (std::string_view good : one.good) {
      CAPTURE(good);
      CHECK(findings(good, one).empty());
    }
  }
}

TEST_CASE("every key of effective listeners has a case") {
  std::set<std::string> known, unruled, shown, silent;
  for (const rules::UnruledKey& one : rules::unruled_keys)
    unruled.emplace(one.key);
  for (const Rule* rule : rules::all)
    for (std::string_view key : rule->keys)
      if (key.starts_with('L')) known.emplace(key);
  for (const Case& one : cases()) {
    shown.emplace(one.key);
    if (!one.good.empty()) silent.emplace(one.key);
  }
  for (int number = 1; number <= 51; ++number) {
    const std::string key = fmt::format("L{:02}", number);
    CAPTURE(key);
    CHECK(known.contains(key) != unruled.contains(key));
    // Of L16 nothing is ever said: the next test.
    CHECK(shown.contains(key) == (key != "L16"));
    CHECK(silent.contains(key) == (key != "L16"));
  }
}

TEST_CASE("L16: TLS servers of different names on one port") {
  LintOptions options;
  options.mesh.order = Order::file;
  const LintedText linted = lint_text(manifests(unindented(R"(
      a: HTTPS 443 a.com S
      b: TLS 443 b.com PT
      c: TLS 443 c.com S
      vs v: b b.com tls b.com
      vs w: c c.com tcp
      vs x: a a.com http)")),
                                      std::move(options));
  std::string said;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (found.rule->id.starts_with("GW4")) said += found.message + '\n';
  CHECK(said.empty());
}

TEST_CASE("on IPv6 pods :: is the bind that is as none") {
  const auto keys = [](std::string_view bind, bool ipv6) {
    LintOptions options;
    options.mesh.ipv6 = ipv6;
    const LintedText linted = lint_text(
        manifests(fmt::format("a: HTTP 80 a.com\nb: HTTP 80 b.com @{}", bind)),
        std::move(options));
    std::set<std::string> all;
    for (const Diagnostic& found : linted.result.diagnostics)
      for (std::string_view key : found.sources)
        if (key.starts_with('L')) all.emplace(key);
    return fmt::format("{}", fmt::join(all, " "));
  };
  CHECK(keys("::", true) == "L21");
  CHECK(keys("0.0.0.0", false) == "L21");
  CHECK(keys("0.0.0.0", true).find("L21") == std::string::npos);
  CHECK(keys("::", false).find("L21") == std::string::npos);
  CHECK(keys("2001:db8::1", true) == "L20");
}

TEST_CASE("a second listener for QUIC repeats no finding") {
  const auto count = [](bool quic) {
    LintOptions options;
    options.mesh.quic = quic;
    options.settings.complete = true;
    return lint_text(manifests(unindented(R"(
        a: HTTPS 443 ns1/a.com S
        a: HTTPS 443 ns2/a.com S
        a: HTTPS 443 *.a.com S
        b: HTTPS 443 b.a.com S @0.0.0.0
        vs v: a b.a.com http
        svc s: https=443>443 q=443>443/UDP)")),
                     std::move(options))
        .result.diagnostics.size();
  };
  CHECK(count(false) > 4);
  CHECK(count(true) == count(false));
}

}  // namespace asmgw
