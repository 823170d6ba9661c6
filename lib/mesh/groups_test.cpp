// One small tree for each rule of grouping.
#include "mesh/groups.h"

#include "testing/group_trees.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

using namespace group_trees;

constexpr auto together = Relation::together;
constexpr auto apart = Relation::apart;
constexpr auto unknown = Relation::unknown;

}  // namespace

TEST_CASE("files directly in a folder are together, those of others unknown") {
  const MeshGroups groups(Repo()
                              .file("gateway.yaml", {"mesh/edge"})
                              .file("apps/vs.yaml")
                              .file("apps/gw.yaml", {"apps/gw"})
                              .file("apps/shop/gw.yaml", {"shop/gw"})
                              .input);
  CHECK(listed(groups) == Texts{".: gateway.yaml",
                                "apps: apps/gw.yaml apps/vs.yaml",
                                "apps/shop: apps/shop/gw.yaml"});
  CHECK(between(groups, "apps/gw.yaml", "apps/vs.yaml") == together);
  CHECK(between(groups, "apps/gw.yaml", "apps/gw.yaml") == together);
  CHECK(between(groups, "gateway.yaml", "apps/vs.yaml") == unknown);
  CHECK(between(groups, "apps/gw.yaml", "apps/shop/gw.yaml") == unknown);
  CHECK(groups.not_apart_from(0) == std::vector<GroupIndex>{1, 2});
  CHECK(groups.find("apps") == 1);
  CHECK_FALSE(groups.find("app"));
}

TEST_CASE("standard input is a group, and unknown to others") {
  Repo tree;
  tree.file("<stdin>").file("a.yaml");
  tree.input.files[0].alone = true;
  const MeshGroups groups(tree.input);
  CHECK(listed(groups) == Texts{"<stdin>: <stdin>", ".: a.yaml"});
  CHECK(between(groups, "<stdin>", "a.yaml") == unknown);
}

TEST_CASE("groups of the config are the certain way, and apart") {
  const MeshGroups groups(Repo()
                              .config("prod", {"envs/prod/**", "base/**"})
                              .config("dev", {"envs/dev/**", "base/**"})
                              .config("none", {"nothing/**"})
                              .file("envs/prod/a/gw.yaml")
                              .file("envs/dev/gw.yaml")
                              .file("base/gw.yaml")
                              .file("other/gw.yaml")
                              .kustomization("envs/prod/a/kustomization.yaml",
                                             "resources: [gw.yaml]\n")
                              .input);
  CHECK(listed(groups) == Texts{"dev: base/gw.yaml envs/dev/gw.yaml",
                                "prod: base/gw.yaml envs/prod/a/gw.yaml",
                                "other: other/gw.yaml"});
  CHECK(between(groups, "envs/prod/a/gw.yaml", "envs/dev/gw.yaml") == apart);
  CHECK(between(groups, "envs/prod/a/gw.yaml", "base/gw.yaml") == together);
  CHECK(between(groups, "envs/dev/gw.yaml", "base/gw.yaml") == together);
  CHECK(between(groups, "envs/dev/gw.yaml", "other/gw.yaml") == unknown);
  CHECK(groups.of_file(file_of(groups, "base/gw.yaml")).size() == 2);
}

TEST_CASE("globs of a config are for its folder") {
  Repo tree;
  tree.config("a", {"gw.yaml"}).file("x/gw.yaml").file("y/gw.yaml");
  tree.input.config->folder = "x";
  CHECK(listed(MeshGroups(tree.input)) ==
        Texts{"a: x/gw.yaml", "y: y/gw.yaml"});
}

TEST_CASE("overlays of one base are groups that are apart; the base is none") {
  const MeshGroups groups(
      Repo()
          .file("base/gw.yaml", {"shop"})
          .file("base/kustomization.yaml")
          .file("overlays/one/extra.yaml", {"extra"})
          .file("overlays/two/extra.yaml", {"extra"})
          .file("overlays/two/loose.yaml", {"loose"})
          .kustomization("base/kustomization.yaml", "resources: [gw.yaml]\n")
          .kustomization("overlays/one/kustomization.yaml",
                         "namespace: one\nnamePrefix: a-\n"
                         "resources: [../../base, extra.yaml, "
                         "'https://example.com/x?ref=1', gone.yaml]\n")
          .kustomization("overlays/two/kustomization.yaml",
                         "namespace: two\nbases: [../../base/]\n"
                         "resources: [./extra.yaml]\n")
          .input);
  CHECK(listed(groups) ==
        Texts{"overlays/one: base/gw.yaml base/kustomization.yaml "
              "overlays/one/extra.yaml",
              "overlays/two: base/gw.yaml base/kustomization.yaml "
              "overlays/two/extra.yaml",
              "overlays/two (rest): overlays/two/loose.yaml"});
  CHECK(between(groups, "overlays/one/extra.yaml", "base/gw.yaml") == together);
  CHECK(between(groups, "overlays/two/extra.yaml", "base/gw.yaml") == together);
  CHECK(between(groups, "overlays/one/extra.yaml", "overlays/two/extra.yaml") ==
        apart);
  CHECK(between(groups, "overlays/two/extra.yaml", "overlays/two/loose.yaml") ==
        unknown);
  REQUIRE(groups.included().size() == 1);
  CHECK(groups.included()[0].shown == "base/kustomization.yaml");
  CHECK(groups.included()[0].in == std::vector<GroupIndex>{0, 1});
  CHECK(groups.all()[0].remote == Texts{"https://example.com/x?ref=1"});
  CHECK(groups.all()[0].missing == Texts{"gone.yaml"});
  CHECK(groups.all()[0].members[0].renaming == Renaming{"one", "a-", ""});
  CHECK(groups.all()[0].why == "kustomization overlays/one/kustomization.yaml");
}

