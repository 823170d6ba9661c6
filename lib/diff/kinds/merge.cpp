// Classes of change: what merging makes of it.
#include "diff/kinds/merge.h"

#include "diff/kinds/example_text.h"

namespace asmgw {
namespace {

constexpr ExampleText a_alone =
    gateway(named("a"), https_server("[shop.example.com]", "shop"));
constexpr ExampleText b_alone =
    gateway(named("b"), https_server("[shop.example.com]", "other"));
constexpr ExampleText b_apart =
    gateway(named("b"), https_server("[www.example.com]", "other"));
/// Two objects, one host: the older wins, here the first by name.
constexpr ExampleText a_and_b = documents(a_alone, b_alone);
constexpr ExampleText a_and_b_apart = documents(a_alone, b_apart);
/// Another edit of the server that loses.
constexpr ExampleText a_and_b_renewed = documents(
    a_alone, gateway(named("b"), https_server("[shop.example.com]", "third")));
constexpr ExampleText plain_on_443_and_b = documents(
    gateway(named("a"),
            ExampleText(R"(  - port: {number: 443, name: http, protocol: HTTP}
    hosts: [blog.example.com])")),
    b_apart);
constexpr ExampleText plain_and_b =
    documents(gateway(named("a"), http_server("[blog.example.com]")), b_apart);

/// One server name in two filter chains: Envoy refuses the listener.
constexpr ExampleText same_name_twice =
    items(simple_item("https-web", "[web/shop.example.com]", "web"),
          simple_item("https-blog", "[blog/shop.example.com]", "blog"));
constexpr ExampleText one_name =
    simple_item("https-web", "[web/shop.example.com]", "web");
constexpr ExampleText two_names =
    items(simple_item("https-web", "[web/shop.example.com]", "web"),
          simple_item("https-blog", "[blog/www.example.com]", "blog"));
constexpr ExampleText same_name_renewed =
    items(simple_item("https-web", "[web/shop.example.com]", "web"),
          simple_item("https-blog", "[blog/shop.example.com]", "other"));

constexpr ChangeExample server_dropped_pairs[] = {
    {
        .variant = "new",
        .level = Impact::breaking,
        .older = a_alone,
        .newer = a_and_b,
        .silent = a_and_b_apart,
    },
    {
        .variant = "served before",
        .level = Impact::breaking,
        .older = b_apart,
        .newer = plain_on_443_and_b,
        .silent = plain_and_b,
    },
};

constexpr ChangeExample server_unshadowed_pairs[] = {
    {
        .level = Impact::risky,
        .older = a_and_b,
        .newer = b_alone,
        .silent = a_and_b_renewed,
    },
};

constexpr ChangeExample winner_changed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = R"(- port: {number: 443, name: https-a, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: a}
- port: {number: 443, name: https-b, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: b})",
        .newer = R"(- port: {number: 443, name: https-b, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: b}
- port: {number: 443, name: https-a, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: a})",
        .silent = R"(- port: {number: 443, name: https-a, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: a}
- port: {number: 443, name: https-b, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: c})",
    },
};

constexpr ChangeExample listener_refused_pairs[] = {
    {
        .level = Impact::breaking,
        .older = one_name,
        .newer = same_name_twice,
        .silent = two_names,
    },
};

constexpr ChangeExample listener_healed_pairs[] = {
    {
        .level = Impact::risky,
        .older = same_name_twice,
        .newer = two_names,
        .silent = same_name_renewed,
    },
};

constexpr ChangeExample order_dependent_pairs[] = {
    {
        .level = Impact::risky,
        .older = a_alone,
        .newer = a_and_b,
        .silent = a_and_b_apart,
    },
};

constexpr ChangeExample order_dependent_resolved_pairs[] = {
    {
        .level = Impact::safe,
        .older = a_and_b,
        .newer = a_and_b_apart,
        .silent = a_and_b_renewed,
    },
};

constexpr ChangeExample istiod_crash_pattern_pairs[] = {
    {
        .level = Impact::breaking,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/*"])",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/*", ./shop.example.com])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [./shop.example.com, "*/*"])",
    },
};

constexpr ChangeExample istiod_crash_pattern_resolved_pairs[] = {
    {
        .level = Impact::safe,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/*", ./shop.example.com])",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/*"])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*/*", ./www.example.com])",
    },
};

}  // namespace

