// Classes of change: hosts that come, go, and grow or shrink.
#include "diff/kinds/host.h"

#include "diff/kinds/example_text.h"

namespace asmgw {
namespace {

constexpr ExampleText shop = http_item("[shop.example.com]");
constexpr ExampleText shop_and_www =
    http_item("[shop.example.com, www.example.com]");
constexpr ExampleText tls_shop =
    simple_item("https", "[shop.example.com]", "shop");
constexpr ExampleText tls_shop_and_www =
    simple_item("https", "[shop.example.com, www.example.com]", "shop");
constexpr ExampleText tls_any = simple_item("https", "[\"*\"]", "shop");
constexpr ExampleText tls_wildcard =
    simple_item("https", "[\"*.example.com\"]", "shop");
constexpr ExampleText one_tls_server_each =
    items(simple_item("https", "[shop.example.com]", "shop"),
          simple_item("https-www", "[www.example.com]", "shop"));
constexpr ExampleText wildcard_alone =
    simple_item("https-any", "[\"*.example.com\"]", "wildcard");
constexpr ExampleText wildcard_and_shop =
    items(wildcard_alone, simple_item("https", "[shop.example.com]", "shop"));
constexpr ExampleText wildcard_and_org =
    items(wildcard_alone, simple_item("https", "[shop.example.org]", "shop"));
constexpr ExampleText wildcard_and_store =
    items(wildcard_alone, simple_item("https", "[shop.example.com]", "store"));
constexpr ExampleText wildcard_and_mutual_shop =
    items(wildcard_alone, https_item("https", "[shop.example.com]",
                                     "{mode: MUTUAL, credentialName: shop}"));
constexpr ExampleText wildcard_and_mutual_store =
    items(wildcard_alone, https_item("https", "[shop.example.com]",
                                     "{mode: MUTUAL, credentialName: store}"));

constexpr ChangeExample host_removed_pairs[] = {
    {
        .variant = "TLS",
        .level = Impact::breaking,
        .older = tls_shop_and_www,
        .newer = tls_shop,
        .silent = one_tls_server_each,
    },
    {
        .variant = "HTTP",
        .level = Impact::breaking,
        .older = shop_and_www,
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com, shop.example.com])",
    },
};

constexpr ChangeExample host_added_pairs[] = {
    {
        .variant = "HTTP",
        .level = Impact::safe,
        .older = shop,
        .newer = shop_and_www,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, shop.example.com])",
    },
    {
        .variant = "HTTPS",
        .level = Impact::safe,
        .older = tls_shop,
        .newer = tls_shop_and_www,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*/shop.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample host_captured_pairs[] = {
    {
        .level = Impact::risky,
        .older = wildcard_alone,
        .newer = wildcard_and_shop,
        .silent = wildcard_and_org,
    },
};

constexpr ChangeExample host_released_pairs[] = {
    {
        .level = Impact::risky,
        .older = wildcard_and_shop,
        .newer = wildcard_alone,
        .silent = wildcard_and_store,
    },
    {
        .variant = "other client authentication",
        .level = Impact::breaking,
        .older = wildcard_and_mutual_shop,
        .newer = wildcard_alone,
        .silent = wildcard_and_mutual_store,
    },
};

constexpr ChangeExample hosts_widened_to_any_pairs[] = {
    {
        .level = Impact::risky,
        .older = tls_shop_and_www,
        .newer = tls_any,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com, "*.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
    {
        .variant = "second chain for all names",
        .level = Impact::breaking,
        .older = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-web, protocol: HTTPS}
  hosts: [web/*]
  tls: {mode: SIMPLE, credentialName: web})",
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*"]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-web, protocol: HTTPS}
  hosts: [web/*]
  tls: {mode: SIMPLE, credentialName: web})",
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com, blog.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-web, protocol: HTTPS}
  hosts: [web/*]
  tls: {mode: SIMPLE, credentialName: web})",
    },
};

constexpr ChangeExample hosts_narrowed_from_any_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tls_any,
        .newer = tls_shop_and_www,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*/*"]
  tls: {mode: SIMPLE, credentialName: shop})",
    },
};

constexpr ChangeExample host_widened_pairs[] = {
    {
        .level = Impact::risky,
        .older = tls_shop,
        .newer = tls_wildcard,
        .silent = tls_any,
    },
};

constexpr ChangeExample host_narrowed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = tls_wildcard,
        .newer = tls_shop,
        .silent = tls_any,
    },
};

}  // namespace

