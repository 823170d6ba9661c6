// L32 to L40: VirtualServices on servers, and certificates they share.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> bound_routes{
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
};

}  // namespace asmgw::key_cases
