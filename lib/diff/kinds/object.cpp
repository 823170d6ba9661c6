// Classes of change: gateways as a whole.
#include "diff/kinds/object.h"

#include "diff/kinds/example_text.h"

namespace asmgw {
namespace {

constexpr ExampleText shop_server = http_server("[shop.example.com]");
constexpr ExampleText shop = gateway(named("shop"), shop_server);
constexpr ExampleText shop_and_www =
    gateway(named("shop"), http_server("[shop.example.com, www.example.com]"));
constexpr ExampleText store = gateway(named("store"), shop_server);
constexpr ExampleText blog =
    gateway(named("blog"), http_server("[blog.example.com]"));
constexpr ExampleText shop_and_blog = documents(shop, blog);

/// One host, two objects: the older wins, here the first by name.
constexpr ExampleText a_server = https_server("[shop.example.com]", "shop");
constexpr ExampleText b_server = https_server("[shop.example.com]", "other");
constexpr ExampleText a_alone = gateway(named("a"), a_server);
constexpr ExampleText a_and_b =
    documents(a_alone, gateway(named("b"), b_server));
constexpr ExampleText a_and_b_apart = documents(
    a_alone, gateway(named("b"), https_server("[blog.example.com]", "other")));

constexpr ExampleText shop_and_blog_for_all =
    documents(shop, ExampleText(R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: blog, namespace: web}
spec:
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [blog.example.com])"));
constexpr ExampleText head_in_v1beta1 =
    R"(apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: {name: shop, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
)";
constexpr ExampleText shop_in_v1beta1 = head_in_v1beta1 + shop_server;
constexpr ExampleText shop_and_www_in_v1beta1 =
    head_in_v1beta1 + http_server("[shop.example.com, www.example.com]");

constexpr ExampleText shop_of_2023 = gateway(
    named("shop", "creationTimestamp: \"2023-05-01T08:00:00Z\""), shop_server);
constexpr ExampleText shop_of_2025 = gateway(
    named("shop", "creationTimestamp: \"2025-05-01T08:00:00Z\""), shop_server);
constexpr ExampleText b_of_2024 = gateway(
    named("b", "creationTimestamp: \"2024-05-01T08:00:00Z\""), b_server);
constexpr ExampleText a_first =
    documents(gateway(named("a", "creationTimestamp: \"2023-05-01T08:00:00Z\""),
                      a_server),
              b_of_2024);
constexpr ExampleText a_last =
    documents(gateway(named("a", "creationTimestamp: \"2025-05-01T08:00:00Z\""),
                      a_server),
              b_of_2024);

constexpr ExampleText stable =
    gateway(named("shop", "labels: {istio.io/rev: stable}"), shop_server);
constexpr ExampleText canary =
    gateway(named("shop", "labels: {istio.io/rev: canary}"), shop_server);
constexpr ExampleText stable_of_team = gateway(
    named("shop", "labels: {istio.io/rev: stable, team: shop}"), shop_server);
constexpr ExampleText canary_of_team = gateway(
    named("shop", "labels: {istio.io/rev: canary, team: shop}"), shop_server);
constexpr ExampleText team_shop =
    gateway(named("shop", "labels: {team: shop}"), shop_server);
constexpr ExampleText team_store =
    gateway(named("shop", "labels: {team: store}"), shop_server);
constexpr ExampleText team_shop_www = gateway(
    named("shop", "labels: {team: shop}"), http_server("[www.example.com]"));
constexpr ExampleText annotated_for_galley = gateway(
    named("shop", "annotations: {galley.istio.io/analyze-suppress: IST0145}"),
    shop_server);
constexpr ExampleText annotated =
    gateway(named("shop", "annotations: {team: shop}"), shop_server);
constexpr ExampleText route_of_store =
    virtual_service("shop", "shop.example.com", "store");

constexpr ChangeExample gateway_removed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = shop,
        .newer = "",
        .silent = shop_and_www,
    },
    {
        .variant = "all servers dropped",
        .level = Impact::none,
        .older = a_and_b,
        .newer = a_alone,
        .silent = a_and_b_apart,
    },
};

