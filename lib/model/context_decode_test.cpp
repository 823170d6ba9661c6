// Every kind of context object, whole and with everything wrong.
#include "model/context_decode.h"

#include "model/kinds.h"
#include "yaml/read.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// A document that is read and kept.
struct Parsed {
  SourceFile file;
  Document document;

  explicit Parsed(std::string text)
      : file("a.yaml", std::move(text)),
        document(read_document(
            file, FileId{}, {0, static_cast<std::uint32_t>(file.text().size())},
            {})) {
    REQUIRE(document.readable);
  }
  [[nodiscard]] ObjectSource source() const {
    const auto size = static_cast<std::uint32_t>(file.text().size());
    return {document.tree, 0, FileId{}, {FileId{}, 0, size}, "there"};
  }
  [[nodiscard]] std::string_view at(Range range) const {
    return file.text().substr(range.begin, range.end - range.begin);
  }
};

VirtualService virtual_service(const std::string& spec) {
  return decode_virtual_service(Parsed("spec: {" + spec + "}").source());
}

HttpMatch http_match(const std::string& match) {
  return virtual_service("http: [{match: [{" + match + "}]}]")
      .http.at(0)
      .match.at(0);
}

PodTemplate pod(const std::string& kind, const std::string& spec) {
  return decode_pod_template(
      Parsed("kind: " + kind + "\nspec: {" + spec + "}").source());
}

constexpr std::string_view whole = R"(apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: apps
  labels: {b: two, a: one}
  creationTimestamp: 2024-05-01T00:00:00Z
spec:
  hosts: [shop.example.com, 7, www.example.com]
  gateways: [gw, other/gw]
  exportTo: ["."]
  http:
  - name: first
    match:
    - uri: {prefix: /v1}
      headers: {x-b: {exact: b}, x-a: {regex: a.*}}
      port: 443
      gateways: [gw]
    route:
    - destination: {host: shop, subset: v1, port: {number: 8080}}
      weight: 90
    - destination: {host: shop.apps.svc.cluster.local}
  - redirect: {uri: /new, authority: a.com, derivePort: FROM_REQUEST_PORT}
  - delegate: {name: more, namespace: team}
  - directResponse: {status: 503}
  tls:
  - match: [{sniHosts: [a.com], port: 443, gateways: [gw]}]
    route: [{destination: {host: db}}]
  tcp:
  - match: [{port: 9000}]
    route: [{destination: {host: db}, weight: 100}]
)";

}  // namespace

TEST_CASE("kinds are told by API group too") {
  const auto read_as = [](std::string_view version, std::string_view name) {
    const Kind* kind = find_kind(version, name);
    return kind ? kind->as : ContextKind::none;
  };
  using enum ContextKind;
  CHECK(
      (read_as("networking.istio.io/v1", "VirtualService") == virtual_service));
  CHECK((read_as("networking.istio.io/v1beta1", "ServiceEntry") ==
         service_entry));
  CHECK((read_as("v1", "Service") == service));
  CHECK((read_as("apps/v1", "StatefulSet") == ContextKind::pod));
  CHECK((read_as("istio.alibabacloud.com/v1beta1", "IstioGateway") ==
         istio_gateway));
  CHECK((read_as("serving.knative.dev/v1", "Service") == none));
  CHECK((read_as("example.com/v1", "VirtualService") == none));
  CHECK((read_as("", "Service") == none));
  CHECK((read_as("v1", "Namespace") == none));
  CHECK_FALSE(find_kind("v1beta1", "Service"));
}

TEST_CASE(
    "kinds that can be declared complete stand in the order of the enum") {
  const auto name_of = [](InputKind kind) {
    return input_kinds.at(static_cast<std::size_t>(kind));
  };
  CHECK(name_of(InputKind::gateway) == "Gateway");
  CHECK(name_of(InputKind::virtual_service) == "VirtualService");
  CHECK(name_of(InputKind::service) == "Service");
  CHECK(name_of(InputKind::service_entry) == "ServiceEntry");
  CHECK(name_of(InputKind::destination_rule) == "DestinationRule");
  CHECK(name_of(InputKind::secret) == "Secret");
  CHECK(name_of(InputKind::config_map) == "ConfigMap");
  CHECK(name_of(InputKind::namespace_) == "Namespace");
  CHECK(name_of(InputKind::pod) == "Pod");
  CHECK(name_of(InputKind::deployment) == "Deployment");
  CHECK(name_of(InputKind::daemon_set) == "DaemonSet");
  CHECK(name_of(InputKind::stateful_set) == "StatefulSet");
  CHECK(name_of(InputKind::istio_gateway) == "IstioGateway");
}

