// Classes of change: the address that a server listens on.
#include "diff/kinds/example_text.h"
#include "diff/kinds/port.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr ExampleText on_443 =
    simple_item("https", "[shop.example.com]", "shop");
constexpr ExampleText two_hosts_on_443 =
    simple_item("https", "[shop.example.com, www.example.com]", "shop");
constexpr std::string_view at_address =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  bind: 10.0.0.1
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr ChangeExample bind_changed_pairs[] = {
    {
        .variant = "from all addresses",
        .level = Impact::breaking,
        .older = on_443,
        .newer = at_address,
        .silent = two_hosts_on_443,
    },
    {
        .variant = "from one to another",
        .level = Impact::breaking,
        .older = at_address,
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  bind: 10.0.0.2
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  bind: 10.0.0.1
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample bind_removed_pairs[] = {
    {
        .level = Impact::risky,
        .older = at_address,
        .newer = on_443,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  bind: 10.0.0.2
  tls: {mode: SIMPLE, credentialName: shop})",
    },
    {
        .variant = "meets a duplicate",
        .level = Impact::breaking,
        .older = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: other}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  bind: 10.0.0.1
  tls: {mode: SIMPLE, credentialName: shop})",
        .newer = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: other}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: other}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  bind: 10.0.0.2
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

}  // namespace

constinit const ChangeKind changes::bind_changed = {
    .id = "bind-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a server listens on another address",
    .rationale = R"(A listener stands for one address and port, so the other
addresses stop answering; an address that the pod does not have makes the
listener fail. Routes are named after the address too, and the test for
duplicate hosts is made for each address by itself.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"bind-changed", "bind-removed"},
    .examples = bind_changed_pairs,
};

constinit const ChangeKind changes::bind_removed = {
    .id = "bind-removed",
    .level = Impact::risky,
    .classes = {ChangeClass::exposure},
    .summary = "a server listens on all addresses now",
    .rationale = R"(The port answers on every address of the pod, also on those
that the server was kept away from. Breaking if the server now meets another one
with its host: duplicates are looked for among the servers of one address, and
the later server is dropped whole.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"bind-changed"},
    .examples = bind_removed_pairs,
};

}  // namespace asmgw
