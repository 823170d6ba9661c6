// Classes of change: the namespace of a host.
#include "diff/kinds/example_text.h"
#include "diff/kinds/host.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr ExampleText of_every_namespace =
    gateway(named("shop"), http_server("[shop.example.com]"));
constexpr ExampleText of_every_namespace_in_full =
    gateway(named("shop"), http_server("[\"*/shop.example.com\"]"));
constexpr ExampleText of_web =
    gateway(named("shop"), http_server("[web/shop.example.com]"));
constexpr ExampleText of_its_own =
    gateway(named("shop"), http_server("[./shop.example.com]"));
constexpr ExampleText route_of_shop =
    virtual_service("shop", "shop.example.com", "shop");
constexpr ExampleText shop = http_item("[shop.example.com]");

constexpr ChangeExample host_scope_narrowed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = of_every_namespace,
        .newer = of_web,
        .silent = of_every_namespace_in_full,
    },
    {
        .variant = "VirtualServices are there",
        .level = Impact::none,
        .older = of_every_namespace,
        .newer = of_web,
        .silent = of_every_namespace_in_full,
        .context = route_of_shop,
    },
};

constexpr ChangeExample host_scope_widened_pairs[] = {
    {
        .level = Impact::risky,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com, web/www.example.com])",
    },
};

constexpr ChangeExample host_scope_spelling_pairs[] = {
    {
        .variant = "own namespace",
        .level = Impact::none,
        .older = of_its_own,
        .newer = of_web,
        .silent = of_every_namespace,
    },
    {
        .variant = "all namespaces",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/shop.example.com"])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com])",
    },
};

}  // namespace

constinit const ChangeKind changes::host_scope_narrowed = {
    .id = "host-scope-narrowed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a host is open to fewer namespaces",
    .rationale = R"(VirtualServices of other namespaces no longer bind to the
host, and what they routed is answered with 404. No change if all
VirtualServices of the input are in the namespace that is left.)",
    .source = "istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace",
    .inverse = {"host-scope-widened", "host-scope-narrowed"},
    .examples = host_scope_narrowed_pairs,
};

constinit const ChangeKind changes::host_scope_widened = {
    .id = "host-scope-widened",
    .level = Impact::risky,
    .classes = {ChangeClass::exposure},
    .summary = "a host is open to more namespaces",
    .rationale = R"(Whoever may write VirtualServices in another namespace may
attach routes to the host now, and take traffic from those that are there.)",
    .source = "istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace",
    .inverse = {"host-scope-narrowed"},
    .examples = host_scope_widened_pairs,
};

constinit const ChangeKind changes::host_scope_spelling = {
    .id = "host-scope-spelling",
    .level = Impact::none,
    .classes = {},
    .summary = "the same namespaces, spelt another way",
    .rationale = R"(istiod puts the own namespace in place of a dot and takes a
leading */ away before it compares or serves anything.)",
    .source = "istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace",
    .inverse = {"host-scope-spelling"},
    .examples = host_scope_spelling_pairs,
};

}  // namespace asmgw
