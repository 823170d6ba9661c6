// What holds of all groups, and how long they take.
#include "mesh/groups.h"
#include "testing/group_trees.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <random>

namespace asmgw {
namespace {

using namespace group_trees;

constexpr auto apart = Relation::apart;

GroupInput shuffled(GroupInput input, std::mt19937& random) {
  std::shuffle(input.files.begin(), input.files.end(), random);
  std::shuffle(input.kustomizations.begin(), input.kustomizations.end(),
               random);
  std::shuffle(input.folders.begin(), input.folders.end(), random);
  return input;
}

/// A repository with something of everything, made by chance.
GroupInput some_repository(std::mt19937& random) {
  const auto pick = [&](const Texts& from) {
    return from[random() % from.size()];
  };
  const Texts folders{"",          "base",      "envs/dev", "envs/prod",
                      "apps/shop", "apps/blog", "steps/01", "clusters/east"};
  const Texts names{"shop/web", "web", "shop/edge", "mesh/edge", "edge", "x"};
  Repo made;
  for (int i = 0; i < 12; ++i) {
    const std::string folder = pick(folders);
    made.file((folder.empty() ? "" : folder + '/') + fmt::format("{}.yaml", i),
              {pick(names)});
    if (random() % 5 == 0) made.input.files.back().patch = true;
    if (random() % 4 == 0) made.input.files.back().live = true;
    if (random() % 9 == 0) made.input.files.back().alone = true;
  }
  for (const std::string& folder : folders)
    if (random() % 3 == 0)
      made.kustomization(
          folder.empty() ? "kustomization.yaml"
                         : folder + "/kustomization.yaml",
          fmt::format("resources: [/{}, 1.yaml, 2.yaml, ../../base, ../dev]\n"
                      "namespace: {}\npatches: [{{path: 3.yaml}}]\n",
                      pick(folders), pick({"''", "shop", "mesh"})));
  if (random() % 2 == 0)
    made.deployed(
        "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n"
        "metadata: {name: a}\n"
        "spec: {generators: [{git: {directories: [{path: apps/*}]}}]}\n");
  if (random() % 3 == 0) made.config("prod", {"envs/prod", "base"});
  if (random() % 3 == 0) made.config("dev", {"envs/dev", "base"});
  return made.input;
}

}  // namespace

TEST_CASE(
    "property: relations are symmetric, files are in groups, the order "
    "of the input says nothing") {
  std::mt19937 random(1);
  for (int run = 0; run < 300; ++run) {
    CAPTURE(run);
    const GroupInput input = some_repository(random);
    const MeshGroups groups(input), again(shuffled(input, random));
    CHECK(listed(groups) == listed(again));
    const auto count = static_cast<GroupIndex>(groups.all().size());
    for (GroupIndex a = 0; a < count; ++a) {
      std::vector<GroupIndex> open;
      for (GroupIndex b = 0; b < count; ++b) {
        CHECK(groups.relation(a, b) == groups.relation(b, a));
        CHECK(groups.relation(a, b) == again.relation(a, b));
        if (a != b && groups.relation(a, b) != apart) open.push_back(b);
      }
      CHECK(groups.not_apart_from(a) == open);
    }
    for (FileIndex a = 0; a < groups.files().size(); ++a) {
      CHECK_FALSE(groups.of_file(a).empty());
      for (FileIndex b = 0; b < groups.files().size(); ++b)
        CHECK(groups.of_files(a, b) == groups.of_files(b, a));
    }
    for (GroupIndex a = 0; a < count; ++a) {
      std::vector<bool> seen(groups.files().size());
      for (const auto& variant : groups.variants(a))
        for (FileIndex file : variant) seen[file] = true;
      for (const GroupMember& member : groups.all()[a].members)
        CHECK(seen[member.file]);
    }
  }
}

TEST_CASE("includes that double at each step come to an end") {
  Repo tree;
  tree.file("k0/gw.yaml", {"a"});
  for (int i = 0; i < 40; ++i)
    for (const char* side : {"a", "b"})
      tree.kustomization(
          fmt::format("{}{}/kustomization.yaml", side, i),
          fmt::format("namePrefix: {}\nresources: [../a{}, ../b{}]\n", side,
                      i + 1, i + 1));
  const MeshGroups groups(tree.input);
  CHECK(groups.cut_off());
  CHECK(listed(groups) == Texts{"k0: k0/gw.yaml"});
}

}  // namespace asmgw
