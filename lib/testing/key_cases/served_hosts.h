// L01 to L10: hosts that several servers name.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> served_hosts{
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
};

}  // namespace asmgw::key_cases
