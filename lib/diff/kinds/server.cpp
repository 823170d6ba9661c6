// Classes of change: servers as such, their names and their order.
#include "diff/kinds/example_text.h"
#include "diff/kinds/port.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr ExampleText on_80 = http_item("[shop.example.com]");
constexpr ExampleText on_80_and_443 =
    items(http_item("[shop.example.com]"),
          simple_item("https", "[shop.example.com]", "shop"));

constexpr ChangeExample server_name_changed_pairs[] = {
    {
        .variant = "HTTPS",
        .level = Impact::risky,
        .older = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
  name: shop)",
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
  name: store)",
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
  name: shop)",
    },
    {
        .variant = "HTTP",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  name: shop)",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  name: store)",
        .silent = R"(- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com]
  name: shop)",
    },
    {
        .variant = "TCP",
        .level = Impact::none,
        .older = R"(- port: {number: 9000, name: tcp, protocol: TCP}
  hosts: ["*"]
  name: queue)",
        .newer = R"(- port: {number: 9000, name: tcp, protocol: TCP}
  hosts: ["*"]
  name: jobs)",
        .silent = R"(- port: {number: 9000, name: tcp-queue, protocol: TCP}
  hosts: ["*"]
  name: queue)",
    },
};

constexpr ChangeExample default_endpoint_changed_pairs[] = {
    {
        .level = Impact::none,
        .older = on_80,
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  defaultEndpoint: 127.0.0.1:8080)",
        .silent = R"(- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com])",
    },
};

constexpr ChangeExample server_reordered_pairs[] = {
    {
        .level = Impact::none,
        .older = on_80_and_443,
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

}  // namespace

constinit const ChangeKind changes::server_name_changed = {
    .id = "server-name-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::drain, ChangeClass::ops},
    .summary = "the name of a server differs",
    .rationale = R"(On a server that ends TLS and speaks HTTP the name is the
prefix of its statistics. That prefix is part of the filter chain: the old chain
drains with its connections, and dashboards and alerts look for metrics that are
gone. Other servers do not use the name; there it is no change.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "createGatewayHTTPFilterChainOpts",
    .inverse = {"server-name-changed"},
    .examples = server_name_changed_pairs,
};

constinit const ChangeKind changes::default_endpoint_changed = {
    .id = "default-endpoint-changed",
    .level = Impact::none,
    .classes = {},
    .summary = "defaultEndpoint of a server differs",
    .rationale = R"(The field was never implemented for gateways; only code for
sidecars reads it.)",
    .source = "",
    .inverse = {"default-endpoint-changed"},
    .examples = default_endpoint_changed_pairs,
};

constinit const ChangeKind changes::server_reordered = {
    .id = "server-reordered",
    .level = Impact::none,
    .classes = {},
    .summary = "the servers of a Gateway stand in another order",
    .rationale = R"(istiod builds the same filter chains and routes from them,
and Envoy keeps a chain that it already has. Order matters only where two
servers contest a host, which is reported as winner-changed, and where the first
server of a port decides on gRPC-Web for all of it.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findExistingFilterChain",
    .inverse = {"server-reordered"},
    .examples = server_reordered_pairs,
};

constinit const ChangeKind changes::field_changed = {
    .id = "field-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary =
        "a field of a server that no other class knows has another value",
    .rationale =
        R"(The schema of Gateways has come to know the field before asmgw
can say what it does to traffic. Better a change too many than an effect unseen.)",
    .source = "",
    .inverse = {"field-changed"},
    // None: there is no such field today.
    .examples = {},
};

}  // namespace asmgw
