// What is read, what is passed over, and what of two with one name stands.
#include "mesh/merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Reading {
  Sources sources;
  MeshResult result;

  const Mesh& mesh() const { return result.mesh; }
};

MeshResult merged(const std::vector<FileObjects>& files, const Sources& sources,
                  const MeshSettings& settings) {
  std::vector<const FileObjects*> all;
  for (const FileObjects& one : files) all.push_back(&one);
  return merge(all, sources, settings);
}

Reading read(const std::vector<std::string>& files,
             const MeshSettings& options = {},
             FileRole role = FileRole::manifest) {
  Reading made;
  std::vector<FileObjects> read;
  read.reserve(files.size());
  for (const std::string& file : files)
    read.push_back(read_objects(made.sources, made.sources.add("a.yaml", file),
                                role, options));
  made.result = merged(read, made.sources, options);
  return made;
}

template <class T>
std::vector<std::string> names(const SharedList<T>& objects) {
  std::vector<std::string> all;
  all.reserve(objects.size());
  for (const T& object : objects) all.push_back(object.head.name);
  return all;
}
using Names = std::vector<std::string>;

/// A document; `rest` may begin with more metadata.
std::string object(std::string_view api, std::string_view kind,
                   std::string_view name, std::string_view rest = "") {
  return "---\napiVersion: " + std::string(api) +
         "\nkind: " + std::string(kind) +
         "\nmetadata: {name: " + std::string(name) + "}\n" + std::string(rest) +
         "\n";
}

std::string gateway(std::string_view name, std::string_view selector,
                    std::string_view tls = "") {
  std::string server =
      "{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.com]";
  if (!tls.empty()) server += ", tls: {" + std::string(tls) + "}";
  return object("networking.istio.io/v1", "Gateway", name,
                "spec:\n  selector: {" + std::string(selector) +
                    "}\n  servers: [" + server + "}]");
}

std::string deployment(std::string_view name, std::string_view labels) {
  return object(
      "apps/v1", "Deployment", name,
      "spec: {template: {metadata: {labels: {" + std::string(labels) + "}}}}");
}

std::string service(std::string_view name, std::string_view selector) {
  return object("v1", "Service", name,
                "spec: {selector: {" + std::string(selector) + "}}");
}

std::string virtual_service(std::string_view name, std::string_view host) {
  return object("networking.istio.io/v1", "VirtualService", name,
                "spec: {hosts: [a.com], tcp: [{route: [{destination: {host: " +
                    std::string(host) + "}}]}]}");
}

std::string service_entry(std::string_view name, std::string_view host) {
  return object("networking.istio.io/v1", "ServiceEntry", name,
                "spec: {hosts: [" + std::string(host) + "]}");
}

std::string secret(std::string_view name) {
  return object("v1", "Secret", name, "data: {tls.key: c2VjcmV0}");
}

const std::string edge = gateway("gw", "istio: edge");

}  // namespace

TEST_CASE("Gateways are kept beyond their file's tree") {
  const Reading got = read(
      {"apiVersion: networking.istio.io/v1\nkind: Gateway\n"
       "metadata: {name: gw, namespace: apps, labels: {odd/key: x},\n"
       "  creationTimestamp: 2024-05-01T00:00:00Z}\n"
       "spec:\n  servers:\n"
       "  - {port: {number: 80, name: a, protocol: HTTP}, hosts: [a.com]}\n",
       gateway("other", "a: b")});
  REQUIRE(got.mesh().gateways.size() == 2);
  const MeshGateway& first = got.mesh().gateways[0];
  CHECK(first.full_name() == "apps/gw");
  CHECK(first.created == "2024-05-01T00:00:00Z");
  CHECK(got.sources.text(first.range) == "gw");
  CHECK_FALSE(first.refused);
  const Server& server = *first.spec().servers->at(0);
  CHECK(json_pointer(first.model.paths, server.hosts->at(0).path) ==
        "/spec/servers/0/hosts/0");
  const Pair& label = first.model.gateway->metadata->labels->at(0);
  CHECK(json_pointer(first.model.paths, label.value.path) ==
        "/metadata/labels/odd~1key");
  CHECK(got.mesh().gateways[1].full_name() == "default/other");
  CHECK(got.mesh().gateways[1].created.empty());
}

TEST_CASE("what is no readable Gateway is left out, and seen by the caller") {
  Sources sources;
  const FileId file = sources.add("a.yaml",
                                  "apiVersion: networking.istio.io/v9\n"
                                  "kind: Gateway\n---\n" +
                                      edge + "---\nkind: Gateway\nx: [\n");
  const FileObjects read =
      read_objects(sources, file, FileRole::manifest, MeshSettings());
  REQUIRE(read.objects.size() == 3);
  CHECK(read.objects[0].model()->object.kind == "Gateway");
  CHECK(read.objects[1].gateway);
  CHECK((read.objects[2].outcome == Outcome::unreadable));
  CHECK(read_mesh(sources, {file}, MeshSettings()).mesh.gateways.size() == 1);
}