TEST_CASE("what every object has") {
  const Parsed parsed{std::string(whole)};
  const ObjectHead head = decode_head(parsed.source());
  CHECK(head.kind == "VirtualService");
  CHECK(head.namespace_ == "apps");
  CHECK(head.name == "shop");
  CHECK((head.labels == Labels{{"a", "one"}, {"b", "two"}}));
  CHECK(head.created == "2024-05-01T00:00:00Z");
  CHECK(parsed.at(head.range) == "shop");
}

TEST_CASE("an object without a name is where its document is") {
  const Parsed parsed("kind: Secret\nmetadata: {labels: {a: 1, b: x}}\n");
  const ObjectHead head = decode_head(parsed.source());
  CHECK(head.namespace_ == "there");
  CHECK(head.created.empty());
  CHECK((head.labels == Labels{{"b", "x"}}));
  CHECK((head.range == parsed.source().whole));
}

TEST_CASE("the lists of a VirtualService have places") {
  const Parsed parsed{std::string(whole)};
  const VirtualService read = decode_virtual_service(parsed.source());
  REQUIRE(read.hosts->size() == 2);
  const Field<std::string>& host = read.hosts->at(1);
  CHECK(*host == "www.example.com");
  CHECK(parsed.at(host.range) == "www.example.com");
  CHECK(json_pointer(read.paths, host.path) == "/spec/hosts/2");
  CHECK(parsed.at(read.gateways.key) == "gateways");
  CHECK(parsed.at(read.gateways.range) == "[gw, other/gw]");
  CHECK((read.gateways.given == Given::yes));
  CHECK(*read.export_to->at(0) == ".");
}

TEST_CASE("http routes of a VirtualService") {
  const Parsed parsed{std::string(whole)};
  const VirtualService read = decode_virtual_service(parsed.source());
  REQUIRE(read.http.size() == 4);
  const HttpRoute& first = read.http[0];
  CHECK(first.name == "first");
  CHECK(parsed.at(first.range).substr(0, 11) == "name: first");
  const HttpMatch& match = first.match.at(0);
  CHECK(json_pointer(read.paths, match.path) == "/spec/http/0/match/0");
  CHECK((match.uri->kind == StringMatch::prefix));
  CHECK(match.uri->value == "/v1");
  CHECK(match.headers.at(0).first == "x-a");
  CHECK((match.headers.at(0).second.kind == StringMatch::regex));
  CHECK(match.port == 443);
  CHECK(json_pointer(read.paths, match.gateways.at(0).path) ==
        "/spec/http/0/match/0/gateways/0");
  const Destination& to = first.route.at(0);
  CHECK(*to.host == "shop");
  CHECK(json_pointer(read.paths, to.host.path) ==
        "/spec/http/0/route/0/destination/host");
  CHECK(to.subset == "v1");
  CHECK(to.port == 8080);
  CHECK(to.weight == 90);
  CHECK(first.route.at(1).port == 0);
  CHECK(first.route.at(1).weight == 0);
  CHECK_FALSE(first.redirect);

  CHECK(read.http[1].redirect->uri == "/new");
  CHECK(read.http[1].redirect->authority == "a.com");
  CHECK(read.http[1].redirect->code == 301);
  CHECK(read.http[1].redirect->from_request_port);
  CHECK(read.http[2].delegate->name == "more");
  CHECK(read.http[2].delegate->namespace_ == "team");
  CHECK(parsed.at(read.http[2].delegate->range) == "more");
  CHECK(read.http[3].direct_status == 503);
}