constexpr ChangeExample gateway_added_pairs[] = {
    {
        .level = Impact::safe,
        .older = shop,
        .newer = shop_and_blog,
        .silent = shop_and_www,
    },
    {
        .variant = "no selector",
        .level = Impact::risky,
        .older = shop,
        .newer = shop_and_blog_for_all,
        .silent = shop_and_www,
    },
};

constexpr ChangeExample gateway_renamed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = shop,
        .newer = store,
        .silent = shop_and_www,
    },
    {
        .variant = "VirtualServices follow",
        .level = Impact::risky,
        .older = shop,
        .newer = store,
        .silent = shop_and_www,
        .context = route_of_store,
    },
};

constexpr ChangeExample gateway_recreated_pairs[] = {
    {
        .level = Impact::none,
        .older = shop_of_2023,
        .newer = shop_of_2025,
        .silent = shop,
    },
    {
        .variant = "contested host",
        .level = Impact::risky,
        .older = a_first,
        .newer = a_last,
        .silent = a_and_b,
    },
};

constexpr ChangeExample revision_label_changed_pairs[] = {
    {
        .variant = "changed",
        .level = Impact::breaking,
        .older = stable,
        .newer = canary,
        .silent = stable_of_team,
    },
    {
        .variant = "added",
        .level = Impact::breaking,
        .older = team_shop,
        .newer = canary_of_team,
        .silent = team_store,
    },
    {
        .variant = "removed",
        .level = Impact::risky,
        .older = stable_of_team,
        .newer = team_shop,
        .silent = stable,
    },
};

constexpr ChangeExample api_version_changed_pairs[] = {
    {
        .level = Impact::none,
        .older = shop_in_v1beta1,
        .newer = shop,
        .silent = shop_and_www_in_v1beta1,
    },
    {
        .variant = "before Istio 1.22",
        .level = Impact::risky,
        .older = shop_in_v1beta1,
        .newer = shop,
        .silent = shop_and_www_in_v1beta1,
        .options = "--istio-version 1.21",
    },
};

constexpr ChangeExample metadata_changed_pairs[] = {
    {
        .variant = "label",
        .level = Impact::none,
        .older = team_shop,
        .newer = team_store,
        .silent = team_shop_www,
    },
    {
        .variant = "layout",
        .level = Impact::none,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["shop.example.com"]  # the shop)",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, www.example.com])",
    },
};

constexpr ChangeExample foreign_annotation_changed_pairs[] = {
    {
        .level = Impact::none,
        .older = shop,
        .newer = annotated_for_galley,
        .silent = annotated,
    },
};

constexpr ChangeExample object_invalid_pairs[] = {
    {
        .level = Impact::breaking,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com])",
    },
};

constexpr ChangeExample object_invalid_resolved_pairs[] = {
    {
        .level = Impact::safe,
        .older = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop])",
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www])",
    },
};

}  // namespace

constinit const ChangeKind changes::gateway_removed = {
    .id = "gateway-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a Gateway is gone",
    .rationale =
        R"(Its servers leave every workload that it selected: a TLS name
gets no filter chain, so the handshake is closed; a plaintext host is answered
with 404; the last server of a port closes the port. VirtualServices that name
the Gateway attach to nothing. A server that it kept from being served may come
to life. It is no change for traffic if nothing of the Gateway was served: all
of its servers were dropped, or none of the workloads is selected.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"gateway-added"},
    .examples = gateway_removed_pairs,
};

constinit const ChangeKind changes::gateway_added = {
    .id = "gateway-added",
    .level = Impact::safe,
    .classes = {ChangeClass::exposure},
    .summary = "a Gateway is new",
    .rationale = R"(It brings servers of its own. Its hosts are answered with
404 until a VirtualService names it. Without a selector it applies to every
gateway workload of the mesh, which is risky. Where its servers collide with
others, the server that loses is reported as well, and so is a host that it
takes from a wildcard.)",
    .source = "istio pilot/pkg/model/gateway.go, mergeGateways",
    .inverse = {"gateway-removed"},
    .examples = gateway_added_pairs,
};

constinit const ChangeKind changes::gateway_renamed = {
    .id = "gateway-renamed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "a Gateway has another name or namespace",
    .rationale = R"(VirtualServices refer to a Gateway by namespace and name, so
those that name the old one attach to nothing and their hosts are answered with
404. The routes of HTTPS servers are named after the Gateway, hosts that begin
with ./ mean another namespace, and the age by which contested hosts are given
out begins anew. Secrets are still looked up in the namespace of the workload.
Risky only, if all VirtualServices of the input name the new Gateway.)",
    .source = "istio pilot/pkg/model/config.go, resolveGatewayName",
    .inverse = {"gateway-renamed"},
    .examples = gateway_renamed_pairs,
};

