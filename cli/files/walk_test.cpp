// The same files on disk, in a commit, in the index and in memory: a walk finds
// the same, and kustomizations say the same of it.
#include "cli/files/walk.h"

#include "base/text.h"
#include "cli/files/disk_store.h"
#include "cli/files/git_store.h"
#include "cli/files/kustomizations.h"
#include "cli/files/tree_store.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

/// What a repository holds: texts, and links by their targets.
struct Files {
  std::map<std::string, std::string> texts, links;
};

/// `path`, with `!` behind it for a patch, or what could not be read.
Words listed(FileStore& store, const std::string& folder,
             const Words& include = {}, const Words& exclude = {}) {
  std::set<std::string> seen;
  const Walk found =
      walk(store, {folder, joined_path(folder, ""), include, exclude}, seen);
  Words told;
  for (const Error& error : found.errors) told.push_back(error.message);
  const auto around = kustomizations_above(found.files, store);
  REQUIRE(around);
  for (const std::string& file : found.files) {
    const bool patch = around->role_of(file) == FileRole::patch;
    told.push_back(file + (patch ? "!" : ""));
  }
  return told;
}

/// Does the same with each kind of store. Paths are those from the root, which
/// on disk is the current folder.
void with_each_store(const Files& files, const std::string& folder,
                     const std::function<void(FileStore&)>& check) {
  const Repository repository;
  MemoryStore memory;
  for (const auto& [path, text] : files.texts) {
    repository.write(path, text);
    memory.add(path, text);
  }
  for (const auto& [path, target] : files.links) {
    repository.write(path, "");  // for the folders above
    std::filesystem::remove(path);
    std::filesystem::create_symlink(target, path);
    memory.add_link(path, target);
  }
  repository.commit("x");
  const auto place = git_place();
  REQUIRE(place);
  const auto disk = disk_store(root_at(repository.path().string()), folder);
  const auto commit = git_store("HEAD", '0', folder, *place);
  const auto index = git_store("", '0', folder, *place);
  REQUIRE(commit);
  REQUIRE(index);
  const std::vector<std::pair<std::string, FileStore*>> stores{
      {"disk", disk.get()},
      {"commit", commit->get()},
      {"index", index->get()},
      {"memory", &memory}};
  for (const auto& one : stores) {
    CAPTURE(one.first);
    check(*one.second);
  }
}

void check_listed(const Files& files, const std::string& folder,
                  const Words& expected, const Words& include = {},
                  const Words& exclude = {}) {
  with_each_store(files, folder, [&](FileStore& store) {
    CHECK(listed(store, folder, include, exclude) == expected);
  });
}

Files tree() {
  Files made;
  for (const char* path :
       {"shop/a.yaml", "shop/a/z.yaml", "shop/a/b/y.yml", "shop/a-b/x.JSON",
        "shop/notes.txt", "shop/.hidden/h.yaml", "shop/.h.yaml",
        "shop/a/.more/b/h.yaml", "shop/yaml", "other/o.yaml", "top.yaml"})
    made.texts[path] = path;
  return made;
}

}  // namespace

TEST_CASE("stores: manifests are found by names within each folder") {
  check_listed(tree(), "shop",
               {"shop/.h.yaml", "shop/a/b/y.yml", "shop/a/z.yaml",
                "shop/a-b/x.JSON", "shop/a.yaml"});
  check_listed(tree(), "shop/a", {"shop/a/b/y.yml", "shop/a/z.yaml"});
  // What is named may be hidden.
  check_listed(tree(), "shop/.hidden", {"shop/.hidden/h.yaml"});
}

TEST_CASE("stores: globs see paths with the folder that was named") {
  check_listed(tree(), "shop", {"shop/a/b/y.yml", "shop/a/z.yaml"},
               {"shop/a/*"});
  check_listed(tree(), "shop",
               {"shop/.h.yaml", "shop/a-b/x.JSON", "shop/a.yaml"}, {}, {"a"});
  check_listed(tree(), "shop", {"shop/a/z.yaml"}, {"*.yaml"},
               {"a.yaml", ".h.yaml"});
  check_listed(tree(), "shop", {}, {}, {"shop"});
  with_each_store(tree(), "shop", [](FileStore& store) {
    std::set<std::string> seen;
    const Walk found =
        walk(store, {"shop", "shown/", {"*.yaml"}, {"shown/a"}}, seen);
    CHECK(found.files == Words{"shop/.h.yaml", "shop/a.yaml"});
    CHECK(found.excluded == Words{"shown/a"});
    CHECK(found.not_included == Words{"shown/a-b/x.JSON"});
  });
}

