// Classes of change: the protocol of a server.
#include "diff/kinds/protocol.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr std::string_view http =
    R"(- port: {number: 8443, name: web, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr std::string_view http2 =
    R"(- port: {number: 8443, name: web, protocol: HTTP2}
  hosts: [shop.example.com])";

constexpr std::string_view grpc =
    R"(- port: {number: 8443, name: web, protocol: GRPC}
  hosts: [shop.example.com])";

constexpr std::string_view tcp =
    R"(- port: {number: 8443, name: web, protocol: TCP}
  hosts: [shop.example.com])";

constexpr std::string_view mongo =
    R"(- port: {number: 8443, name: web, protocol: MONGO}
  hosts: [shop.example.com])";

constexpr std::string_view https =
    R"(- port: {number: 8443, name: web, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view tls =
    R"(- port: {number: 8443, name: web, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view https_passthrough =
    R"(- port: {number: 8443, name: web, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})";

constexpr std::string_view tls_passthrough =
    R"(- port: {number: 8443, name: web, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})";

constexpr ChangeExample protocol_family_http_pairs[] = {
    {
        .level = Impact::none,
        .older = http,
        .newer = http2,
        .silent = R"(- port: {number: 8443, name: web, protocol: GRPC-WEB}
  hosts: [shop.example.com])",
    },
};

constexpr ChangeExample protocol_grpc_web_pairs[] = {
    {
        .level = Impact::risky,
        .older = grpc,
        .newer = R"(- port: {number: 8443, name: web, protocol: GRPC-WEB}
  hosts: [shop.example.com])",
        .silent = http2,
    },
};

constexpr ChangeExample protocol_http_to_https_pairs[] = {
    {
        .level = Impact::breaking,
        .older = http,
        .newer = https,
        .silent = http2,
    },
};

constexpr ChangeExample protocol_https_to_http_pairs[] = {
    {
        .level = Impact::breaking,
        .older = https,
        .newer = http,
        .silent = tls,
    },
};

constexpr ChangeExample protocol_https_to_tls_pairs[] = {
    {
        .level = Impact::breaking,
        .older = https,
        .newer = tls,
        .silent = https_passthrough,
    },
};

constexpr ChangeExample protocol_tls_to_https_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tls,
        .newer = https,
        .silent = tls_passthrough,
    },
};

constexpr ChangeExample protocol_http_to_tcp_pairs[] = {
    {
        .level = Impact::breaking,
        .older = http,
        .newer = tcp,
        .silent = https,
    },
};

constexpr ChangeExample protocol_tcp_to_http_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tcp,
        .newer = http,
        .silent = mongo,
    },
};

constexpr ChangeExample protocol_tcp_to_tls_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tcp,
        .newer = tls,
        .silent = mongo,
    },
};

constexpr ChangeExample protocol_tls_to_tcp_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tls,
        .newer = tcp,
        .silent = https,
    },
};

constexpr ChangeExample protocol_https_to_tcp_pairs[] = {
    {
        .level = Impact::breaking,
        .older = https,
        .newer = tcp,
        .silent = tls,
    },
};

constexpr ChangeExample protocol_tcp_to_https_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tcp,
        .newer = https,
        .silent = tls,
    },
};

constexpr ChangeExample protocol_http_to_tls_pairs[] = {
    {
        .level = Impact::breaking,
        .older = http,
        .newer = tls,
        .silent = https,
    },
};

constexpr ChangeExample protocol_tls_to_http_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tls,
        .newer = http,
        .silent = https,
    },
};

constexpr ChangeExample protocol_passthrough_spelling_pairs[] = {
    {
        .level = Impact::none,
        .older = https_passthrough,
        .newer = tls_passthrough,
        .silent = https,
    },
};

constexpr ChangeExample protocol_tcp_codec_pairs[] = {
    {
        .level = Impact::risky,
        .older = tcp,
        .newer = mongo,
        .silent = http,
    },
};

}  // namespace

constinit const ChangeKind changes::protocol_family_http = {
    .id = "protocol-family-http",
    .level = Impact::none,
    .classes = {},
    .summary = "another word for plaintext HTTP",
    .rationale = R"(HTTP, HTTP2, GRPC and HTTP_PROXY are the same for a gateway:
one listener that takes HTTP/1.1 and HTTP/2. All servers of a port share it, and
the first one decides what is made of it.)",
    .source = "istio pkg/config/protocol/instance.go, IsHTTP",
    .inverse = {"protocol-family-http"},
    .examples = protocol_family_http_pairs,
};

constinit const ChangeKind changes::protocol_grpc_web = {
    .id = "protocol-grpc-web",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "to or from gRPC-Web",
    .rationale = R"(If the first server of a port says GRPC-WEB, Envoy gets a
filter that translates gRPC-Web for every host of the port; with another word it
goes. Browsers that speak gRPC-Web need it, and for others its presence may
change how requests with that content type are passed on.)",
    .source =
        "istio pilot/pkg/networking/core/listener_builder.go, "
        "buildHTTPConnectionManager",
    .inverse = {"protocol-grpc-web"},
    .examples = protocol_grpc_web_pairs,
};

constinit const ChangeKind changes::protocol_http_to_https = {
    .id = "protocol-http-to-https",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "plaintext HTTP becomes HTTPS",
    .rationale = R"(The port ends TLS now, so clients that speak plaintext to it
fail. Port, VirtualServices and hosts may be the same; the routes have another
name.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-https-to-http"},
    .examples = protocol_http_to_https_pairs,
};

constinit const ChangeKind changes::protocol_https_to_http = {
    .id = "protocol-https-to-http",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "HTTPS becomes plaintext HTTP",
    .rationale = R"(Clients that speak TLS to the port fail, with a complaint
about a wrong version number; what they would send now goes in clear text, and
client certificates are no longer asked for.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-http-to-https"},
    .examples = protocol_https_to_http_pairs,
};