TEST_CASE("names and namespaces go through all kustomizations, inmost first") {
  const MeshGroups groups(
      Repo()
          .file("base/gw.yaml", {"shop/web"})
          .kustomization("base/kustomization.yaml",
                         "namespace: inner\nnamePrefix: b-\nnameSuffix: -b\n"
                         "resources: [gw.yaml]\n")
          .kustomization("top/kustomization.yml",
                         "namePrefix: t-\nnameSuffix: -t\n"
                         "components: [../base]\n")
          .input);
  REQUIRE(groups.all().size() == 1);
  CHECK(groups.all()[0].name == "top");
  const ObjectIdentity found =
      renamed(gateway("shop/web"), groups.all()[0].members[0].renaming);
  CHECK(found.namespace_ == "inner");
  CHECK(found.name == "t-b-web-b-t");
}

TEST_CASE("a component without objects that all share tells nothing apart") {
  const MeshGroups groups(
      Repo()
          .file("a/gw.yaml", {"a"})
          .file("b/gw.yaml", {"b"})
          .kustomization("c/kustomization.yaml",
                         "kind: Component\npatches: [{patch: x}]\n")
          .kustomization("a/kustomization.yaml",
                         "resources: [gw.yaml]\ncomponents: [../c]\n")
          .kustomization("b/kustomization.yaml",
                         "resources: [gw.yaml]\ncomponents: [../c]\n")
          .input);
  CHECK(between(groups, "a/gw.yaml", "b/gw.yaml") == unknown);
}

TEST_CASE("kustomizations that include each other are one group") {
  const MeshGroups groups(
      Repo()
          .file("a/gw.yaml", {"a"})
          .file("b/gw.yaml", {"b"})
          .kustomization("a/kustomization.yaml", "resources: [gw.yaml, ../b]\n")
          .kustomization("b/kustomization.yaml", "resources: [gw.yaml, ../a]\n")
          .input);
  CHECK(listed(groups) == Texts{"a: a/gw.yaml b/gw.yaml"});
}

TEST_CASE("objects that a patch names are patched") {
  const MeshGroups groups(
      Repo()
          .file("base/gw.yaml", {"web", "edge", "other"})
          .patch("prod/servers.yaml", {"web"})
          .kustomization("base/kustomization.yaml", "resources: [gw.yaml]\n")
          .kustomization("prod/kustomization.yaml",
                         "resources: [../base]\n"
                         "patchesStrategicMerge: [servers.yaml]\n"
                         "patches:\n"
                         "- patch: '[{op: remove, path: /spec}]'\n"
                         "  target: {kind: Gateway, name: ed.*}\n"
                         "- patch: '[]'\n"
                         "  target: {kind: Service, name: other}\n")
          .input);
  REQUIRE(groups.all().size() == 1);
  const MeshGroup& prod = groups.all()[0];
  CHECK(listed(groups) == Texts{"prod: base/gw.yaml prod/servers.yaml"});
  CHECK(prod.is_patched(gateway("web")));
  CHECK(prod.is_patched(gateway("edge")));
  MeshGroup named;
  named.patches = {{"Gateway", "", "web"}};
  CHECK_FALSE(named.is_patched(gateway("other")));
  // A patch is no second definition.
  CHECK(between(groups, "base/gw.yaml", "prod/servers.yaml") == together);
}

