// Classes of change: ports.
#include "diff/kinds/port.h"

#include "diff/kinds/example_text.h"

namespace asmgw {
namespace {

constexpr ExampleText on_80 = http_item("[shop.example.com]");
constexpr ExampleText on_443 =
    simple_item("https", "[shop.example.com]", "shop");
constexpr ExampleText two_hosts_on_443 =
    simple_item("https", "[shop.example.com, www.example.com]", "shop");
constexpr ExampleText on_80_and_443 =
    items(http_item("[shop.example.com]"),
          simple_item("https", "[shop.example.com]", "shop"));

constexpr ChangeExample port_removed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = on_80_and_443,
        .newer = on_443,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample port_added_pairs[] = {
    {
        .level = Impact::safe,
        .older = on_443,
        .newer = on_80_and_443,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-www, protocol: HTTPS}
  hosts: [www.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample port_number_changed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = on_443,
        .newer = R"(- port: {number: 8443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = R"(- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample port_number_changed_same_target_pairs[] = {
    {
        .level = Impact::risky,
        .older = on_80,
        .newer = R"(- port: {number: 8080, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .silent = R"(- port: {number: 8081, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .context = R"(apiVersion: v1
kind: Service
metadata: {name: ingressgateway, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports: [{name: http2, port: 80, targetPort: 8080}])",
    },
};

constexpr ChangeExample port_renamed_pairs[] = {
    {
        .variant = "HTTP",
        .level = Impact::none,
        .older = on_80,
        .newer = R"(- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com])",
    },
    {
        .variant = "HTTPS",
        .level = Impact::risky,
        .older = on_443,
        .newer = R"(- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = two_hosts_on_443,
    },
    {
        .variant = "HTTPS, named by an EnvoyFilter",
        .level = Impact::breaking,
        .older = on_443,
        .newer = R"(- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = two_hosts_on_443,
        .context = R"(apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limits, namespace: istio-system}
spec:
  configPatches:
  - applyTo: VIRTUAL_HOST
    match:
      context: GATEWAY
      routeConfiguration: {portName: https, gateway: shop/shop}
    patch: {operation: MERGE, value: {include_request_attempt_count: true}})",
    },
    {
        .variant = "TCP",
        .level = Impact::none,
        .older = R"(- port: {number: 9000, name: tcp, protocol: TCP}
  hosts: ["*"])",
        .newer = R"(- port: {number: 9000, name: tcp-queue, protocol: TCP}
  hosts: ["*"])",
        .silent = R"(- port: {number: 9001, name: tcp, protocol: TCP}
  hosts: ["*"])",
    },
    {
        .variant = "passthrough",
        .level = Impact::none,
        .older = R"(- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
        .newer = R"(- port: {number: 443, name: tls-shop, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
        .silent = R"(- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: PASSTHROUGH})",
    },
};

constexpr ChangeExample target_port_changed_pairs[] = {
    {
        .level = Impact::none,
        .older = R"(apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: {name: shop, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP, targetPort: 8080}
    hosts: [shop.example.com])",
        .newer = R"(apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: {name: shop, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP, targetPort: 8081}
    hosts: [shop.example.com])",
        .silent = R"(apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: {name: shop, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: web, protocol: HTTP, targetPort: 8080}
    hosts: [shop.example.com])",
        .options = "--istio-version 1.19",
    },
};

}  // namespace

constinit const ChangeKind changes::port_removed = {
    .id = "port-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::drain},
    .summary = "the last server of a port is gone",
    .rationale =
        R"(The listener is removed: open connections drain, and new ones
are refused. A load balancer that checks the port takes the pods out.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"port-added"},
    .examples = port_removed_pairs,
};

constinit const ChangeKind changes::port_added = {
    .id = "port-added",
    .level = Impact::safe,
    .classes = {ChangeClass::exposure},
    .summary = "the first server of a port",
    .rationale = R"(A listener is new and takes nothing from others. Clients
reach it only if the Service of the gateway pods has the port.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"port-removed"},
    .examples = port_added_pairs,
};

constinit const ChangeKind changes::port_number_changed = {
    .id = "port-number-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::drain},
    .summary = "a server listens on another port",
    .rationale = R"(The old port is closed, or loses the hosts of this server,
and clients use it until told otherwise; the new one is reached only if the
Service of the gateway pods and the load balancer have it. What else the server
says is the same.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"port-number-changed"},
    .examples = port_number_changed_pairs,
};

constinit const ChangeKind changes::port_number_changed_same_target = {
    .id = "port-number-changed-same-target",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::ops},
    .summary = "another port number that the Service maps to the same port",
    .rationale =
        R"(The Service of the gateway pods maps both numbers to one port
of the container, so the listener stays. But the routes of HTTPS servers are
named after the number that is written, and match.port of VirtualServices is
compared with it.)",
    .source = "istio pilot/pkg/model/gateway.go, resolvePorts",
    .inverse = {"port-number-changed-same-target"},
    .examples = port_number_changed_same_target_pairs,
};

constinit const ChangeKind changes::port_renamed = {
    .id = "port-renamed",
    .level = Impact::risky,
    .classes = {ChangeClass::drain, ChangeClass::ops},
    .summary = "the name of a port differs",
    .rationale = R"(The routes of an HTTPS server are named https.<number>.<port
name>.<gateway>.<namespace>. With another name the filter chain is another one
and the old one drains with all its connections, and EnvoyFilters that match the
name of port or route stop matching: breaking if one of the input does. Other
servers do not use the name: plaintext HTTP routes are named after the port
number, TCP and passed-on TLS have none; there it is no change.)",
    .source = "istio pilot/pkg/model/gateway.go, gatewayRDSRouteName",
    .inverse = {"port-renamed"},
    .examples = port_renamed_pairs,
};

constinit const ChangeKind changes::target_port_changed = {
    .id = "target-port-changed",
    .level = Impact::none,
    .classes = {},
    .summary = "targetPort of a server differs",
    .rationale =
        R"(Nothing reads the field on a Gateway: a server listens on its
number, or on what the Service of the gateway pods maps that to. Since 1.20
Istio refuses the Gateway instead.)",
    .source = "istio pkg/config/validation/validation.go, ValidateGateway",
    .inverse = {"target-port-changed"},
    .examples = target_port_changed_pairs,
};

}  // namespace asmgw
