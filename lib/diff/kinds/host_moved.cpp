// Classes of change: hosts that move to another server.
#include "diff/kinds/example_text.h"
#include "diff/kinds/host.h"

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
constexpr ExampleText route_of_www =
    virtual_service("www", "www.example.com", "blog");
constexpr ExampleText shop_and_www =
    http_item("[shop.example.com, www.example.com]");
constexpr ExampleText tls_shop_and_www =
    simple_item("https", "[shop.example.com, www.example.com]", "shop");
constexpr std::string_view one_server_each =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
- port: {number: 80, name: http-www, protocol: HTTP}
  hosts: [www.example.com])";
constexpr ExampleText one_tls_server_each =
    items(simple_item("https", "[shop.example.com]", "shop"),
          simple_item("https-www", "[www.example.com]", "shop"));

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
    },
};

constexpr ChangeExample host_moved_gateway_pairs[] = {
    {
        .level = Impact::breaking,
        .older = two_gateways,
        .newer = www_on_blog,
        .silent = news_on_blog,
    },
    {
        .variant = "VirtualServices follow",
        .level = Impact::risky,
        .older = two_gateways,
        .newer = www_on_blog,
        .silent = news_on_blog,
        .context = route_of_www,
    },
};

constexpr ChangeExample host_moved_port_pairs[] = {
    {
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
    },
};

constexpr ChangeExample host_moved_workload_pairs[] = {
    {
        .level = Impact::breaking,
        .older = www_is_public,
        .newer = www_is_internal,
        .silent = blog_is_internal,
    },
};

}  // namespace

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