TEST_CASE(
    "an Application makes a folder a group, a Kustomization of Flux "
    "all below") {
  const auto tree = [] {
    return Repo()
        .file("apps/gw.yaml", {"shop"})
        .file("apps/gw-tls.yaml", {"shop"})
        .file("apps/deep/vs.yaml")
        .file("other/gw.yaml");
  };
  const MeshGroups argo(
      tree()
          .deployed("apiVersion: argoproj.io/v1alpha1\n"
                    "kind: Application\nmetadata: {name: shop}\n"
                    "spec: {source: {path: apps}, destination: "
                    "{namespace: mesh}}\n")
          .input);
  CHECK(listed(argo) == Texts{"apps: apps/gw-tls.yaml apps/gw.yaml",
                              "apps/deep: apps/deep/vs.yaml",
                              "other: other/gw.yaml"});
  CHECK(argo.all()[0].why == "Argo CD Application shop");
  // Applied as a whole, a copy is real.
  CHECK(between(argo, "apps/gw.yaml", "apps/gw-tls.yaml") == together);
  const Renaming& lands = argo.all()[0].members[0].renaming;
  CHECK(renamed(gateway("shop"), lands).namespace_ == "mesh");
  CHECK(renamed(gateway("own/shop"), lands).namespace_ == "own");

  const MeshGroups flux(
      tree()
          .deployed("apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
                    "kind: Kustomization\n"
                    "metadata: {name: a, namespace: flux}\n"
                    "spec: {path: ./apps}\n")
          .input);
  CHECK(listed(flux)[0] ==
        "apps: apps/deep/vs.yaml apps/gw-tls.yaml apps/gw.yaml");
}

TEST_CASE("an ApplicationSet makes each folder that matches a group") {
  const MeshGroups groups(
      Repo()
          .file("apps/shop/gw.yaml", {"a"})
          .file("apps/blog/gw.yaml", {"b"})
          .file("apps/old/gw.yaml", {"c"})
          .file("apps/blog/deep/gw.yaml", {"d"})
          .deployed("apiVersion: argoproj.io/v1alpha1\n"
                    "kind: ApplicationSet\nmetadata: {name: apps}\n"
                    "spec: {generators: [{git: {directories: [{path: apps/*},"
                    " {path: apps/old, exclude: true}]}}]}\n")
          .input);
  CHECK(listed(groups) == Texts{"apps/blog: apps/blog/gw.yaml",
                                "apps/shop: apps/shop/gw.yaml",
                                "apps/blog/deep: apps/blog/deep/gw.yaml",
                                "apps/old: apps/old/gw.yaml"});
  CHECK(groups.all()[0].by == GroupBy::deployment);
  CHECK(groups.all()[3].by == GroupBy::folder);
}

TEST_CASE("paths that differ in the names of two environments are apart") {
  const MeshGroups groups(Repo()
                              .file("envs/dev/gw.yaml", {"a/a"})
                              .file("envs/prod/gw.yaml", {"b/b"})
                              .file("envs/prod/mesh/gw.yaml", {"c/c"})
                              .file("envs/shop/gw.yaml", {"d/d"})
                              .file("us-east-1/x-dev/gw.yaml", {"e/e"})
                              .file("eu-west-2/x-dev/gw.yaml", {"f/f"})
                              .file("eu-west-2/x-prod/gw.yaml", {"g/g"})
                              .input);
  CHECK(between(groups, "envs/dev/gw.yaml", "envs/prod/gw.yaml") == apart);
  CHECK(between(groups, "envs/dev/gw.yaml", "envs/prod/mesh/gw.yaml") ==
        unknown);
  CHECK(between(groups, "envs/dev/gw.yaml", "envs/shop/gw.yaml") == unknown);
  CHECK(between(groups, "us-east-1/x-dev/gw.yaml", "eu-west-2/x-dev/gw.yaml") ==
        apart);
  CHECK(between(groups, "eu-west-2/x-dev/gw.yaml",
                "eu-west-2/x-prod/gw.yaml") == apart);
  CHECK(between(groups, "us-east-1/x-dev/gw.yaml",
                "eu-west-2/x-prod/gw.yaml") == unknown);
  CHECK(groups.not_apart_from(*groups.find("envs/dev")).size() == 5);
}

TEST_CASE("files of one folder that are named after environments: unknown") {
  const MeshGroups groups(Repo()
                              .file("gateway-dev.yaml", {"a/a"})
                              .file("gateway-prod.yaml", {"b/b"})
                              .file("service.yaml")
                              .input);
  CHECK(between(groups, "gateway-dev.yaml", "gateway-prod.yaml") == unknown);
  CHECK(between(groups, "gateway-dev.yaml", "service.yaml") == together);
}