constinit const ChangeKind changes::protocol_https_to_tls = {
    .id = "protocol-https-to-tls",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "HTTPS becomes TLS that ends at the gateway",
    .rationale = R"(Envoy passes on bytes instead of requests: http routes of
VirtualServices no longer count, a tcp route is needed, and without one there is
no filter chain and the connection is closed. Filters and authorization on
requests are gone.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tls-to-https"},
    .examples = protocol_https_to_tls_pairs,
};

constinit const ChangeKind changes::protocol_tls_to_https = {
    .id = "protocol-tls-to-https",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "TLS that ends at the gateway becomes HTTPS",
    .rationale = R"(Envoy reads requests where it passed on bytes: tcp routes of
VirtualServices no longer count, requests are answered with 404 until an http
route matches, and what is not HTTP fails.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-https-to-tls"},
    .examples = protocol_tls_to_https_pairs,
};

constinit const ChangeKind changes::protocol_http_to_tcp = {
    .id = "protocol-http-to-tcp",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "plaintext HTTP becomes TCP",
    .rationale = R"(Envoy passes on bytes instead of requests: http routes no
longer count, and without a tcp route the port is closed. TCP does not share a
port and address with HTTP, so beside other HTTP servers the later one is
dropped.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tcp-to-http"},
    .examples = protocol_http_to_tcp_pairs,
};

constinit const ChangeKind changes::protocol_tcp_to_http = {
    .id = "protocol-tcp-to-http",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "TCP becomes plaintext HTTP",
    .rationale = R"(Envoy reads requests where it passed on bytes: tcp routes no
longer count, requests are answered with 404 until an http route matches, and
what is not HTTP fails.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-http-to-tcp"},
    .examples = protocol_tcp_to_http_pairs,
};

constinit const ChangeKind changes::protocol_tcp_to_tls = {
    .id = "protocol-tcp-to-tls",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "TCP becomes TLS",
    .rationale = R"(Clients that speak plaintext fail, and so do those that use
TLS but send a server name that the server does not list, or none. Connections
that carried TLS through the port to the backend now meet the certificate of the
gateway, if TLS ends here.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tls-to-tcp"},
    .examples = protocol_tcp_to_tls_pairs,
};

constinit const ChangeKind changes::protocol_tls_to_tcp = {
    .id = "protocol-tls-to-tcp",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "TLS becomes TCP",
    .rationale = R"(The gateway no longer takes part in TLS: bytes go to one
backend whatever name the client asks for. Where TLS ended here clients now talk
TLS to a backend that expects plaintext, and without TLS the data is readable on
its way.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tcp-to-tls"},
    .examples = protocol_tls_to_tcp_pairs,
};

constinit const ChangeKind changes::protocol_https_to_tcp = {
    .id = "protocol-https-to-tcp",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "HTTPS becomes TCP",
    .rationale = R"(TLS and requests alike are passed on as bytes: http routes,
filters and authorization no longer count, a tcp route is needed, and clients
that speak TLS meet whatever the backend speaks.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tcp-to-https"},
    .examples = protocol_https_to_tcp_pairs,
};

constinit const ChangeKind changes::protocol_tcp_to_https = {
    .id = "protocol-tcp-to-https",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "TCP becomes HTTPS",
    .rationale = R"(Clients have to speak TLS with a server name that the server
lists, and HTTP inside of it. tcp routes no longer count; requests are answered
with 404 until an http route matches.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-https-to-tcp"},
    .examples = protocol_tcp_to_https_pairs,
};

constinit const ChangeKind changes::protocol_http_to_tls = {
    .id = "protocol-http-to-tls",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "plaintext HTTP becomes TLS",
    .rationale = R"(Clients that speak plaintext to the port fail. Envoy passes
on bytes instead of requests: http routes no longer count, and without a tcp or
tls route there is no filter chain.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-tls-to-http"},
    .examples = protocol_http_to_tls_pairs,
};

constinit const ChangeKind changes::protocol_tls_to_http = {
    .id = "protocol-tls-to-http",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "TLS becomes plaintext HTTP",
    .rationale =
        R"(Clients that speak TLS to the port fail; what they would send
now goes in clear text. tcp and tls routes no longer count; requests are
answered with 404 until an http route matches.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"protocol-http-to-tls"},
    .examples = protocol_tls_to_http_pairs,
};

constinit const ChangeKind changes::protocol_passthrough_spelling = {
    .id = "protocol-passthrough-spelling",
    .level = Impact::none,
    .classes = {},
    .summary = "HTTPS and TLS swapped on a server that passes TLS on",
    .rationale =
        R"(With mode PASSTHROUGH both words give the same filter chains:
server names from the tls routes of VirtualServices, and bytes behind them.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayTCPBasedFilterChains",
    .inverse = {"protocol-passthrough-spelling"},
    .examples = protocol_passthrough_spelling_pairs,
};

constinit const ChangeKind changes::protocol_tcp_codec = {
    .id = "protocol-tcp-codec",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::ops},
    .summary = "another protocol on top of TCP",
    .rationale = R"(TCP, MONGO, REDIS and MYSQL all pass on bytes, but for the
named ones istiod may put a filter into the chain that reads the protocol: for
statistics, or for Redis to answer commands itself. Traffic that is something
else can then fail.)",
    .source =
        "istio pilot/pkg/networking/core/networkfilter.go, "
        "buildNetworkFiltersStack",
    .inverse = {"protocol-tcp-codec"},
    .examples = protocol_tcp_codec_pairs,
};

}  // namespace asmgw
