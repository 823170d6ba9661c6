// Classes of change: hosts.
#include "diff/kinds/host.h"

#include "diff/kinds/example_text.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr ExampleText shop_gateway =
    gateway(named("shop"), https_server("[shop.example.com]", "shop"));
constexpr ExampleText shop_and_www_gateway = gateway(
    named("shop"), https_server("[shop.example.com, www.example.com]", "shop"));
constexpr ExampleText two_gateways = documents(
    shop_and_www_gateway,
    gateway(named("blog"), https_server("[blog.example.com]", "blog")));
constexpr ExampleText www_on_blog = documents(
    shop_gateway,
    gateway(named("blog"),
            https_server("[blog.example.com, www.example.com]", "blog")));
constexpr ExampleText news_on_blog = documents(
    shop_and_www_gateway,
    gateway(named("blog"),
            https_server("[blog.example.com, news.example.com]", "blog")));
constexpr ExampleText of_every_namespace =
    gateway(named("shop"), http_server("[shop.example.com]"));
constexpr ExampleText of_every_namespace_in_full =
    gateway(named("shop"), http_server("[\"*/shop.example.com\"]"));
constexpr ExampleText of_web =
    gateway(named("shop"), http_server("[web/shop.example.com]"));
constexpr ExampleText of_its_own =
    gateway(named("shop"), http_server("[./shop.example.com]"));
constexpr ExampleText public_gateway =
    gateway(named("public"), https_server("[shop.example.com]", "shop"));
constexpr ExampleText public_with_www =
    gateway(named("public"),
            https_server("[shop.example.com, www.example.com]", "shop"));
constexpr ExampleText www_is_public =
    documents(public_with_www,
              gateway_on("internal", named("internal"),
                         https_server("[admin.example.com]", "internal")));
constexpr ExampleText www_is_internal = documents(
    public_gateway,
    gateway_on(
        "internal", named("internal"),
        https_server("[admin.example.com, www.example.com]", "internal")));
constexpr ExampleText blog_is_internal = documents(
    public_with_www,
    gateway_on(
        "internal", named("internal"),
        https_server("[admin.example.com, blog.example.com]", "internal")));
constexpr ExampleText route_of_shop =
    virtual_service("shop", "shop.example.com", "shop");
constexpr ExampleText route_of_www =
    virtual_service("www", "www.example.com", "blog");

constexpr std::string_view shop =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr std::string_view shop_and_www =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, www.example.com])";

constexpr std::string_view tls_shop =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view tls_shop_and_www =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view tls_any =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*"]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view tls_wildcard =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr std::string_view one_server_each =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
- port: {number: 80, name: http-www, protocol: HTTP}
  hosts: [www.example.com])";

constexpr std::string_view one_tls_server_each =
    R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-www, protocol: HTTPS}
  hosts: [www.example.com]
  tls: {mode: SIMPLE, credentialName: shop})";