TEST_CASE("groups that define the same object are alternatives") {
  const MeshGroups groups(Repo()
                              .file("one/gw.yaml", {"mesh/edge"})
                              .file("one/vs.yaml")
                              .file("two/all.yaml", {"mesh/edge", "mesh/b"})
                              .file("three/gw.yaml", {"edge"})
                              .file("four/gw.yaml", {"other/edge"})
                              .input);
  CHECK(between(groups, "one/gw.yaml", "two/all.yaml") == apart);
  CHECK(between(groups, "one/vs.yaml", "two/all.yaml") == apart);
  // Without a namespace and with one.
  CHECK(between(groups, "three/gw.yaml", "one/gw.yaml") == apart);
  CHECK(between(groups, "three/gw.yaml", "four/gw.yaml") == apart);
  CHECK(between(groups, "four/gw.yaml", "one/gw.yaml") == unknown);
}

TEST_CASE("copies are those of the names that a kustomization makes") {
  const MeshGroups groups(Repo()
                              .file("one/gw.yaml", {"edge"})
                              .kustomization("one/kustomization.yaml",
                                             "namespace: mesh\n"
                                             "resources: [gw.yaml]\n")
                              .file("two/gw.yaml", {"mesh/edge"})
                              .file("three/gw.yaml", {"other/edge"})
                              .input);
  CHECK(between(groups, "one/gw.yaml", "two/gw.yaml") == apart);
  CHECK(between(groups, "one/gw.yaml", "three/gw.yaml") == unknown);
}

TEST_CASE("files of one folder that define the same object are variants") {
  const MeshGroups groups(Repo()
                              .file("s/gateway-tls.yaml", {"shop/web"})
                              .file("s/gateway.yaml", {"shop/web", "shop/b"})
                              .file("s/b.yaml", {"shop/b"})
                              .file("s/vs.yaml")
                              .input);
  CHECK(between(groups, "s/gateway.yaml", "s/gateway-tls.yaml") == apart);
  CHECK(between(groups, "s/gateway.yaml", "s/vs.yaml") == together);
  CHECK(between(groups, "s/b.yaml", "s/gateway-tls.yaml") == together);
  CHECK(groups.variants(0) ==
        std::vector<std::vector<FileIndex>>{{0, 2, 3}, {1, 3}});
  const MeshGroups whole(Repo()
                             .file("s/a.yaml", {"shop/web"})
                             .file("s/b.yaml", {"shop/web"})
                             .kustomization("s/kustomization.yaml",
                                            "resources: [a.yaml, b.yaml]\n")
                             .input);
  CHECK(between(whole, "s/a.yaml", "s/b.yaml") == together);
  CHECK(whole.variants(0) == std::vector<std::vector<FileIndex>>{{0, 1}});
}

TEST_CASE("a variant keeps what only the first one has") {
  const MeshGroups groups(Repo()
                              .file("a1.yaml", {"x/a"})
                              .file("a2.yaml", {"x/a"})
                              .file("a3.yaml", {"x/a"})
                              .file("b1.yaml", {"x/b"})
                              .file("b2.yaml", {"x/b"})
                              .input);
  CHECK(groups.variants(0) ==
        std::vector<std::vector<FileIndex>>{{0, 3}, {1, 4}, {2, 3}});
}

TEST_CASE("dumps of a cluster are together, unless they hold copies") {
  Repo tree;
  tree.file("a/x.yaml", {"m/a"}).file("b/x.yaml", {"m/b"});
  tree.file("c/x.yaml", {"m/b"});
  for (GroupedFile& file : tree.input.files) file.live = true;
  const MeshGroups groups(tree.input);
  CHECK(between(groups, "a/x.yaml", "b/x.yaml") == together);
  CHECK(between(groups, "b/x.yaml", "c/x.yaml") == apart);
}

TEST_CASE("the user may say how files belong together") {
  Repo tree;
  tree.file("a/x.yaml", {"m/a"}).file("a/y.yaml").file("b/x.yaml", {"m/a"});
  tree.kustomization("a/kustomization.yaml", "resources: [x.yaml, y.yaml]\n");
  tree.input.scope = GroupScope::together;
  const MeshGroups all(tree.input);
  CHECK(listed(all) == Texts{"all: a/x.yaml a/y.yaml b/x.yaml"});
  CHECK(between(all, "a/x.yaml", "b/x.yaml") == together);
  tree.input.scope = GroupScope::file;
  const MeshGroups each(tree.input);
  CHECK(each.all().size() == 3);
  CHECK(between(each, "a/x.yaml", "a/y.yaml") == apart);
}

TEST_CASE("whole paths are named as they are shown") {
  Repo tree;
  tree.file("/r/envs/a/gw.yaml", {"a"}).file("/r/gw.yaml", {"b"});
  tree.input.files[0].shown = "../r/envs/a/gw.yaml";
  tree.input.files[1].shown = "../r/gw.yaml";
  CHECK(listed(MeshGroups(tree.input)) ==
        Texts{"../r: /r/gw.yaml", "../r/envs/a: /r/envs/a/gw.yaml"});
}

}  // namespace asmgw
