// What objects of Argo CD, Flux and Fleet say of folders.
#include "model/deployed_folders.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

using Texts = std::vector<std::string>;

DeployedFolders only(std::string_view text) {
  const auto all = deployed_folders(text);
  REQUIRE(all.size() == 1);
  return all.front();
}

}  // namespace

TEST_CASE("an Application of Argo CD names one folder, or several") {
  const DeployedFolders one = only(R"(
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  source: {repoURL: https://example.com/a, path: apps/shop,
           directory: {recurse: true}}
  destination: {namespace: shop}
)");
  CHECK(one.by == "Argo CD Application");
  CHECK(one.name == "argocd/shop");
  CHECK(one.paths == Texts{"apps/shop"});
  CHECK(one.below);
  CHECK_FALSE(one.each);
  CHECK(one.namespace_ == "shop");
  CHECK(only("apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
             "spec: {sources: [{path: a}, {chart: x}, {path: b}]}\n")
            .paths == Texts{"a", "b"});
}

TEST_CASE("an ApplicationSet names folders by globs or by its template") {
  const DeployedFolders git = only(R"(
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: apps}
spec:
  generators:
  - git: {directories: [{path: apps/*}, {path: apps/old, exclude: true}]}
  template: {spec: {source: {path: "{{path}}"}}}
)");
  CHECK(git.paths == Texts{"apps/*"});
  CHECK(git.excluded == Texts{"apps/old"});
  CHECK(git.each);
  CHECK(only("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n"
             "spec:\n  generators: [{clusters: {}}]\n"
             "  template: {spec: {source: {path: 'envs/{{name}}/mesh'}}}\n")
            .paths == Texts{"envs/*/mesh"});
}

TEST_CASE("Flux and Fleet") {
  const DeployedFolders flux = only(
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
      "metadata: {name: apps}\nspec: {path: ./apps, targetNamespace: x}\n");
  CHECK(flux.paths == Texts{"./apps"});
  CHECK(flux.below);
  CHECK(flux.all_namespaces);
  CHECK(only("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n"
             "  chart: {spec: {chart: ./charts/a, sourceRef: {kind: "
             "GitRepository}}}\n")
            .paths == Texts{"./charts/a"});
  CHECK(deployed_folders(
            "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
            "spec: {chart: {spec: {chart: nginx}}}\n")
            .empty());
  CHECK(only("apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\n"
             "spec: {paths: [a, b]}\n")
            .paths == Texts{"a", "b"});
  CHECK(fleet_bundle("defaultNamespace: mesh\n").namespace_ == "mesh");
}

TEST_CASE("what is none of them names no folder") {
  CHECK(deployed_folders("").empty());
  CHECK(deployed_folders("# argoproj.io\n- a\n").empty());
  CHECK(deployed_folders("apiVersion: kustomize.config.k8s.io/v1beta1\n"
                         "kind: Kustomization\npath: a\n")
            .empty());
  CHECK(deployed_folders("argoproj.io: [\n").empty());
}

}  // namespace asmgw