TEST_CASE("workloads are read if they may have a selector's labels") {
  const Reading got = read({deployment("a", "istio: edge, x: y"), edge,
                            deployment("b", "app: other"),
                            deployment("c", "istio: \"\\x65dge\""),
                            // Which the selector may have meant.
                            deployment("d", "istio: other")});
  CHECK(names(got.mesh().pods) == Names{"a", "c", "d"});
  CHECK(got.mesh().context_skipped == 1);
  CHECK(got.mesh().skipped_kinds.at("Deployment") == 1);
}

TEST_CASE("Services are read if labels or destinations may lead to them") {
  const Reading got =
      read({edge, deployment("a", "istio: edge, app: ingress"),
            virtual_service("vs", "reviews.prod.svc.cluster.local"),
            service("by-pod", "app: ingress"), service("reviews", "app: r"),
            service("by-selector", "istio: edge"), service("none", "app: n"),
            object("serving.knative.dev/v1", "Service", "reviews")});
  CHECK(names(got.mesh().services) ==
        Names{"by-pod", "reviews", "by-selector"});
  CHECK(got.mesh().context_skipped == 1);
}

TEST_CASE("labels of IstioGateways and of workloads given by hand count") {
  const std::string istio_gateway =
      object("istio.alibabacloud.com/v1beta1", "IstioGateway", "front",
             "spec: {podLabels: {a: rear}}");
  const std::vector<std::string> files{
      istio_gateway, service("one", "app: istio-front"),
      service("two", "istio: front"), service("three", "a: rear"),
      service("four", "a: hand")};
  MeshSettings options;
  CHECK(read(files, options).mesh().services.size() == 3);
  options.workloads.push_back({"", "", {{"a", "hand"}}});
  const Reading got = read(files, options);
  CHECK(got.mesh().services.size() == 4);
  REQUIRE(got.mesh().istio_gateways.size() == 1);
  CHECK(got.mesh().istio_gateways[0].head.namespace_ == "istio-system");
}

TEST_CASE("every Service is read if asked for") {
  const std::vector<std::string> files{service("a", "b: c"),
                                       service_entry("e", "x.com")};
  CHECK(read(files).mesh().services.empty());
  MeshSettings all;
  all.quic = true;
  CHECK(read(files, all).mesh().services.size() == 1);
  CHECK(read(files, all).mesh().service_entries.size() == 1);
}

TEST_CASE("every Service is read if AUTO_PASSTHROUGH can lead to it") {
  const auto services = [](const std::string& host) {
    const Reading got = read(
        {service("a", "b: c"), service_entry("e", "x.com"),
         object("networking.istio.io/v1", "Gateway", "gw",
                "spec: {servers: [{port: {number: 15443, name: tls, protocol: "
                "TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ['" +
                    host + "']}]}")});
    CHECK(got.mesh().service_entries.size() == 1);
    return got.mesh().services.size();
  };
  for (const char* host :
       {"*", "*/*", "*.local", "*.svc.cluster.local",
        "ns/*.prod.svc.cluster.local", "a.default.svc.cluster.local"}) {
    CAPTURE(host);
    CHECK(services(host) == 1);
  }
  for (const char* host : {"*.example.com", "*.global", "a.local"}) {
    CAPTURE(host);
    CHECK(services(host) == 0);
  }
}

TEST_CASE("ServiceEntries are read if they have a destination's host") {
  const Reading got =
      read({service_entry("a", "db.example.com"), service_entry("b", "x.com"),
            virtual_service("vs", "db.example.com")});
  CHECK(names(got.mesh().service_entries) == Names{"a"});
}

TEST_CASE("of Secrets and ConfigMaps only names, if a credential has them") {
  const Reading got = read(
      {gateway("a", "istio: edge",
               "mode: MUTUAL, credentialName: kubernetes-gateway://ns/x"),
       gateway("b", "istio: edge",
               "mode: MUTUAL, credentialNames: [two],"
               "caCertCredentialName: configmap://ca"),
       secret("x"), secret("x-cacert"), secret("two"), secret("three"),
       object("v1", "ConfigMap", "ca"), object("v1", "ConfigMap", "settings")});
  CHECK(got.mesh().secrets ==
        Names{"default/x", "default/x-cacert", "default/two"});
  CHECK(got.mesh().config_maps == Names{"default/ca"});
  CHECK(got.mesh().context_skipped == 2);
}