TEST_CASE("stores: a link to a file is that file, once") {
  Files files = tree();
  files.links = {{"shop/other.yaml", "../other/o.yaml"},
                 {"shop/second.yaml", "other.yaml"},
                 {"shop/.first.yaml", "a/z.yaml"},
                 {"shop/text.yaml", "notes.txt"},
                 {"shop/manifest.txt", "a.yaml"}};
  check_listed(
      files, "shop",
      {"shop/.h.yaml", "shop/a/b/y.yml", "shop/a/z.yaml", "shop/a-b/x.JSON",
       "shop/a.yaml", "shop/other.yaml", "shop/text.yaml"});
}

TEST_CASE("stores: links out, to folders, to nothing and in circles") {
  Files files = tree();
  files.links = {{"shop/out.yaml", "/etc/passwd"},
                 {"shop/above.yaml", "../../../../../../etc/passwd"},
                 {"shop/folder.yaml", "a"},
                 {"shop/current", "../other"},
                 {"shop/gone.yaml", "gone"},
                 {"shop/x.yaml", "y.yaml"},
                 {"shop/y.yaml", "x.yaml"},
                 {"shop/self.yaml", "self.yaml"}};
  check_listed(files, "shop/a", {"shop/a/b/y.yml", "shop/a/z.yaml"});
  check_listed(files, "shop",
               {"shop/.h.yaml", "shop/a/b/y.yml", "shop/a/z.yaml",
                "shop/a-b/x.JSON", "shop/a.yaml"});
}

TEST_CASE("stores: patches that kustomizations above and beside them name") {
  Files files = tree();
  files.texts["kustomization.yaml"] =
      "patches: [{path: shop/a/b/y.yml}, {path: ../gone.yaml}]\n";
  files.texts["shop/Kustomization"] =
      "patchesStrategicMerge: [./a.yaml, ../other/o.yaml]\n";
  files.texts["shop/a/kustomization.yml"] = "patches: [{path: ../.h.yaml}]\n";
  // A hidden folder's is looked into for what is below it alone.
  files.texts["shop/.hidden/kustomization.yaml"] =
      "patches: [{path: ../a/z.yaml}]\n";
  files.texts["patches.txt"] = "patches: [{path: x.JSON}]\n";
  files.links["shop/a-b/Kustomization"] = "../../patches.txt";
  files.links["shop/link.yaml"] = "../other/o.yaml";
  check_listed(
      files, "shop",
      {"shop/.h.yaml!", "shop/a/b/y.yml!", "shop/a/kustomization.yml",
       "shop/a/z.yaml", "shop/a-b/x.JSON!", "shop/a.yaml!", "shop/link.yaml"});
  check_listed(files, "other", {"other/o.yaml"});
  with_each_store(files, "shop", [](FileStore& store) {
    const auto around = kustomizations_above({"shop/a/z.yaml"}, store);
    REQUIRE(around);
    CHECK(around->by_folder.size() == 3);
    CHECK(around->by_folder.at("shop").front().path == "shop/Kustomization");
    CHECK(around->by_folder.at("shop").front().patches ==
          Words{"shop/a.yaml", "other/o.yaml"});
    CHECK(around->by_folder.at("").size() == 1);
  });
}

TEST_CASE("stores: what stands at a path, and its text") {
  Files files = tree();
  files.links = {{"shop/link.yaml", "../other/o.yaml"},
                 {"shop/gone.yaml", "gone"}};
  with_each_store(files, "shop", [](FileStore& store) {
    using Is = PathEnd::Is;
    const Words paths{"shop/a.yaml", "shop/link.yaml", "shop/gone.yaml", "shop",
                      "shop/none.yaml"};
    const auto ends = store.find(paths);
    REQUIRE(ends);
    std::vector<Is> kinds;
    for (const PathEnd& end : *ends) kinds.push_back(end.is);
    CHECK(kinds == std::vector<Is>{Is::file, Is::file, Is::nothing, Is::folder,
                                   Is::nothing});
    CHECK((*ends)[0].id != (*ends)[1].id);
    CHECK(store.holds("shop"));
    Words texts(paths.size());
    const auto take = [&](std::size_t i, const FileText& file) {
      texts[i] = file.too_large ? "too large" : file.text;
    };
    CHECK_FALSE(store.read({"shop/a.yaml", "shop/link.yaml", "shop/none.yaml"},
                           {1 << 20, 1 << 20, "these"}, take));
    CHECK(texts == Words{"shop/a.yaml", "other/o.yaml", "", "", ""});
    CHECK_FALSE(store.read({"shop/a.yaml"}, {4, 1 << 20, "these"}, take));
    CHECK(texts[0] == "too large");
  });
}

TEST_CASE("stores: files that several walks find are found once") {
  with_each_store(tree(), "shop", [](FileStore& store) {
    std::set<std::string> seen;
    const Words none;
    CHECK(walk(store, {"shop/a", "", none, none}, seen).files.size() == 2);
    CHECK(walk(store, {"shop", "", none, none}, seen).files ==
          Words{"shop/.h.yaml", "shop/a-b/x.JSON", "shop/a.yaml"});
  });
}

}  // namespace asmgw::cli
