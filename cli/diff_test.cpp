// asmgw diff as users, git and kubectl run it.
#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

std::string gateway(const std::string& name, const std::string& tls,
                    const std::string& hosts = "[shop.example.com]") {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: "
         "{name: " +
         name +
         ", namespace: shop}\nspec:\n  selector: {istio: ingressgateway}\n"
         "  servers:\n  - port: {number: 443, name: https, protocol: HTTPS}\n"
         "    hosts: " +
         hosts + "\n    tls: {" + tls + "}\n";
}

const std::string mutual = gateway("a", "mode: MUTUAL, credentialName: c"),
                  simple = gateway("a", "mode: SIMPLE, credentialName: c");

int status_of(const Words& words) {
  Words all{"diff", "old.yaml", "new.yaml"};
  all.insert(all.end(), words.begin(), words.end());
  return run_asmgw(std::move(all)).status;
}

}  // namespace

TEST_CASE("diff: the status tells the level, in whatever format") {
  const TemporaryFolder folder;
  struct Level {
    std::string name, older, newer;
    std::vector<int> statuses;  ///< for none, safe, risky, breaking, never
  };
  const std::vector<Level> levels{
      {"equal", simple, simple, {0, 0, 0, 0, 0}},
      {"none",
       simple,
       "# moved\n" + simple.substr(0, simple.size() - 2) + " }\n",
       {1, 0, 0, 0, 0}},
      {"safe",
       simple,
       gateway("a", "mode: SIMPLE, credentialName: c",
               "[shop.example.com, www.example.com]"),
       {1, 1, 0, 0, 0}},
      {"risky",
       simple,
       gateway("a", "mode: SIMPLE, credentialName: d"),
       {1, 1, 1, 0, 0}},
      {"breaking", mutual, simple, {1, 1, 1, 1, 0}}};
  const Words thresholds{"none", "safe", "risky", "breaking", "never"};
  for (const Level& one : levels) {
    CAPTURE(one.name);
    folder.write("old.yaml", one.older);
    folder.write("new.yaml", one.newer);
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
      CAPTURE(thresholds[i]);
      CHECK(status_of({"--fail-on", thresholds[i]}) == one.statuses[i]);
    }
    for (const char* format : {"full", "brief", "json", "markdown"}) {
      CAPTURE(format);
      CHECK(status_of({"-o", format}) == one.statuses[1]);
    }
    CHECK(status_of({"--level", "breaking"}) == one.statuses[1]);
    CHECK(status_of({"--exit-zero"}) == 0);
  }
}

TEST_CASE("diff: what cannot be read is no difference") {
  const TemporaryFolder folder;
  folder.write("old.yaml", mutual);
  folder.write("new.yaml", "kind: Gateway\nspec: [\n");
  for (const Words& words : {Words{}, Words{"-o", "json"}, Words{"--exit-zero"},
                             Words{"--fail-on", "never"}}) {
    CHECK(status_of(words) == 2);
  }
  const Ran ran = run_asmgw({"diff", "old.yaml", "new.yaml"});
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "new.yaml:2:7: this \"[\" is never closed"));
  CHECK(run_asmgw({"diff", "old.yaml", "gone.yaml"}).status == 2);
  folder.write("context.yaml",
               "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
               "metadata: [\n");
  CHECK(run_asmgw({"diff", "old.yaml", "old.yaml", "--context", "context.yaml"})
            .status == 2);
  for (const char* text : {"a: [\n", "<html>not found</html>\n", "- 1\n",
                           "error: you must be logged in to the server\n"}) {
    folder.write("new.yaml", text);
    CHECK(run_asmgw({"diff", "old.yaml", "new.yaml"}).err ==
          "asmgw: new.yaml: no Kubernetes object in it; what is not there is "
          "/dev/null\n");
    CHECK(run_asmgw({"diff", "new.yaml", "old.yaml"}).status == 2);
  }
}

TEST_CASE("diff: a side with nothing in it") {
  const TemporaryFolder folder;
  folder.write("new.yaml", simple);
  folder.write("service.yaml", "apiVersion: v1\nkind: Namespace\n");
  folder.write("list.yaml", "apiVersion: v1\nkind: List\nitems: []\n");
  folder.write("comments.yaml", "# all gone\n---\n");
  folder.write("empty.yaml", "");
  for (const std::string nothing : {"/dev/null", "empty.yaml", "comments.yaml",
                                    "list.yaml", "service.yaml"}) {
    CAPTURE(nothing);
    const bool meant = nothing == "/dev/null";
    CHECK(run_asmgw({"diff", nothing, "new.yaml"}).status == (meant ? 1 : 2));
    CHECK(run_asmgw({"diff", "new.yaml", nothing}).status == (meant ? 1 : 2));
    const Words allowed{"diff", "-o", "brief", "--allow-empty"};
    const auto brief = [&](const std::string& older, const std::string& newer) {
      Words words = allowed;
      words.insert(words.end(), {older, newer});
      return run_asmgw(std::move(words));
    };
    CHECK(contains(brief(nothing, "new.yaml").out, "gateway-added"));
    CHECK(contains(brief("new.yaml", nothing).out, "gateway-removed"));
    const Ran none = brief(nothing, "empty.yaml");
    CHECK(none.status == 0);
    CHECK(contains(none.err, "asmgw: no Gateway found on either side\n"));
  }
}

