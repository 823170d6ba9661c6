// Classes of change: the workloads that a Gateway applies to.
#include "diff/kinds/selector.h"

#include <string_view>

namespace asmgw {
namespace {

constexpr std::string_view ingress = R"(selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr std::string_view ingress_in_zone =
    R"(selector: {istio: ingressgateway, zone: a}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr std::string_view internal = R"(selector: {istio: internal}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr std::string_view without = R"(servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";

constexpr ChangeExample selector_changed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = ingress,
        .newer = internal,
        .silent = ingress_in_zone,
    },
};

constexpr ChangeExample selector_narrowed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = ingress,
        .newer = ingress_in_zone,
        .silent = internal,
    },
    {
        .variant = "all workloads have it",
        .level = Impact::none,
        .older = ingress,
        .newer = ingress_in_zone,
        .silent = internal,
        .context = R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: ingressgateway, namespace: istio-system}
spec:
  selector: {matchLabels: {istio: ingressgateway}}
  template:
    metadata: {labels: {istio: ingressgateway, zone: a}}
    spec: {containers: [{name: istio-proxy, image: auto}]})",
    },
};

constexpr ChangeExample selector_widened_pairs[] = {
    {
        .level = Impact::breaking,
        .older = ingress_in_zone,
        .newer = ingress,
        .silent = R"(selector: {istio: ingressgateway, zone: b}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    },
};

constexpr ChangeExample selector_emptied_pairs[] = {
    {
        .level = Impact::breaking,
        .older = ingress,
        .newer = without,
        .silent = internal,
    },
};

constexpr ChangeExample selector_set_pairs[] = {
    {
        .level = Impact::breaking,
        .older = without,
        .newer = ingress,
        .silent = R"(selector: {}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    },
};

constexpr ChangeExample selector_reordered_pairs[] = {
    {
        .level = Impact::none,
        .older = ingress_in_zone,
        .newer = R"(selector: {zone: a, istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .silent = ingress,
    },
};

}  // namespace

constinit const ChangeKind changes::selector_changed = {
    .id = "selector-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::exposure},
    .summary = "the selector chooses other workloads",
    .rationale =
        R"(The servers leave the workloads that were selected, as if the
Gateway were removed there, and appear on others. Its Secrets are read from the
namespace of the new workload. DNS names and load balancers still lead to the
old one.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"selector-changed"},
    .examples = selector_changed_pairs,
};

constinit const ChangeKind changes::selector_narrowed = {
    .id = "selector-narrowed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "the selector demands more labels",
    .rationale = R"(A workload matches if it has every label of the selector, so
workloads without the added one lose the servers. No change if every known
workload that matched before carries the label as well.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"selector-widened"},
    .examples = selector_narrowed_pairs,
};

constinit const ChangeKind changes::selector_widened = {
    .id = "selector-widened",
    .level = Impact::breaking,
    .classes = {ChangeClass::exposure},
    .summary = "the selector demands fewer labels",
    .rationale =
        R"(More workloads serve these hosts: a name that is meant for an
internal gateway may become reachable on the public one. On the workloads that
it is new to, the Gateway may collide with others.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"selector-narrowed"},
    .examples = selector_widened_pairs,
};

constinit const ChangeKind changes::selector_emptied = {
    .id = "selector-emptied",
    .level = Impact::breaking,
    .classes = {ChangeClass::exposure},
    .summary = "the selector is gone or empty",
    .rationale = R"(Without a selector, or with an empty one, a Gateway applies
to all gateway workloads of the mesh, or to those of its namespace where istiod
is set to keep Gateways to theirs. Its hosts appear on egress, east-west and
internal gateways, and may collide there.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"selector-set"},
    .examples = selector_emptied_pairs,
};

constinit const ChangeKind changes::selector_set = {
    .id = "selector-set",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a Gateway without selector has one now",
    .rationale =
        R"(The Gateway applied to all gateway workloads of the mesh, and
now leaves all that do not carry the labels. Whether someone relied on them
cannot be told from the manifests.)",
    .source = "istio pilot/pkg/model/push_context.go, mergeGateways",
    .inverse = {"selector-emptied"},
    .examples = selector_set_pairs,
};

constinit const ChangeKind changes::selector_reordered = {
    .id = "selector-reordered",
    .level = Impact::none,
    .classes = {},
    .summary = "the labels of the selector stand in another order",
    .rationale = R"(A selector is a set of labels; their order means nothing.)",
    .source = "",
    .inverse = {"selector-reordered"},
    .examples = selector_reordered_pairs,
};

}  // namespace asmgw