TEST_CASE("tls and tcp routes of a VirtualService") {
  const Parsed parsed{std::string(whole)};
  const VirtualService read = decode_virtual_service(parsed.source());
  const L4Match& tls = read.tls.at(0).match.at(0);
  CHECK(*tls.sni_hosts.at(0) == "a.com");
  CHECK(json_pointer(read.paths, tls.sni_hosts.at(0).path) ==
        "/spec/tls/0/match/0/sniHosts/0");
  CHECK(tls.port == 443);
  CHECK(*tls.gateways.at(0) == "gw");
  CHECK(*read.tls.at(0).route.at(0).host == "db");
  CHECK(read.tcp.at(0).match.at(0).port == 9000);
  CHECK(read.tcp.at(0).route.at(0).weight == 100);
}

TEST_CASE("every condition of an http match") {
  const HttpMatch match = http_match(
      "scheme: {exact: https}, method: {exact: GET}, authority: {regex: a.*},"
      "withoutHeaders: {x: {}}, queryParams: {q: {exact: '1'}},"
      "ignoreUriCase: true, sourceNamespace: ns, sourceLabels: {b: c, a: b},"
      "name: one, statPrefix: s");
  CHECK(match.scheme->value == "https");
  CHECK(match.method->value == "GET");
  CHECK((match.authority->kind == StringMatch::regex));
  CHECK((match.without_headers.at(0).second.kind == StringMatch::prefix));
  CHECK(match.query_params.at(0).second.value == "1");
  CHECK(match.ignore_uri_case);
  CHECK(match.source_namespace == "ns");
  CHECK((match.source_labels == Labels{{"a", "b"}, {"b", "c"}}));
  CHECK(match.name == "one");
  CHECK(match.stat_prefix == "s");
}

TEST_CASE("wrong types of a VirtualService read as nothing") {
  const HttpMatch match = http_match(
      "uri: /v1, port: '80', gateways: gw, headers: [a], ignoreUriCase: 'true',"
      "method: {exact: 1}, name: null");
  CHECK_FALSE(match.uri);
  CHECK_FALSE(match.method);
  CHECK(match.port == 0);
  CHECK(match.gateways.empty());
  CHECK(match.headers.empty());
  CHECK_FALSE(match.ignore_uri_case);
  const VirtualService read =
      virtual_service("hosts: a.com, gateways: null, http: {}, tls: [1, null]");
  CHECK((read.hosts.given == Given::unreadable));
  CHECK((read.gateways.given == Given::null));
  CHECK((read.export_to.given == Given::absent));
  CHECK(read.http.empty());
  CHECK(read.tls.size() == 2);
  CHECK(decode_virtual_service(Parsed("spec: 1").source()).http.empty());
  CHECK(decode_virtual_service(Parsed("[]").source()).http.empty());
}

TEST_CASE("aliases, merges and repeated keys mean what Kubernetes reads") {
  const Parsed parsed(
      "x: &to {host: db, port: {number: 1}}\n"
      "y: &match\n  - {port: 7}\n"
      "spec:\n  tcp:\n  - match: *match\n    route:\n"
      "    - destination: {<<: *to, host: other}\n"
      "  tcp:\n  - match: *match\n    route:\n"
      "    - destination: *to\n    - destination: {<<: *to, host: other}\n");
  const VirtualService read = decode_virtual_service(parsed.source());
  REQUIRE(read.tcp.size() == 1);
  CHECK(read.tcp[0].match.at(0).port == 7);
  REQUIRE(read.tcp[0].route.size() == 2);
  CHECK(*read.tcp[0].route[0].host == "db");
  CHECK(*read.tcp[0].route[1].host == "other");
  CHECK(read.tcp[0].route[1].port == 1);
}