TEST_CASE("diff: one workload of several") {
  const TemporaryFolder folder;
  const auto on = [](std::string text, const std::string& workload) {
    return text.replace(text.find("ingressgateway"), 14, workload);
  };
  const std::string other =
      "---\n" + on(gateway("b", "mode: PASSTHROUGH"), "internal");
  folder.write("old.yaml", mutual + other);
  folder.write("new.yaml", simple + other);
  CHECK(status_of({"--workload", "selector(istio=ingressgateway)"}) == 1);
  CHECK(status_of({"--workload", "selector(istio=internal)"}) == 0);
  // One that is on the old side alone is known as well.
  folder.write("new.yaml", simple);
  CHECK(status_of({"--workload", "selector(istio=internal)"}) == 1);
  const Ran unknown =
      run_asmgw({"diff", "old.yaml", "new.yaml", "--workload", "nginx"});
  CHECK(unknown.status == 2);
  CHECK(unknown.out.empty());
  CHECK(unknown.err ==
        "asmgw: --workload: no workload has the id \"nginx\"; there are "
        "selector(istio=ingressgateway), selector(istio=internal)\n");
}

TEST_CASE("diff: other objects are counted, and named where they differ") {
  const TemporaryFolder folder;
  const auto service = [](const std::string& more) {
    return "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: gw\n"
           "  namespace: istio-system\n" +
           more;
  };
  const std::string route =
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {name: shop, namespace: shop}\n"
      "spec: {hosts: [shop.example.com], gateways: [a]}\n";
  const std::string ports = "spec: {ports: [{name: https, port: 443}]}\n";
  folder.write("old.yaml", simple + service(ports) + route);
  const auto out = [&](const std::string& newer) {
    folder.write("new.yaml", newer);
    return run_asmgw({"diff", "old.yaml", "new.yaml"}).out;
  };
  constexpr std::string_view counted = "2 objects of other kinds not compared";
  CHECK(contains(out(simple + service(ports) + route), counted));
  CHECK(!contains(out(simple + service(ports) + route), "differ ("));
  // What the API server adds and how it is written are no difference.
  CHECK(!contains(out(simple + route +
                      service("  uid: 0000\n  resourceVersion: '7'\n"
                              "spec: {ports: [{port: 443, name: https}]}\n"
                              "status: {loadBalancer: {}}\n")),
                  "differ ("));
  const std::string differs = out(
      simple + service("spec: {ports: [{name: https, port: 8443}]}\n") + route);
  CHECK(contains(differs, counted));
  CHECK(
      contains(differs,
               "note: 1 object of other kinds differs (Service "
               "istio-system/gw): both sides are merged with those of NEW\n"));
  // Where a side has none of the kind it takes those of the other.
  CHECK(!contains(out(simple + service(ports)), "differ ("));
}

TEST_CASE("diff in git: files that move, go and are hard to name") {
  const Repository repository;
  const std::string name = "gateways für alle/sh\xc3\xb6p \"1\".yaml";
  repository.write(name, mutual);
  repository.write("b.yaml",
                   gateway("b", "mode: PASSTHROUGH", "[b.example.com]"));
  repository.commit("first");
  CHECK(run_asmgw({"diff"}).status == 0);
  repository.write(name, simple);
  const Ran edited = run_asmgw({"diff", "-o", "brief"});
  CHECK(edited.status == 1);
  CHECK(contains(edited.out, "tls-client-auth-dropped"));
  CHECK(contains(edited.out, "sh\xc3\xb6p"));
  CHECK(run_asmgw({"diff", "HEAD:" + name}).status == 1);
  CHECK(run_asmgw({"diff", "HEAD:b.yaml"}).status == 0);
  repository.commit("second");
  CHECK(run_asmgw({"diff", "HEAD~1", "HEAD"}).status == 1);
  CHECK(run_asmgw({"diff", "HEAD~1...HEAD"}).status == 1);
  repository.git({"mv", "b.yaml", "c d.yaml"});
  const Ran renamed = run_asmgw({"diff"});
  CHECK(renamed.status == 0);
  CHECK(contains(renamed.out, "no effective difference"));
  repository.git({"rm", "-q", "-f", "c d.yaml"});
  const Ran deleted = run_asmgw({"diff", "-o", "brief"});
  CHECK(deleted.status == 1);
  CHECK(contains(deleted.out, "gateway-removed"));
}

