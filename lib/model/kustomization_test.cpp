#include "model/kustomization.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace asmgw {

TEST_CASE("files that a kustomization names as patches") {
  const std::vector<std::string> files = patch_files(R"(
resources:
- ../base
patches:
- path: shop-patch.yaml
  target: {kind: Gateway}
- patch: |-
    - op: remove
      path: /spec/servers/0
patchesStrategicMerge:
- sub/merge.yaml
- |-
  apiVersion: networking.istio.io/v1
  kind: Gateway
patchesJson6902:
- target: {kind: Gateway, name: shop}
  path: json.yaml
)");
  CHECK(files == std::vector<std::string>{"shop-patch.yaml", "json.yaml",
                                          "sub/merge.yaml"});
}

TEST_CASE("a kustomization without patches, or that is none, names no file") {
  CHECK(patch_files("").empty());
  CHECK(patch_files("resources: [a.yaml]\n").empty());
  CHECK(patch_files("patches: a.yaml\n").empty());
  CHECK(patch_files("- path: a.yaml\n").empty());
  CHECK(patch_files("patches: [\n").empty());
  CHECK(patch_files("patches: [{path: }, {path: [a]}, b]\n").empty());
}

TEST_CASE("what a kustomization says of its members") {
  const KustomizationFile said = read_kustomization(R"(
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
namespace: shop
namePrefix: dev-
nameSuffix: -b
resources: [gateway.yaml, ../base, "https://example.com/a//b?ref=v1"]
bases: [../old]
components:
- ../tls
patches:
- path: servers.yaml
  target: {kind: Gateway, name: web}
- patch: |-
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: edge, namespace: mesh}
- target: {kind: Gateway}
patchesStrategicMerge: [merge.yaml]
)");
  CHECK(said.component);
  CHECK(said.namespace_ == "shop");
  CHECK(said.name_prefix == "dev-");
  CHECK(said.name_suffix == "-b");
  REQUIRE(said.resources.size() == 3);
  CHECK(is_remote_resource(said.resources[2]));
  CHECK_FALSE(is_remote_resource(said.resources[1]));
  CHECK(said.bases == std::vector<std::string>{"../old"});
  CHECK(said.components == std::vector<std::string>{"../tls"});
  REQUIRE(said.patches.size() == 3);
  CHECK(said.patches[0].target == PatchTarget{"Gateway", "", "web"});
  CHECK(said.patches[1].path.empty());
  CHECK(said.patches[1].target == PatchTarget{"Gateway", "mesh", "edge"});
  CHECK(said.patches[2].path == "merge.yaml");
}

TEST_CASE("what is of a wrong type in a kustomization says nothing") {
  const KustomizationFile said = read_kustomization(
      "resources: a.yaml\nnamespace: [a]\nnamePrefix: {}\npatches: {a: b}\n"
      "components: [1, {a: b}, null, [c]]\nkind: [Component]\n");
  CHECK(said.resources.empty());
  CHECK(said.namespace_.empty());
  CHECK(said.components.empty());
  CHECK(said.patches.empty());
  CHECK_FALSE(said.component);
}

TEST_CASE("the names kustomize looks for") {
  CHECK(is_kustomization("kustomization.yaml"));
  CHECK(is_kustomization("kustomization.yml"));
  CHECK(is_kustomization("Kustomization"));
  CHECK(!is_kustomization("my-kustomization.yaml"));
}

TEST_CASE("a patch of labels alone leaves the spec as it is") {
  for (const char* text :
       {"kind: Gateway\nmetadata: {name: a, labels: {b: c}}\n",
        "[{op: add, path: /metadata/labels/a, value: b}]",
        "- {op: move, from: /metadata/labels/a, path: /metadata/annotations/a}",
        "kind: Gateway\n---\nkind: Service\n"})
    CHECK(leaves_spec(text));
  for (const char* text :
       {"kind: Gateway\nspec: {}\n", "kind: Gateway\n$patch: delete\n",
        "metadata: {labels: {$patch: replace}}\n", "", "a", "[]", "a: b: c",
        "[{op: replace, path: /spec/servers/0/hosts, value: [a]}]",
        "[{op: replace, path: /metadata, value: {}}]",
        "[{op: move, from: /spec, path: /metadata/labels/a}]",
        "kind: Gateway\n---\nspec: {}\n"})
    CHECK_FALSE(leaves_spec(text));
}

}  // namespace asmgw