TEST_CASE("Lists and JSON are read, whatever they hold") {
  const Reading got = read(
      {"{\"apiVersion\": \"v1\", \"kind\": \"Service\","
       " \"metadata\": {\"name\": \"json\"}}",
       "apiVersion: v1\nkind: List\nitems:\n"
       "- {apiVersion: v1, kind: Service, metadata: {name: item}}\n"
       "- {apiVersion: v1, kind: Pod, metadata: {name: pod}}\n"
       "- {apiVersion: networking.istio.io/v1, kind: VirtualService,"
       " metadata: {name: vs}, spec: {hosts: [a.com], http: [{redirect: {uri:"
       " /a}}]}}\n",
       "apiVersion: v1\nkind: List\nitems:\n"
       "- {apiVersion: v1, kind: Service, metadata: {name: plain}}\n"});
  CHECK(names(got.mesh().services) == Names{"json", "item", "plain"});
  CHECK(names(got.mesh().pods) == Names{"pod"});
  CHECK(names(got.mesh().virtual_services) == Names{"vs"});
}

TEST_CASE("of two objects with one name the last stands, where it stands") {
  const Reading got =
      read({virtual_service("a", "x"), edge, virtual_service("b", "x"),
            gateway("z", "a: b"), virtual_service("a", "later"), edge});
  CHECK(names(got.mesh().virtual_services) == Names{"b", "a"});
  CHECK(*got.mesh().virtual_services[1].tcp[0].route[0].host == "later");
  REQUIRE(got.mesh().gateways.size() == 2);
  CHECK(got.mesh().gateways[1].name == "gw");
  REQUIRE(got.mesh().replaced.size() == 2);
  const Replaced& first = got.mesh().replaced[0];
  CHECK(first.kind == "VirtualService");
  CHECK(first.name == "default/a");
  CHECK((got.sources.file(first.earlier.file).path() == "a.yaml"));
  CHECK(first.earlier.file < first.later.file);
  CHECK(got.mesh().replaced[1].kind == "Gateway");
}

TEST_CASE("a refused VirtualService is set aside, an earlier one stays") {
  const Reading got =
      read({virtual_service("a", "x"), virtual_service("a", "\"\""), edge});
  REQUIRE(got.mesh().virtual_services.size() == 1);
  CHECK(*got.mesh().virtual_services[0].tcp[0].route[0].host == "x");
  CHECK(names(got.mesh().refused_virtual_services) == Names{"a"});
}

TEST_CASE("a later Service of the name stands even if nothing refers to it") {
  const Reading got =
      read({edge, service("a", "istio: edge"), service("a", "b: c")});
  REQUIRE(got.mesh().services.size() == 1);
  CHECK((got.mesh().services[0].selector == Labels{{"b", "c"}}));
  CHECK(got.mesh().replaced.size() == 1);
}

TEST_CASE("objects without a name, or of other namespaces, replace nothing") {
  const std::string unnamed =
      "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\n"
      "metadata: {generateName: a-}\n";
  const Reading got = read(
      {unnamed, unnamed, virtual_service("a", "x"),
       object("networking.istio.io/v1", "VirtualService", "a, namespace: b",
              "spec: {hosts: [a.com], http: [{redirect: {uri: /a}}]}")});
  CHECK(got.mesh().destination_rules.size() == 2);
  CHECK(got.mesh().virtual_services.size() == 2);
  CHECK(got.mesh().replaced.empty());
}

TEST_CASE("what is not rendered is counted by kind") {
  const std::string gateway_api = "gateway.networking.k8s.io/v1";
  const Reading got =
      read({object("networking.istio.io/v1alpha3", "EnvoyFilter", "a"),
            object("networking.istio.io/v1alpha3", "EnvoyFilter", "b"),
            object(gateway_api, "Gateway", "a"),
            object(gateway_api, "HTTPRoute", "a"),
            object("networking.k8s.io/v1", "Ingress", "a"),
            object("config.openshift.io/v1", "Ingress", "a"),
            "{\"apiVersion\": \"extensions.istio.io/v1alpha1\","
            " \"kind\": \"WasmPlugin\"}",
            object("v1", "Namespace", "a")});
  const std::map<std::string, std::size_t> wanted{
      {"EnvoyFilter", 2},
      {"Gateway of gateway.networking.k8s.io", 1},
      {"HTTPRoute", 1},
      {"Ingress", 1},
      {"WasmPlugin", 1}};
  CHECK((got.mesh().not_rendered == wanted));
  CHECK(got.mesh().context_skipped == 0);
}

