// Groups of a config, and its faults with their places.
#include "mesh/group_config.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace asmgw {
namespace {

/// `line:column: message` of each fault.
std::vector<std::string> faults_of(std::string text) {
  const SourceFile file(".asmgw.yaml", std::move(text));
  std::vector<std::string> all;
  for (const ConfigFault& one : read_config(file, FileId{}, {}).faults) {
    const Place at = file.place(one.range.begin);
    all.push_back(fmt::format("{}:{}: {}", at.line, at.column, one.message));
  }
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("groups of a config, in its order") {
  const SourceFile file(".asmgw.yaml",
                        "groups:\n"
                        "  prod: [envs/prod/**, &base base/**]\n"
                        "  dev:\n  - envs/dev/**\n  - *base\n"
                        "  1: one.yaml\n");
  const GroupConfig config = read_config(file, FileId{}, {});
  CHECK(config.faults.empty());
  REQUIRE(config.groups.size() == 3);
  CHECK(config.groups[0].name == "prod");
  CHECK(config.groups[0].globs == Texts{"envs/prod/**", "base/**"});
  CHECK(config.groups[1].globs == Texts{"envs/dev/**", "base/**"});
  CHECK(config.groups[2].name == "1");
  CHECK(config.groups[2].globs == Texts{"one.yaml"});
}

TEST_CASE("a config that is empty says nothing") {
  CHECK(faults_of("").empty());
  CHECK(faults_of("# nothing\n---\n").empty());
}

TEST_CASE("faults of a config") {
  CHECK(faults_of("group:\n  a: [b]\n") ==
        Texts{"1:1: unknown key \"group\" (did you mean \"groups\"?)"});
  CHECK(faults_of("groups: {}\nrules: {}\n") ==
        Texts{"2:1: unknown key \"rules\""});
  CHECK(faults_of("- a\n") == Texts{"1:1: is no mapping with the key groups"});
  CHECK(faults_of("groups: [a]\n") ==
        Texts{"1:9: groups is a mapping of names to lists of globs"});
  CHECK(faults_of("groups:\n  a: [b, {c: d}]\n") ==
        Texts{"2:10: is no glob such as envs/prod/**"});
  CHECK(faults_of("groups:\n  a: []\n") ==
        Texts{"2:6: has no glob such as envs/prod/**"});
  CHECK(faults_of("groups: {a: b}\n---\ngroups: {}\n").size() == 1);
  CHECK(faults_of("groups: {a: b, a: c}\n").size() == 1);
  CHECK_FALSE(faults_of("groups: [\n").empty());
}

}  // namespace asmgw