TEST_CASE("a Service: numbers and names of ports, protocol, exportTo") {
  const Parsed parsed(R"(kind: Service
metadata:
  name: gw
  annotations: {networking.istio.io/exportTo: "., team"}
spec:
  selector: {istio: gw, app: x}
  ports:
  - {name: a, port: 80, targetPort: 8080}
  - {name: b, port: 0x50, targetPort: web, appProtocol: http}
  - {port: 443, protocol: UDP}
  - {port: 81, targetPort: "8081"}
)");
  const Service read = decode_service(parsed.source());
  CHECK((read.selector == Labels{{"app", "x"}, {"istio", "gw"}}));
  REQUIRE(read.ports.size() == 4);
  CHECK(read.ports[0].target_number == 8080);
  CHECK(read.ports[0].target_name.empty());
  CHECK(read.ports[0].protocol == "TCP");
  CHECK(read.ports[1].port == 80);
  CHECK(read.ports[1].target_number == 0);
  CHECK(read.ports[1].target_name == "web");
  CHECK(read.ports[1].app_protocol == "http");
  CHECK(read.ports[2].protocol == "UDP");
  CHECK(read.ports[3].target_name == "8081");
  REQUIRE(read.export_to->size() == 2);
  CHECK(*read.export_to->at(0) == ".");
  CHECK(*read.export_to->at(1) == "team");
  CHECK((decode_service(Parsed("kind: Service").source()).export_to.given ==
         Given::absent));
}

TEST_CASE("a Pod has labels and ports of its own, sidecars last") {
  const Parsed parsed(R"(kind: Pod
metadata: {labels: {istio: gw}}
spec:
  initContainers:
  - ports: [{name: once, containerPort: 1}]
  - ports: [{name: side, containerPort: 2, protocol: UDP}]
    restartPolicy: Always
  containers:
  - ports: [{name: web, containerPort: 8080}]
    env: [{name: A, value: b}, {name: ISTIO_META_UNPRIVILEGED_POD, value: "true"}]
)");
  const PodTemplate read = decode_pod_template(parsed.source());
  CHECK((read.labels == Labels{{"istio", "gw"}}));
  REQUIRE(read.container_ports.size() == 2);
  CHECK(read.container_ports[0].name == "web");
  CHECK(read.container_ports[0].number == 8080);
  CHECK(read.container_ports[1].protocol == "UDP");
  CHECK(read.unprivileged);
}

TEST_CASE("labels have the names that Kubernetes gives them") {
  const Parsed parsed("kind: Pod\nmetadata: {labels: {on: gw, 017: x}}\n");
  CHECK((decode_pod_template(parsed.source()).labels ==
         Labels{{"15", "x"}, {"true", "gw"}}));
}

TEST_CASE("a template's pods, not the object, have the labels") {
  const std::string spec =
      "template: {metadata: {labels: {istio: gw}},"
      "spec: {containers: [{ports: [{containerPort: 80}]}]}}";
  for (const char* kind : {"Deployment", "StatefulSet", "DaemonSet"}) {
    CAPTURE(kind);
    const PodTemplate read = pod(kind, spec);
    CHECK((read.labels == Labels{{"istio", "gw"}}));
    CHECK(read.container_ports.size() == 1);
    CHECK_FALSE(read.unprivileged);
  }
  CHECK(pod("Deployment", "template: 1").labels.empty());
}

TEST_CASE("a ServiceEntry's protocols are those of Istio") {
  const ServiceEntry read = decode_service_entry(
      Parsed("spec: {hosts: [a.com, b.com], location: MESH_INTERNAL,"
             "exportTo: [.], ports: ["
             "{number: 443, name: https, protocol: TLS, targetPort: 8443},"
             "{number: 53, name: dns, protocol: udp}]}")
          .source());
  CHECK((read.hosts == std::vector<std::string>{"a.com", "b.com"}));
  CHECK((read.export_to == std::vector<std::string>{"."}));
  CHECK_FALSE(read.mesh_external);
  CHECK(read.ports.at(0).app_protocol == "TLS");
  CHECK(read.ports.at(0).protocol == "TCP");
  CHECK(read.ports.at(0).target_number == 8443);
  CHECK(read.ports.at(1).protocol == "UDP");
  CHECK(decode_service_entry(Parsed("spec: {}").source()).mesh_external);
}