constexpr ChangeExample host_removed_pairs[] = {
    {
        .variant = "TLS",
        .level = Impact::breaking,
        .older = tls_shop_and_www,
        .newer = tls_shop,
        .silent = one_tls_server_each,
        .context = {},
        .options = {},
    },
    {
        .variant = "HTTP",
        .level = Impact::breaking,
        .older = shop_and_www,
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com, shop.example.com])",
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
    {
        .variant = "HTTPS",
        .level = Impact::safe,
        .older = tls_shop,
        .newer = tls_shop_and_www,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*/shop.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_captured_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard})",
        .newer = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.org]
  tls: {mode: SIMPLE, credentialName: shop})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_released_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .newer = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard})",
        .silent = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: store})",
        .context = {},
        .options = {},
    },
    {
        .variant = "other client authentication",
        .level = Impact::breaking,
        .older = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: MUTUAL, credentialName: shop})",
        .newer = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard})",
        .silent = R"(- port: {number: 443, name: https-any, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: MUTUAL, credentialName: store})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample hosts_widened_to_any_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = tls_shop_and_www,
        .newer = tls_any,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com, "*.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample hosts_narrowed_from_any_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = tls_any,
        .newer = tls_shop_and_www,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*/*"]
  tls: {mode: SIMPLE, credentialName: shop})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_widened_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = tls_shop,
        .newer = tls_wildcard,
        .silent = tls_any,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_narrowed_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = tls_wildcard,
        .newer = tls_shop,
        .silent = tls_any,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_scope_narrowed_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = of_every_namespace,
        .newer = of_web,
        .silent = of_every_namespace_in_full,
        .context = {},
        .options = {},
    },
    {
        .variant = "VirtualServices are there",
        .level = Impact::none,
        .older = of_every_namespace,
        .newer = of_web,
        .silent = of_every_namespace_in_full,
        .context = route_of_shop,
        .options = {},
    },
};

constexpr ChangeExample host_scope_widened_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com, web/www.example.com])",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_scope_spelling_pairs[] = {
    {
        .variant = "own namespace",
        .level = Impact::none,
        .older = of_its_own,
        .newer = of_web,
        .silent = of_every_namespace,
        .context = {},
        .options = {},
    },
    {
        .variant = "all namespaces",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/shop.example.com"])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [web/shop.example.com])",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_case_changed_pairs[] = {
    {
        .variant = "HTTP",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [Shop.example.com])",
        .newer = shop,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/Shop.example.com"])",
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_reordered_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = tls_shop_and_www,
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [www.example.com, shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .silent = tls_shop,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_duplicate_in_server_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = shop,
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, shop.example.com])",
        .silent = shop_and_www,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_moved_server_pairs[] = {
    {
        .variant = "HTTP",
        .level = Impact::none,
        .older = shop_and_www,
        .newer = one_server_each,
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, www.example.com]
- port: {number: 80, name: http-blog, protocol: HTTP}
  hosts: [blog.example.com])",
        .context = {},
        .options = {},
    },
    {
        .variant = "HTTPS",
        .level = Impact::risky,
        .older = tls_shop_and_www,
        .newer = one_tls_server_each,
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-blog, protocol: HTTPS}
  hosts: [blog.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_moved_gateway_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = two_gateways,
        .newer = www_on_blog,
        .silent = news_on_blog,
        .context = {},
        .options = {},
    },
    {
        .variant = "VirtualServices follow",
        .level = Impact::risky,
        .older = two_gateways,
        .newer = www_on_blog,
        .silent = news_on_blog,
        .context = route_of_www,
        .options = {},
    },
};

constexpr ChangeExample host_moved_port_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 8443, name: https-admin, protocol: HTTPS}
  hosts: [admin.example.com]
  tls: {mode: SIMPLE, credentialName: admin})",
        .newer = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 8443, name: https-admin, protocol: HTTPS}
  hosts: [admin.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: admin})",
        .silent = R"(- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com, www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 8443, name: https-admin, protocol: HTTPS}
  hosts: [admin.example.com, blog.example.com]
  tls: {mode: SIMPLE, credentialName: admin})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample host_moved_workload_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = www_is_public,
        .newer = www_is_internal,
        .silent = blog_is_internal,
        .context = {},
        .options = {},
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
    .inverse = {"host-released", "host-removed"},
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

constinit const ChangeKind changes::host_moved_server = {
    .id = "host-moved-server",
    .level = Impact::risky,
    .classes = {ChangeClass::drain, ChangeClass::ops},
    .summary = "a host moves to another server of its Gateway",
    .rationale =
        R"(Same Gateway, port and TLS settings. In plaintext all servers
of a port share the routes, and nothing changes. An HTTPS server has a filter
chain and routes of its own, named after its port: both chains are replaced, and
their connections drain. What differs in TLS between the two servers is reported
by itself.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "findExistingFilterChain",
    .inverse = {"host-moved-server"},
    .examples = host_moved_server_pairs,
};

constinit const ChangeKind changes::host_moved_gateway = {
    .id = "host-moved-gateway",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a host moves to another Gateway",
    .rationale =
        R"(VirtualServices attach to a Gateway by name: those of the old
one no longer serve the host, and it is answered with 404 until one names the
new Gateway. The routes of HTTPS servers have another name. If the new Gateway
is applied first, its server is a duplicate until the old one gives the host up,
and is dropped whole. Risky only, if the VirtualServices of the input that have
the host name the new Gateway.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayHTTPRouteConfig",
    .inverse = {"host-moved-gateway"},
    .examples = host_moved_gateway_pairs,
};

constinit const ChangeKind changes::host_moved_port = {
    .id = "host-moved-port",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a host moves to another port of its workload",
    .rationale = R"(Clients go on using the old port, where nothing answers the
name any more.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, buildGatewayListeners",
    .inverse = {"host-moved-port"},
    .examples = host_moved_port_pairs,
};

constinit const ChangeKind changes::host_moved_workload = {
    .id = "host-moved-workload",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::exposure},
    .summary = "a host moves to another workload",
    .rationale = R"(DNS names and load balancers still lead to the workload that
the host has left, where nothing answers it. They have to move first, while
both workloads serve it. The Secret is needed in the namespace of the new
workload.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"host-moved-workload"},
    .examples = host_moved_workload_pairs,
};

}  // namespace asmgw
