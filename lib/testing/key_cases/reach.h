// L41 to L51: what selects and reaches the gateway pods, and what crashes.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> reach{
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

}  // namespace asmgw::key_cases