TEST_CASE("a DestinationRule's subsets") {
  const DestinationRule read = decode_destination_rule(
      Parsed("spec: {host: db, exportTo: ['*'],"
             "subsets: [{name: v1, labels: {a: b}}, {name: v2}]}")
          .source());
  CHECK(read.host == "db");
  CHECK((read.subsets == std::vector<std::string>{"v1", "v2"}));
  CHECK((read.export_to == std::vector<std::string>{"*"}));
}

TEST_CASE("an IstioGateway lives in istio-system") {
  const IstioGatewayObject read = decode_istio_gateway(
      Parsed("metadata: {name: edge}\nspec: {podLabels: {a: b}, ports: ["
             "{name: http, port: 80, targetPort: 8080, protocol: TCP},"
             "{name: https, port: 443, targetPort: 0}]}")
          .source());
  CHECK(read.head.name == "edge");
  CHECK(read.head.namespace_ == "istio-system");
  CHECK((read.pod_labels == Labels{{"a", "b"}}));
  REQUIRE(read.ports.size() == 2);
  CHECK(read.ports[0].target_number == 8080);
  CHECK(read.ports[1].target_number == 0);
}

TEST_CASE("an EnvoyFilter: the routes that its patches match") {
  const EnvoyFilter read = decode_envoy_filter(
      Parsed("metadata: {name: a}\nspec: {configPatches: ["
             "{applyTo: LISTENER, match: {listener: {portNumber: 443}}},"
             "{match: {routeConfiguration: {portName: https, gateway: a/b}}},"
             "{match: {routeConfiguration: {name: http.80, portNumber: 80}}},"
             "{match: []}, 7]}")
          .source());
  REQUIRE(read.routes.size() == 2);
  CHECK(read.routes[0].port_name == "https");
  CHECK(read.routes[0].gateway == "a/b");
  CHECK(read.routes[0].port == 0);
  CHECK(read.routes[1].name == "http.80");
  CHECK(read.routes[1].port == 80);
}

TEST_CASE("the content of an object is what it says") {
  const auto content = [](const std::string& text) {
    return content_of(Parsed(text).document.tree, 0);
  };
  const std::string service =
      "metadata: {name: a, labels: {x: y}}\nspec: {ports: [{port: 80, name: "
      "b}]}";
  const std::size_t number = content(service);
  for (const char* same :
       {"spec:\n  ports:\n  - name: 'b'\n    port: 80\n"
        "metadata: {labels: {x: y}, name: a}",
        "apiVersion: v1\nstatus: {a: b}\n"
        "metadata: {name: a, labels: {x: y}, uid: u, resourceVersion: '7',\n"
        "  generation: 2, managedFields: [1], creationTimestamp: now,\n"
        "  annotations: {kubectl.kubernetes.io/last-applied-configuration: "
        "x}}\n"
        "spec: {ports: [{port: 80, name: b}]}",
        "metadata: {name: a, labels: &l {x: y}, annotations: {}}\n"
        "spec: {ports: [{port: 80, name: b}]}"}) {
    CAPTURE(same);
    CHECK(content(same) == number);
  }
  for (const char* other :
       {"metadata: {name: a, labels: {x: z}}\n"
        "spec: {ports: [{port: 80, name: b}]}",
        "metadata: {name: a, labels: {x: y}}\n"
        "spec: {ports: [{port: '80', name: b}]}",
        "metadata: {name: a, labels: {x: y}}\n"
        "spec: {ports: [{port: 80}, {name: b}]}",
        "metadata: {name: a, labels: {x: y}, annotations: {p: q}}\n"
        "spec: {ports: [{port: 80, name: b}]}",
        "metadata: {name: a, labels: {x: y}}", "[]"}) {
    CAPTURE(other);
    CHECK(content(other) != number);
  }
}

TEST_CASE("subsets of labels") {
  const Labels all{{"a", "1"}, {"b", "2"}};
  CHECK(is_subset({}, all));
  CHECK(is_subset({{"b", "2"}}, all));
  CHECK(is_subset(all, all));
  CHECK_FALSE(is_subset({{"b", "1"}}, all));
  CHECK_FALSE(is_subset({{"a", "1"}, {"c", "3"}}, all));
}

}  // namespace asmgw
