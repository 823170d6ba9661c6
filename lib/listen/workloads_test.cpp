// Which workloads there are, and which Gateways each of them takes.
#include "listen/workloads.h"

#include "mesh/merge.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string gateway(std::string_view name, std::string_view selector,
                    int port = 80) {
  return fmt::format(
      "---\napiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {{name: {}, namespace: default}}\nspec:\n{}"
      "  servers: [{{port: {{number: {}, name: http, protocol: HTTP}}, "
      "hosts: [{}.com]}}]\n",
      name,
      selector.empty() ? "" : fmt::format("  selector: {{{}}}\n", selector),
      port, name);
}

std::string pod(std::string_view name, std::string_view labels,
                std::string_view ns = "istio-system") {
  return fmt::format(
      "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {}, namespace: {}, "
      "labels: {{{}}}}}\nspec: {{}}\n",
      name, ns, labels);
}

std::string deployment(std::string_view name, std::string_view labels) {
  return fmt::format(
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {}, "
      "namespace: istio-system}}\nspec: {{template: {{metadata: {{labels: "
      "{{{}}}}}, spec: {{containers: [{{name: x, ports: [{{name: web, "
      "containerPort: 9000}}]}}]}}}}}}\n",
      name, labels);
}

std::string istio_gateway(std::string_view name, std::string_view spec,
                          std::string_view ns = "") {
  return fmt::format(
      "---\napiVersion: istio.alibabacloud.com/v1beta1\nkind: IstioGateway\n"
      "metadata: {{name: {}{}}}\nspec: {{{}}}\n",
      name, ns.empty() ? "" : fmt::format(", namespace: {}", ns), spec);
}

/// `id: gateway port, gateway port`, a line a workload.
std::string found(const std::string& text, const MeshSettings& settings = {}) {
  Sources sources;
  const Mesh mesh =
      read_mesh(sources, {sources.add("a.yaml", text)}, settings).mesh;
  const Engine engine(mesh, settings);
  std::string out;
  for (const Workload& workload : workloads(mesh, settings)) {
    out += workload.id + ':';
    for (const ServerIn& server : engine.effective(workload).servers)
      out += fmt::format(" {} {}", mesh.gateways[server.gateway].name,
                         server.port);
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("a Gateway applies where all of its selector are labels") {
  CHECK(found(gateway("a", "istio: edge") + gateway("b", "istio: edge, x: w") +
              gateway("c", "istio: Edge") + pod("p", "istio: edge, app: e")) ==
        "istio-system/p: a 80\n"
        "selector(istio=Edge): c 80\n"
        "selector(istio=edge,x=w): a 80 b 80\n");
}

TEST_CASE("without selector, or with an empty one, a Gateway applies to all") {
  CHECK(found(gateway("a", "istio: edge") + gateway("b", "") +
              pod("p", "istio: edge")) == "istio-system/p: a 80 b 80\n");
  CHECK(found(gateway("a", "") + pod("p", "istio: edge")) ==
        "selector(): a 80\n");
  CHECK(
      found("apiVersion: networking.istio.io/v1\nkind: Gateway\n"
            "metadata: {name: a}\nspec: {selector: {}, servers: [{port: "
            "{number: 80, name: http, protocol: HTTP}, hosts: [a.com]}]}\n") ==
      "selector(): a 80\n");
}

TEST_CASE("pods and pod templates of equal labels count once a namespace") {
  CHECK(found(gateway("a", "istio: edge") + pod("p", "istio: edge") +
              deployment("d", "istio: edge") + pod("q", "istio: edge", "x") +
              deployment("e", "istio: edge, v: two")) ==
        "istio-system/p: a 80\nx/q: a 80\nistio-system/e: a 80\n");
}

TEST_CASE("pods that no selector is for are no gateways") {
  CHECK(found(gateway("a", "istio: edge") + pod("p", "app: web")) ==
        "selector(istio=edge): a 80\n");
}

TEST_CASE("without Gateways there are no workloads") {
  CHECK(found(pod("p", "istio: edge")).empty());
}

TEST_CASE("workloads given by hand replace all others") {
  MeshSettings settings;
  settings.workloads = {{"x", "one", {{"istio", "edge"}}},
                        {"", "two", {{"istio", "other"}}}};
  CHECK(found(gateway("a", "istio: edge") + pod("p", "istio: edge"),
              settings) == "x/one: a 80\nistio-system/two:\n");
}

TEST_CASE("only the namespace of the workload, if istiod is told so") {
  MeshSettings settings;
  settings.scope_to_namespace = true;
  const std::string text = gateway("a", "istio: edge");
  CHECK(found(text + pod("p", "istio: edge"), settings) == "istio-system/p:\n");
  CHECK(found(text + pod("p", "istio: edge", "default"), settings) ==
        "default/p: a 80\n");
}

TEST_CASE("an IstioGateway labels its pods by its name") {
  CHECK(found(gateway("a", "istio: front") + gateway("b", "app: istio-front") +
              gateway("c", "tier: one") +
              istio_gateway("front", "podLabels: {tier: one}")) ==
        "istio-system/front: a 80 b 80 c 80\n");
  CHECK(found(gateway("a", "istio: front") +
              istio_gateway("front", "podLabels: {istio: rear}")) ==
        "selector(istio=front): a 80\n");
  CHECK(found(gateway("a", "istio: front") +
              istio_gateway("front", "podLabels: {}", "edge")) ==
        "edge/front: a 80\n");
}

TEST_CASE("ports of an IstioGateway translate those of its own pods") {
  const std::string ports =
      "ports: [{name: http, port: 80, targetPort: 8080}, "
      "{name: https, port: 443}]";
  CHECK(found(gateway("a", "istio: front") + gateway("b", "istio: front", 443) +
              gateway("c", "istio: front", 8080) +
              istio_gateway("front", ports)) ==
        "istio-system/front: a 8080 b 443 c 8080\n");
  CHECK(found(gateway("a", "istio: front") + gateway("b", "istio: rear") +
              istio_gateway("front", ports) + istio_gateway("rear", "x: z")) ==
        "istio-system/front: a 8080\nistio-system/rear: b 80\n");
}

TEST_CASE("container ports of a template give targetPorts their number") {
  CHECK(found(gateway("a", "istio: edge") + deployment("d", "istio: edge") +
              "---\napiVersion: v1\nkind: Service\n"
              "metadata: {name: s, namespace: istio-system}\n"
              "spec: {selector: {istio: edge}, "
              "ports: [{name: http, port: 80, targetPort: web}]}\n") ==
        "istio-system/d: a 9000\n");
}

TEST_CASE("of two objects of one name the last stands") {
  CHECK(found(gateway("a", "istio: edge", 80) +
              gateway("a", "istio: edge", 81) + pod("p", "istio: edge")) ==
        "istio-system/p: a 81\n");
}

}  // namespace asmgw