constinit const ChangeKind changes::server_dropped = {
    .id = "server-dropped",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "istiod drops a server",
    .rationale = R"(A TLS or redirecting server with a host that an earlier one
has, or a server whose protocol does not go with what is on its port and address
already, is left out whole: none of its hosts is served, also those that nobody
contests. The earlier server is that of the older Gateway, and within one the
first in the list. Nothing but a metric and the log of istiod tells.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"server-unshadowed", "gateway-removed", "host-removed",
                "port-removed", "winner-changed"},
    .examples = server_dropped_pairs,
};

constinit const ChangeKind changes::server_unshadowed = {
    .id = "server-unshadowed",
    .level = Impact::risky,
    .classes = {ChangeClass::exposure},
    .summary = "a server that istiod dropped is served now",
    .rationale = R"(What kept the server out is gone. Its hosts get its
certificate, mode and routes, which nobody has seen at work since it was
dropped.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"server-dropped", "winner-changed"},
    .examples = server_unshadowed_pairs,
};

constinit const ChangeKind changes::winner_changed = {
    .id = "winner-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "a contested host goes to another server",
    .rationale = R"(Two servers have the host, and the one that was served
changes place with the one that was dropped. Clients meet another
certificate, another mode and other routes, and hosts that only the former
winner has stop.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"winner-changed"},
    .examples = winner_changed_pairs,
};

constinit const ChangeKind changes::listener_refused = {
    .id = "listener-refused",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::ops},
    .summary = "Envoy refuses a listener",
    .rationale =
        R"(Two filter chains of the listener match the same server name,
or everything, and Envoy refuses the whole. Running pods keep the last good
version and take no change of this port any more; new pods have no listener
there and do not become ready. It goes off at the next rollout.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "addFilterChains",
    .inverse = {"listener-healed", "gateway-removed", "port-removed",
                "host-removed"},
    .examples = listener_refused_pairs,
};

constinit const ChangeKind changes::listener_healed = {
    .id = "listener-healed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "Envoy takes a listener again",
    .rationale = R"(The filter chains no longer overlap, so Envoy accepts the
listener, and with it all changes of the port since the last good version take
effect at once.)",
    .source =
        "envoy source/common/listener_manager/filter_chain_manager_impl.cc, "
        "addFilterChains",
    .inverse = {"listener-refused"},
    .examples = listener_healed_pairs,
};

constinit const ChangeKind changes::order_dependent = {
    .id = "order-dependent",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::ops},
    .summary = "the result depends on which Gateway is older",
    .rationale = R"(Two Gateways contest a host or port and the older one wins,
but manifests do not say when an object was or will be created. Both outcomes
are possible: the one shown goes by the rules of this comparison. Taking the
contested host out of one of them makes it certain.)",
    .source = "istio pilot/pkg/model/config.go, configCompareByCreationTime",
    .inverse = {"order-dependent-resolved"},
    .examples = order_dependent_pairs,
};

constinit const ChangeKind changes::order_dependent_resolved = {
    .id = "order-dependent-resolved",
    .level = Impact::safe,
    .classes = {ChangeClass::ops},
    .summary = "the result no longer depends on which Gateway is older",
    .rationale = R"(The Gateways no longer contest anything, or their ages are
known.)",
    .source = "istio pilot/pkg/model/config.go, configCompareByCreationTime",
    .inverse = {"order-dependent"},
    .examples = order_dependent_resolved_pairs,
};

constinit const ChangeKind changes::istiod_crash_pattern = {
    .id = "istiod-crash-pattern",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a list of hosts on which istiod panics",
    .rationale = R"(istiod replaces a list with `*/*` by the single host `*` but
goes on with the old one: a host behind it that begins with ./ or */ is then
written past the end. Nothing recovers from that panic: istiod crashes as soon
as a gateway selects the object, and again after every restart. The bug came
with 1.26.5, 1.27.2 and 1.28.0.)",
    .source = "istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace",
    .inverse = {"istiod-crash-pattern-resolved"},
    .examples = istiod_crash_pattern_pairs,
};

constinit const ChangeKind changes::istiod_crash_pattern_resolved = {
    .id = "istiod-crash-pattern-resolved",
    .level = Impact::safe,
    .classes = {ChangeClass::availability},
    .summary = "a list of hosts on which istiod panics is gone",
    .rationale =
        R"(istiod can merge the Gateways of the workload again, and with
it take up all changes that were made while it could not run.)",
    .source = "istio pilot/pkg/model/gateway.go, sanitizeServerHostNamespace",
    .inverse = {"istiod-crash-pattern"},
    .examples = istiod_crash_pattern_resolved_pairs,
};

}  // namespace asmgw
