// L52 to L55: routes of VirtualServices that are there and never used.
#pragma once

#include "testing/key_cases/key_case.h"

namespace asmgw::key_cases {

inline const std::vector<KeyCase> unused_routes{
    {"L52",
     "GW512 warning",
     R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http: [{match: [{port: 8080}], route: [{destination: {host: v}}]}])",
     {R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http: [{match: [{port: 80}], route: [{destination: {host: v}}]}])",
      R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a, mesh]
            http: [{match: [{port: 8080}], route: [{destination: {host: v}}]}])"}},
    {"L53",
     "GW513 warning",
     R"(
          a: TLS 443 a.com,b.com S
          vs v: a a.com tcp
          vs w: a b.com tcp)",
     {R"(
          a: TLS 443 a.com S
          a: TLS 443 b.com S
          vs v: a a.com tcp
          vs w: a b.com tcp)",
      R"(
          a: TLS 443 a.com,b.com PT
          vs v: a a.com tls a.com
          vs w: a b.com tls b.com)"}},
    {"L54",
     "GW514 warning",
     R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http:
            - match: [{uri: {prefix: /a}}]
              route: [{destination: {host: v}}]
            - match: [{uri: {prefix: /ab}}]
              route: [{destination: {host: w}}])",
     {R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http:
            - match: [{uri: {prefix: /ab}}]
              route: [{destination: {host: v}}]
            - match: [{uri: {prefix: /a}}]
              route: [{destination: {host: w}}])"}},
    {"L55",
     "GW515 error",
     R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http: [{delegate: {name: w}}])",
     {R"(
          a: HTTP 80 a.com
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: v}
          spec:
            hosts: [a.com]
            gateways: [a]
            http: [{delegate: {name: w}}]
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: w}
          spec:
            http: [{route: [{destination: {host: w}}]}])"}},
};

}  // namespace asmgw::key_cases