constinit const ChangeKind changes::gateway_recreated = {
    .id = "gateway-recreated",
    .level = Impact::none,
    .classes = {ChangeClass::availability},
    .summary = "a Gateway was deleted and created again",
    .rationale = R"(The oldest Gateway wins a contested host or port, and a
Gateway that is created again is the youngest. Nothing changes as long as
nothing is contested; it is risky if a host of the Gateway also stands in
another one of the same workload.)",
    .source = "istio pilot/pkg/model/config.go, configCompareByCreationTime",
    .inverse = {"gateway-recreated"},
    .examples = gateway_recreated_pairs,
};

constinit const ChangeKind changes::revision_label_changed = {
    .id = "revision-label-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "the label istio.io/rev differs",
    .rationale =
        R"(A control plane reads the objects that carry its own revision
or none. With the label of another revision the Gateway is invisible to the
control plane that serves the gateway pods, as if it were removed. Taking the
label off makes every revision read it, which is risky.)",
    .source = "istio pkg/config/model.go, LabelsInRevision",
    .inverse = {"revision-label-changed"},
    .examples = revision_label_changed_pairs,
};

constinit const ChangeKind changes::api_version_changed = {
    .id = "api-version-changed",
    .level = Impact::none,
    .classes = {ChangeClass::ops},
    .summary = "another version of networking.istio.io",
    .rationale = R"(v1alpha3, v1beta1 and v1 share one schema and one stored
form, so the same object comes out of each. Only a cluster that does not serve
the new version refuses it: v1 came with Istio 1.22, and the change is risky if
--istio-version names an older release.)",
    .source =
        "Kubernetes: CustomResourceDefinition gateways.networking.istio.io",
    .inverse = {"api-version-changed"},
    .examples = api_version_changed_pairs,
};

constinit const ChangeKind changes::metadata_changed = {
    .id = "metadata-changed",
    .level = Impact::none,
    .classes = {},
    .summary = "labels, annotations, comments or layout differ",
    .rationale = R"(The code for gateways reads name, namespace, creation time,
selector and servers. Other labels and annotations, comments, quotes, anchors,
the order of keys and documents, and the file that an object stands in have no
effect on traffic.)",
    .source = "",
    .inverse = {"metadata-changed"},
    .examples = metadata_changed_pairs,
};

constinit const ChangeKind changes::foreign_annotation_changed = {
    .id = "foreign-annotation-changed",
    .level = Impact::none,
    .classes = {ChangeClass::ops},
    .summary = "an annotation that other tools read differs",
    .rationale = R"(Annotations such as galley.istio.io/analyze-suppress, those
of Kiali and those of asmgw change what linters say of a Gateway, never what is
served. They are listed with --show-metadata.)",
    .source = "",
    .inverse = {"foreign-annotation-changed"},
    .examples = foreign_annotation_changed_pairs,
};

constinit const ChangeKind changes::object_invalid = {
    .id = "object-invalid",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::ops},
    .summary = "a Gateway that Istio would refuse",
    .rationale =
        R"(The API server or the webhook of Istio refuses the object, so
the apply fails and what is in the cluster stays: the rest of the change of this
object does not take effect, and is not called effective here. A new object is
as if it were not there. Reported only if the old object was accepted.)",
    .source = "istio pkg/config/validation/validation.go, ValidateGateway",
    .inverse = {"object-invalid-resolved"},
    .examples = object_invalid_pairs,
};

constinit const ChangeKind changes::object_invalid_resolved = {
    .id = "object-invalid-resolved",
    .level = Impact::safe,
    .classes = {ChangeClass::ops},
    .summary = "a Gateway that Istio refused is accepted now",
    .rationale = R"(An object that could not be applied can be. It takes effect
as a whole, with all that was changed since the version that the cluster still
has.)",
    .source = "istio pkg/config/validation/validation.go, ValidateGateway",
    .inverse = {"object-invalid"},
    .examples = object_invalid_resolved_pairs,
};

}  // namespace asmgw
