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

TEST_CASE("the names kustomize looks for") {
  CHECK(is_kustomization("kustomization.yaml"));
  CHECK(is_kustomization("kustomization.yml"));
  CHECK(is_kustomization("Kustomization"));
  CHECK(!is_kustomization("my-kustomization.yaml"));
}

}  // namespace asmgw