TEST_CASE("diff in git: what is not there") {
  const Repository repository;
  repository.write("a.yaml", mutual);
  repository.commit("first");
  repository.write("a.yaml", simple);
  repository.commit("second");
  for (const Words& words :
       {Words{"diff", "v9"}, Words{"diff", "v9:a.yaml"},
        Words{"diff", "HEAD:gone.yaml"}, Words{"diff", "HEAD~2"}}) {
    const Ran ran = run_asmgw(words);
    CAPTURE(ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
  }
  repository.git({"clone", "-q", "--depth=1",
                  "file://" + repository.path().string(), "shallow"});
  repository.go("shallow");
  CHECK(run_asmgw({"diff"}).status == 0);
  const Ran shallow = run_asmgw({"diff", "HEAD~1"});
  CHECK(shallow.status == 2);
  CHECK(contains(shallow.err, "shallow"));
}

namespace {

/// What kubectl diff does with KUBECTL_EXTERNAL_DIFF: words that are more than
/// letters, digits, `-` and `=` are dropped, and the folders come first.
Ran kubectl_diff(const std::string& variable, const World& world = {}) {
  Words words{"LIVE-123", "MERGED-456"};
  std::string word;
  bool program = true;
  for (char c : variable + ' ') {
    if (c != ' ') {
      word += c;
      continue;
    }
    const bool passes =
        !word.empty() && std::all_of(word.begin(), word.end(), [](char one) {
          const auto byte = static_cast<unsigned char>(one);
          return std::isalnum(byte) || one == '-' || one == '=';
        });
    if (!program && passes) words.push_back(word);
    program = false;
    word.clear();
  }
  return run_asmgw(std::move(words), world);
}

}  // namespace

TEST_CASE("diff as kubectl diff runs it") {
  const TemporaryFolder folder;
  const std::string file = "networking.istio.io.v1.Gateway.shop.a";
  folder.write("LIVE-123/" + file, mutual);
  folder.write("MERGED-456/" + file, simple);
  const Ran full = kubectl_diff("asmgw diff");
  CHECK(full.status == 1);
  CHECK(contains(full.out, "breaking[tls-client-auth-dropped]"));
  CHECK(contains(full.out, "other Gateways of the workload were not seen"));
  // A path would be dropped, so that it comes as a variable.
  folder.write("others/b.yaml",
               gateway("b", "mode: PASSTHROUGH", "[b.example.com]"));
  const Ran dropped = kubectl_diff("asmgw diff --context others/b.yaml -q");
  CHECK(dropped.status == 2);
  World with_context;
  with_context.environment["ASMGW_CONTEXT"] = "others/b.yaml";
  const Ran brief = kubectl_diff("asmgw diff --output=brief -q", with_context);
  CHECK(brief.status == 1);
  CHECK(brief.err.empty());
  CHECK(std::count(brief.out.begin(), brief.out.end(), '\n') == 1);
  CHECK(!contains(brief.out, "other Gateways"));
  CHECK(kubectl_diff("asmgw diff --fail-on=never").status == 0);
  // kubectl takes more than 1 for a failure.
  folder.write("MERGED-456/" + file, "kind: Gateway\nspec: [\n");
  CHECK(kubectl_diff("asmgw diff").status == 2);
}

TEST_CASE("diff as kubectl diff runs it: objects that come, go, are others") {
  const TemporaryFolder folder;
  const std::string file = "networking.istio.io.v1.Gateway.shop.a";
  const std::string service = "v1.Service.shop.s";
  folder.write("LIVE-123/" + file, "");
  folder.write("MERGED-456/" + file, simple);
  CHECK(
      contains(kubectl_diff("asmgw diff --output=brief").out, "gateway-added"));
  folder.write("LIVE-123/" + file, simple);
  CHECK(kubectl_diff("asmgw diff").status == 0);
  folder.write("LIVE-123/" + service, "kind: Service\nspec: {a: 1}\n");
  folder.write("MERGED-456/" + service, "kind: Service\nspec: {a: 2}\n");
  const Ran ran = kubectl_diff("asmgw diff");
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "+spec: {a: 2}"));
  CHECK(kubectl_diff("asmgw diff --fail-on=never").status == 0);
}

}  // namespace asmgw::cli