TEST_CASE("EnvoyFilters are read, and counted as ever") {
  const std::string match =
      "spec: {configPatches: [{match: {routeConfiguration: {portName: a}}}]}";
  const std::string version = "networking.istio.io/v1alpha3";
  const Reading got = read({object(version, "EnvoyFilter", "a"),
                            object(version, "EnvoyFilter", "b", match),
                            object(version, "EnvoyFilter", "b", match),
                            object("example.com/v1", "EnvoyFilter", "c", match),
                            "{\"apiVersion\": \"" + version +
                                "\", \"kind\": \"List\", \"items\": []}"});
  REQUIRE(got.mesh().envoy_filters.size() == 2);
  CHECK(got.mesh().envoy_filters[1].head.name == "b");
  CHECK(got.mesh().envoy_filters[1].routes.at(0).port_name == "a");
  CHECK(got.mesh().policies.size() == 2);
  CHECK(got.mesh().not_rendered.at("EnvoyFilter") == 3);
  CHECK(got.mesh().replaced.empty());
}

TEST_CASE("context that is no YAML is recorded, templates as such") {
  const Reading got =
      read({object("networking.istio.io/v1", "VirtualService", "a", "spec: ["),
            object("networking.istio.io/v1", "DestinationRule", "a",
                   "spec:\n{{ toYaml .Values.spec }}")});
  REQUIRE(got.result.mesh.unreadable.size() == 2);
  CHECK_FALSE(got.result.mesh.unreadable[0].is_template);
  CHECK_FALSE(got.result.mesh.unreadable[0].problems.empty());
  CHECK(got.result.mesh.unreadable[1].is_template);
}

TEST_CASE("patches replace nothing") {
  CHECK(read({virtual_service("a", "x")}, {}, FileRole::patch)
            .mesh()
            .virtual_services.empty());
  CHECK(read({virtual_service("a", "x") + "$patch: delete\n"})
            .mesh()
            .virtual_services.empty());
}

TEST_CASE("a file that is read again takes its own place, the rest stays") {
  const std::vector<std::string> files{
      service("a", "istio: edge"),
      virtual_service("v", "a"),
      gateway("gw", "istio: edge", "credentialName: c"),
      deployment("pods", "istio: edge") + secret("c"),
      object("networking.istio.io/v1alpha3", "EnvoyFilter", "a"),
      gateway("gw", "istio: other"),
      virtual_service("v", "later") + service("later", "x: y"),
      gateway("last", "istio: other") + service("none", "x: y"),
      object("networking.istio.io/v1alpha3", "EnvoyFilter", "b")};
  const Reading whole = read(files);
  Sources sources;
  const MeshSettings settings;
  std::vector<FileObjects> parts;
  for (const std::string& file : files)
    parts.push_back(read_objects(sources, sources.add("a.yaml", file),
                                 FileRole::manifest, settings));
  for (std::size_t i = 0; i < files.size(); ++i) {
    CAPTURE(i);
    const FileId id = parts[i].file;
    const MeshResult before = merged(parts, sources, settings);
    sources.put(id, "a.yaml", gateway("new", "istio: new"));
    parts[i] = read_objects(sources, id, FileRole::manifest, settings);
    const MeshResult changed = merged(parts, sources, settings);
    const auto& all = changed.mesh.gateways;
    CHECK(std::any_of(all.begin(), all.end(), [](const MeshGateway& one) {
      return one.name == "new";
    }));
    sources.put(id, "a.yaml", files[i]);
    parts[i] = read_objects(sources, id, FileRole::manifest, settings);
    const MeshResult got = merged(parts, sources, settings);
    CHECK(names(got.mesh.services) == names(whole.mesh().services));
    CHECK(names(got.mesh.pods) == names(whole.mesh().pods));
    CHECK(names(got.mesh.virtual_services) ==
          names(whole.mesh().virtual_services));
    CHECK(*got.mesh.virtual_services[0].tcp[0].route[0].host == "later");
    REQUIRE(got.mesh.gateways.size() == 2);
    CHECK(got.mesh.gateways[0].range == whole.mesh().gateways[0].range);
    CHECK(got.mesh.gateways[1].name == "last");
    CHECK(got.mesh.secrets == whole.mesh().secrets);
    CHECK((got.mesh.not_rendered == whole.mesh().not_rendered));
    CHECK(got.mesh.replaced.size() == whole.mesh().replaced.size());
    CHECK(got.mesh.context_skipped == whole.mesh().context_skipped);
    // What was merged before is as it was.
    CHECK(before.mesh.gateways[1].name == "last");
  }
}

TEST_CASE("what is refused is marked where it is kept") {
  Sources sources;
  const FileId file = sources.add("a.yaml", edge);
  const MeshSettings settings;
  std::vector<FileObjects> files;
  files.push_back(read_objects(sources, file, FileRole::manifest, settings));
  CHECK_FALSE(merged(files, sources, settings).mesh.gateways[0].refused);
  files[0].refuse({0});
  CHECK(merged(files, sources, settings).mesh.gateways[0].refused);
}

}  // namespace asmgw
