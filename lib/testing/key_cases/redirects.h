// L27 to L31: names, copies and redirects.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> redirects{
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
};

}  // namespace asmgw::key_cases
