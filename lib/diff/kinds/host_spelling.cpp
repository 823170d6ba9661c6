// Classes of change: hosts in other letters, another order, or twice.
#include "diff/kinds/example_text.h"
#include "diff/kinds/host.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr ExampleText shop = http_item("[shop.example.com]");
constexpr ExampleText shop_and_www =
    http_item("[shop.example.com, www.example.com]");
constexpr ExampleText tls_shop =
    simple_item("https", "[shop.example.com]", "shop");
constexpr ExampleText tls_shop_and_www =
    simple_item("https", "[shop.example.com, www.example.com]", "shop");

constexpr ChangeExample host_case_changed_pairs[] = {
    {
        .variant = "HTTP",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [Shop.example.com])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/Shop.example.com"])",
    },
    {
        .variant = "TLS",
        .level = Impact::safe,
        .older = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [Shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .newer = tls_shop,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*/Shop.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample host_reordered_pairs[] = {
    {
        .level = Impact::none,
        .older = tls_shop_and_www,
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [www.example.com, shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = tls_shop,
    },
};

constexpr ChangeExample host_duplicate_in_server_pairs[] = {
    {
        .level = Impact::none,
        .older = shop,
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, shop.example.com])",
        .silent = shop_and_www,
    },
};

}  // namespace

constinit const ChangeKind changes::host_case_changed = {
    .id = "host-case-changed",
    .level = Impact::safe,
    .classes = {ChangeClass::drain},
    .summary = "a host in other upper or lower case",
    .rationale = R"(Envoy compares virtual hosts and server names in lower case,
so the same clients are served. In plaintext that is no change. The filter chain
of a TLS server is compared as it is written: it is replaced, and connections
drain. istiod compares byte by byte, so the change may create or cure a listener
that Envoy refuses, and a VirtualService may bind or cease to.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findExistingFilterChain",
    .inverse = {"host-case-changed"},
    .examples = host_case_changed_pairs,
};

constinit const ChangeKind changes::host_reordered = {
    .id = "host-reordered",
    .level = Impact::none,
    .classes = {},
    .summary = "the hosts of a server stand in another order",
    .rationale = R"(Server names are sorted and virtual hosts looked up by name,
so the order means nothing.)",
    .source = "",
    .inverse = {"host-reordered"},
    .examples = host_reordered_pairs,
};

constinit const ChangeKind changes::host_duplicate_in_server = {
    .id = "host-duplicate-in-server",
    .level = Impact::none,
    .classes = {},
    .summary = "a host stands in one server twice",
    .rationale = R"(Inside a server a repeated host is folded: the names of a
filter chain are unique, and so are virtual hosts. Only in two servers is it a
conflict.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"host-duplicate-in-server"},
    .examples = host_duplicate_in_server_pairs,
};

}  // namespace asmgw
