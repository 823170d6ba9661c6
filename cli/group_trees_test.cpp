// The trees of testdata/repositories: each shows how public repositories are
// laid out, and what their files are to each other.
#include "cli/group_input.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <memory>
#include <sstream>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

/// A copy of a tree that is the current folder, read.
class ReadTree {
 public:
  explicit ReadTree(const std::string& name) {
    fs::copy(trees_ / name, folder_.path(), fs::copy_options::recursive);
    std::ostringstream out, err;
    Io io{.out = out, .err = err};
    const auto inputs = find_inputs({.paths = {"."}}, io);
    REQUIRE(inputs);
    std::vector<const FileObjects*> all;
    for (const Input& input : inputs->files) {
      auto text = read_input(input, 1 << 20);
      REQUIRE(text);
      const FileId id = sources_.add(input.path, std::move(text->text));
      files_.push_back(std::make_unique<FileObjects>(
          read_objects(sources_, id, input.role, settings_)));
      all.push_back(files_.back().get());
    }
    const auto config = find_config("", {});
    REQUIRE(config);
    groups_ = std::make_unique<MeshGroups>(
        group_input(*inputs, sources_, all, settings_, *config).input);
  }

  [[nodiscard]] std::string between(const std::string& a,
                                    const std::string& b) const {
    return std::string(text_of(groups_->of_files(file(a), file(b))));
  }
  [[nodiscard]] const MeshGroups& groups() const { return *groups_; }

 private:
  [[nodiscard]] FileIndex file(const std::string& shown) const {
    for (FileIndex i = 0; i < groups_->files().size(); ++i)
      if (groups_->files()[i].shown == shown) return i;
    FAIL("no file " << shown);
    return 0;
  }

  fs::path trees_ = fs::absolute("testdata/repositories");
  TemporaryFolder folder_;
  Sources sources_;
  MeshSettings settings_;
  std::vector<std::unique_ptr<FileObjects>> files_;
  std::unique_ptr<MeshGroups> groups_;
};

struct Pair {
  const char *tree, *a, *b, *relation;
};

constexpr std::array<Pair, 17> pairs{{
    {"envs", "dev/gateway.yaml", "prod/gateway.yaml", "apart"},
    {"clusters", "east/gateway.yaml", "west/gateway.yaml", "apart"},
    {"copy", "a/gateway.yaml", "b/gateway.yaml", "apart"},
    {"dup", "a-all.yaml", "b-web.yaml", "apart"},
    {"steps", "gateway.yaml", "gateway-tls.yaml", "apart"},
    {"kz", "base/gateway.yaml", "overlays/dev/extra.yaml", "together"},
    {"kz", "base/gateway.yaml", "overlays/prod/extra.yaml", "together"},
    {"kz", "overlays/dev/extra.yaml", "overlays/prod/extra.yaml", "apart"},
    {"kzns", "mesh/gateway.yaml", "app/vs.yaml", "unknown"},
    {"patchbase", "base/gateway.yaml", "prod/servers.yaml", "together"},
    {"broken", "1/gw.yaml", "1/notes.yaml", "together"},
    {"broken", "1/gw.yaml", "2/gw.yaml", "apart"},
    {"config", "apps/shop/gateway.yaml", "common/gateway.yaml", "together"},
    {"config", "apps/shop/gateway.yaml", "apps/blog/gateway.yaml", "apart"},
    {"config", "apps/shop/gateway.yaml", "other/gateway.yaml", "unknown"},
    {"argo", "shop/gateway.yaml", "shop/gateway-tls.yaml", "together"},
    {"argo", "shop/gateway.yaml", "argocd/apps.yaml", "unknown"},
}};

}  // namespace

TEST_CASE("what files of the trees in testdata are to each other") {
  for (const Pair& pair : pairs) {
    CAPTURE(pair.tree);
    CAPTURE(pair.a);
    CAPTURE(pair.b);
    const ReadTree tree(pair.tree);
    CHECK(tree.between(pair.a, pair.b) == pair.relation);
    CHECK(tree.between(pair.b, pair.a) == pair.relation);
  }
}

TEST_CASE("the namespace of a kustomization is that of its Gateways") {
  const ReadTree tree("kzns");
  const MeshGroup& mesh = tree.groups().all()[0];
  REQUIRE(mesh.name == "mesh");
  const ObjectIdentity& edge =
      tree.groups().files()[mesh.members[0].file].objects.at(0);
  CHECK(edge.namespace_ == "default");
  CHECK(renamed(edge, mesh.members[0].renaming).namespace_ == "mesh");
}

TEST_CASE("an object that an overlay patches is known to be patched") {
  const ReadTree tree("patchbase");
  REQUIRE(tree.groups().all().size() == 1);
  CHECK(
      tree.groups().all()[0].is_patched({"Gateway", "default", "web", false}));
}

TEST_CASE("a config that is named counts in place of the one that is found") {
  const TemporaryFolder folder;
  folder.write("a/gw.yaml", "");
  folder.write(".asmgw.yaml", "groups: {found: [a/**]}\n");
  folder.write("other.yaml", "groups: {named: [a/**]}\n");
  CHECK(run_asmgw({"groups", "-v", "a"}).out.find("found") !=
        std::string::npos);
  CHECK(run_asmgw({"groups", "-v", "a", "--config", "other.yaml"})
            .out.find("named") != std::string::npos);
  const Ran missing = run_asmgw({"groups", "--config", "none.yaml"});
  CHECK(missing.status == 2);
  CHECK(missing.err.find("none.yaml") != std::string::npos);
}

TEST_CASE("a config counts in the folders below its own, for their files") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(".git");
  folder.write("sub/a/gw.yaml", "");
  folder.write(".asmgw.yaml", "groups: {found: [sub/a]}\n");
  fs::current_path("sub");
  CHECK(run_asmgw({"groups", "-v"}).out.find("found") != std::string::npos);
}

TEST_CASE("files named one by one and standard input are grouped") {
  const TemporaryFolder folder;
  const std::string gateway =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: a}\nspec: {selector: {a: b}, servers: []}\n";
  folder.write("base/gw.yaml", gateway);
  folder.write("base/kustomization.yaml", "resources: [gw.yaml]\n");
  World world = piped(gateway);
  const Ran ran = run_asmgw({"groups", "base/gw.yaml", "-"}, world);
  CHECK(ran.status == 0);
  CHECK(ran.out.find("kustomization base/kustomization.yaml") !=
        std::string::npos);
  CHECK(ran.out.find("one input") != std::string::npos);
}

}  // namespace asmgw::cli