constinit const ChangeKind changes::host_removed = {
    .id = "host-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a host is gone from a port",
    .rationale = R"(Nothing on the port answers the name any more. Over TLS no
filter chain has it, so the connection is closed during the handshake; in
plaintext the request is answered with 404. The filter chain of a TLS server is
replaced with it, and the connections of its other hosts drain.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"host-added", "host-captured"},
    .examples = host_removed_pairs,
};

constinit const ChangeKind changes::host_added = {
    .id = "host-added",
    .level = Impact::safe,
    .classes = {ChangeClass::drain},
    .summary = "a host is new on a port",
    .rationale = R"(Nothing answered the name on this port before. Requests for
it are answered with 404 until a VirtualService matches. If the host joins an
existing TLS server, the filter chain of that server is replaced and the
connections of all its hosts drain; in a server of its own it leaves them alone.
In plaintext only routes change, and no connection is lost.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findExistingFilterChain",
    .inverse = {"host-removed", "host-released"},
    .examples = host_added_pairs,
};

constinit const ChangeKind changes::host_captured = {
    .id = "host-captured",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "a host moves out of a wildcard",
    .rationale = R"(A wildcard server answered the name, and the most specific
name wins: its traffic moves to the certificate, mode and routes of the new
server. Unless a VirtualService of that Gateway has the host, requests for it
are answered with 404.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findFilterChain",
    .inverse = {"host-released", "host-removed", "gateway-removed"},
    .examples = host_captured_pairs,
};

constinit const ChangeKind changes::host_released = {
    .id = "host-released",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "a host falls back to a wildcard",
    .rationale = R"(The name is gone, but a wildcard or a server for every name
still answers: with another certificate and other routes. Breaking if that
server asks for client certificates and this one did not, or the reverse, if it
speaks another protocol, or if its Gateway is known to have no route for the
host.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findFilterChain",
    .inverse = {"host-captured", "host-added"},
    .examples = host_released_pairs,
};

constinit const ChangeKind changes::hosts_widened_to_any = {
    .id = "hosts-widened-to-any",
    .level = Impact::risky,
    .classes = {ChangeClass::exposure},
    .summary = "a list of hosts becomes `*`",
    .rationale = R"(VirtualServices may attach any host. On a TLS server the
filter chain matches every server name that nothing else has, and clients that
send none, with the certificate of this server; names that stand beside the star
lose their meaning. Breaking if another chain of the listener matches everything
too: Envoy then refuses the listener.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"hosts-narrowed-from-any"},
    .examples = hosts_widened_to_any_pairs,
};

constinit const ChangeKind changes::hosts_narrowed_from_any = {
    .id = "hosts-narrowed-from-any",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "`*` becomes a list of hosts",
    .rationale =
        R"(Every name that the list leaves out stops: over TLS no filter
chain has it and the handshake is closed, in plaintext the request is answered
with 404. TLS clients that send no server name find no chain either.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"hosts-widened-to-any"},
    .examples = hosts_narrowed_from_any_pairs,
};

constinit const ChangeKind changes::host_widened = {
    .id = "host-widened",
    .level = Impact::risky,
    .classes = {ChangeClass::exposure},
    .summary = "a host becomes a wildcard over it",
    .rationale = R"(The siblings of the host are accepted too, at any depth, and
VirtualServices may attach routes to them. The domain of the wildcard itself is
not covered.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findFilterChain",
    .inverse = {"host-narrowed"},
    .examples = host_widened_pairs,
};

constinit const ChangeKind changes::host_narrowed = {
    .id = "host-narrowed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a wildcard becomes one of its hosts",
    .rationale = R"(All other names of the wildcard stop: over TLS the handshake
is closed, in plaintext the request is answered with 404.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findFilterChain",
    .inverse = {"host-widened"},
    .examples = host_narrowed_pairs,
};

}  // namespace asmgw
