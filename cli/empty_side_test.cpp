// Sides of a comparison without Gateways: by accident, and not.
#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

const std::string gateway =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
    "metadata: {name: a, namespace: shop}\n"
    "spec:\n  selector: {istio: ingressgateway}\n  servers:\n"
    "  - port: {number: 80, name: http, protocol: HTTP}\n    hosts: [a.com]\n";

/// What is said, or "" where the comparison is made.
std::string refusal(const Words& sides, const World& world = {}) {
  Words words{"diff", "-q", "-o", "brief"};
  words.insert(words.end(), sides.begin(), sides.end());
  const Ran ran = run_asmgw(words, world);
  return ran.status == 2 ? ran.err : "";
}

std::string empty_side(const std::string& side, const std::string& found) {
  return "asmgw: " + side + " has no Gateway: " + found +
         "; --allow-empty if that is meant\n";
}

}  // namespace

TEST_CASE("diff of nothing: what is found instead is said") {
  struct Case {
    std::string text, found;
  };
  const std::array<Case, 8> cases{{
      {"", "old.yaml is empty"},
      {"# all gone\n---\n", "no object in old.yaml"},
      {"apiVersion: v1\nkind: List\nitems: []\n", "an empty List"},
      {"apiVersion: v1\nkind: ConfigMap\n",
       "1 object of another kind (ConfigMap)"},
      {"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n---\n"
       "kind: Service\n---\nkind: Service\n",
       "3 objects of other kinds (Service, gateway.networking.k8s.io Gateway)"},
      {"kind: List\nitems:\n- {kind: Secret}\n- {kind: \"\\e[1mX\"}\n",
       "2 objects of other kinds (Secret, \\x1b[1mX)"},
      {"kind: A\n---\nkind: B\n---\nkind: C\n---\nkind: D\n---\nkind: E\n",
       "5 objects of other kinds (A, B, C, D, +1 more)"},
      {"kind: A\n---\na: b # kind\n",
       "1 object of another kind (A), 1 document without a kind"},
  }};
  const TemporaryFolder folder;
  folder.write("gw.yaml", gateway);
  for (const Case& one : cases) {
    CAPTURE(one.found);
    folder.write("old.yaml", one.text);
    CHECK(refusal({"old.yaml", "gw.yaml"}) ==
          empty_side("OLD (old.yaml)", one.found));
    CHECK(refusal({"gw.yaml", "old.yaml"}) ==
          empty_side("NEW (old.yaml)", one.found));
    CHECK(refusal({"gw.yaml", "gw.yaml", "--live", "old.yaml"}) ==
          empty_side("--live (old.yaml)", one.found));
    // What the context holds is no side.
    CHECK(!refusal({"old.yaml", "gw.yaml", "--context", "gw.yaml"}).empty());
    CHECK(refusal({"old.yaml", "gw.yaml", "--allow-empty"}).empty());
  }
}

TEST_CASE("diff of nothing: templates, folders, standard input") {
  const TemporaryFolder folder;
  folder.write("gw.yaml", gateway);
  folder.write("chart/gw.yaml", "kind: Gateway\nspec: {{ .Values.a }}\n");
  std::filesystem::create_directory("empty");
  CHECK(contains(refusal({"chart", "gw.yaml"}),
                 empty_side("OLD (chart)", "1 template or patch")));
  CHECK(refusal({"empty", "gw.yaml"}) ==
        empty_side("OLD (empty)", "no YAML or JSON file in empty"));
  CHECK(refusal({"-", "gw.yaml"}, piped("")) ==
        empty_side("OLD (<stdin>)", "stdin is empty"));
  // Both are told of.
  CHECK(refusal({"-", "empty"}, piped("")) ==
        empty_side("OLD (<stdin>)", "stdin is empty") +
            empty_side("NEW (empty)", "no YAML or JSON file in empty"));
  CHECK(refusal({"/dev/null", "gw.yaml"}).empty());
  CHECK(refusal({"gw.yaml", "/dev/null"}).empty());
  CHECK(refusal({"/dev/null", "/dev/null"}).empty());
}

TEST_CASE(
    "diff of nothing: what came and went in a repository is no accident") {
  const Repository repository;
  repository.write("docs/a.yaml", "kind: ConfigMap\n");
  repository.commit("first");
  repository.write("gws/a.yaml", gateway);
  repository.commit("comes");
  repository.git({"rm", "-q", "-r", "gws"});
  repository.commit("goes");
  repository.git({"tag", "gone"});
  repository.write("gws/a.yaml", gateway);
  for (const Words& words :
       {Words{"HEAD~2", "HEAD~1"}, Words{"HEAD~2...HEAD~1"},
        Words{"HEAD~1..HEAD"}, Words{"HEAD~2..HEAD~1", "gws"}, Words{},
        Words{"HEAD~2"}, Words{"--old-rev", "HEAD", "."}, Words{"HEAD:", "."},
        Words{"HEAD:docs", "HEAD~1:docs"}}) {
    CAPTURE(words.size());
    const bool comes = words.empty() || words.front() != "HEAD:docs";
    CHECK(refusal(words).empty() == comes);
  }
  // Another place, and one that never had any.
  CHECK(!refusal({"HEAD:docs", "gws"}).empty());
  CHECK(!refusal({"HEAD:docs", "docs"}).empty());
  CHECK(!refusal({"HEAD~2..HEAD", "docs"}).empty());
  repository.git({"rm", "-q", "--cached", "-r", "docs"});
  CHECK(refusal({"HEAD~1:gws", "HEAD:docs"}) ==
        empty_side("NEW (HEAD:docs)", "1 object of another kind (ConfigMap)"));
}

TEST_CASE("diff of nothing: kubectl hands over whatever it applies") {
  const TemporaryFolder folder;
  folder.write("LIVE-1/v1.ConfigMap.shop.s", "kind: ConfigMap\ndata: {a: b}\n");
  folder.write("MERGED-1/v1.ConfigMap.shop.s", "kind: ConfigMap\n");
  const Ran ran = run_asmgw({"diff", "LIVE-1", "MERGED-1"});
  CHECK(ran.status == 1);
}

}  // namespace asmgw::cli
