// L11 to L26: servers that share a port or an address.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> shared_ports{
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
};

}  // namespace asmgw::key_cases
