// asmgw diff of trees that hold more than one mesh.
#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

std::string gateway(const std::string& hosts, const std::string& name = "gw") {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: "
         "{name: " +
         name +
         ", namespace: shop}\nspec:\n  selector: {istio: ingressgateway}\n"
         "  servers:\n  - port: {number: 80, name: http, protocol: HTTP}\n"
         "    hosts: [" +
         hosts + "]\n";
}

std::string route(const std::string& host) {
  return "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
         "metadata: {name: r, namespace: shop}\n"
         "spec: {hosts: [" +
         host +
         "], gateways: [gw], http: [{route: [{destination: {host: web}}]}]}\n";
}

struct Told {
  int status;
  std::string out, err;
};

/// `brief` on stdout, the last line of stderr.
Told told(Words sides, const World& world = {}) {
  sides.insert(sides.begin(), {"diff", "-o", "brief"});
  const Ran ran = run_asmgw(std::move(sides), world);
  return {ran.status, ran.out, ran.err};
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Two environments, committed.
void write_envs(const Repository& repository) {
  for (const std::string env : {"dev", "prod"})
    repository.write("envs/" + env + "/gw.yaml", gateway("a.com, b.com"));
  repository.commit("first");
}

}  // namespace

TEST_CASE("diff by group: each environment is compared with itself") {
  const Repository repository;
  write_envs(repository);
  CHECK(told({}).status == 0);
  // The one that a merge of all would not have seen, as the last copy wins.
  repository.write("envs/dev/gw.yaml", gateway("a.com"));
  for (const Words& sides :
       {Words{}, Words{"HEAD", "."}, Words{"HEAD:envs", "envs"},
        Words{"HEAD:envs", "./envs/"}}) {
    const Told dev = told(sides);
    CAPTURE(dev.out);
    CHECK(dev.status == 1);
    CHECK(lines_in(dev.out) == 1);
    CHECK(contains(dev.out, "breaking[host-removed] b.com"));
    CHECK(contains(dev.out, "(group envs/dev)\n"));
    CHECK(contains(dev.err, " in 2 groups: 1 breaking, 0 risky, 0 safe."));
  }
  CHECK(told({"--together"}).status == 0);
  CHECK(told({"--group", "envs/prod"}).status == 0);
  CHECK(told({"--group", "envs/dev"}).status == 1);
  CHECK(told({"--group", "envs/prod", "--group", "envs/dev"}).status == 1);
  const Told none = told({"--group", "envs/dve"});
  CHECK(none.status == 2);
  CHECK(contains(none.err, "did you mean \"envs/dev\"?"));
  const std::string full = run_asmgw({"diff"}).out;
  CHECK(full.starts_with("GROUP envs/dev\nbreaking: 1"));
  CHECK(full.ends_with(
      "\nno effective difference in 1 other group: envs/prod\n"));
  repository.git({"switch", "-q", "-c", "topic"});
  repository.commit("second");
  CHECK(told({"main...HEAD"}).out.ends_with("(group envs/dev)\n"));
  CHECK(told({"HEAD", "main"}).out.ends_with("(group envs/dev)\n"));
  repository.go("envs");
  CHECK(told({"main...HEAD"}).out.ends_with("(group dev)\n"));
}

TEST_CASE("diff by group: groups that come, go, and are called otherwise") {
  const Repository repository;
  write_envs(repository);
  repository.write("envs/stage/gw.yaml", gateway("c.com"));
  const Told come = told({});
  CHECK(lines_in(come.out) == 1);
  CHECK(contains(come.out, "safe[gateway-added]"));
  CHECK(contains(come.out, "(group envs/stage)"));
  repository.git({"mv", "envs/prod", "envs/live"});
  const Told renamed = told({});
  CHECK(lines_in(renamed.out) == 1);
  CHECK(contains(renamed.err, " in 3 groups: 0 breaking, 0 risky, 1 safe."));
  repository.git({"rm", "-q", "-r", "envs/dev"});
  CHECK(contains(told({}).out, "breaking[gateway-removed]"));
}

TEST_CASE("diff by group: two folders are paired by what lies in them") {
  const TemporaryFolder folder;
  for (const std::string env : {"dev", "prod"}) {
    folder.write("old/" + env + "/gw.yaml", gateway("a.com, b.com"));
    folder.write("new/" + env + "/gw.yaml", gateway("a.com, b.com"));
  }
  folder.write("new/dev/gw.yaml", gateway("a.com"));
  const Told ran = told({"old", "new"});
  CHECK(lines_in(ran.out) == 1);
  CHECK(ran.out.ends_with("(group dev)\n"));
  CHECK(told({"old", "new", "--group", "prod"}).status == 0);
  CHECK(told({"old", "new", "--group", "new/dev"}).status == 1);
}

TEST_CASE("diff by group: a Gateway that moves to another group is named") {
  const Repository repository;
  repository.write("shop/gw.yaml", gateway("a.com"));
  repository.write("blog/gw.yaml", gateway("b.com", "blog"));
  repository.write("shop/blog.yaml", gateway("c.com", "more"));
  repository.commit("first");
  repository.git({"mv", "shop/blog.yaml", "blog/more.yaml"});
  CHECK(contains(run_asmgw({"diff"}).out,
                 "note: shop/more is in the group blog now"));
  CHECK(told({"--together"}).status == 0);
}

TEST_CASE("diff by group: what one mesh has is compared with one mesh") {
  const TemporaryFolder folder;
  folder.write("apps/shop/gw.yaml", gateway("a.com"));
  folder.write("apps/blog/gw.yaml", gateway("b.com", "blog"));
  const std::string both =
      gateway("a.com") + "---\n" + gateway("b.com", "blog");
  const Told apps = told({"-", "apps"}, piped(both));
  CHECK(apps.status == 0);
  CHECK(contains(apps.err, "Compared 2 Gateways of <stdin> with 2 Gateways"));
  folder.write("envs/dev/gw.yaml", gateway("a.com"));
  folder.write("envs/prod/gw.yaml", gateway("a.com, b.com"));
  const Told envs = told({"-", "envs"}, piped(gateway("a.com")));
  CHECK(envs.status == 2);
  CHECK(contains(envs.err, "NEW (envs) holds more than one mesh"));
  CHECK(contains(envs.err, ": envs/dev, envs/prod\n"));
  CHECK(told({"-", "envs", "--group", "envs/dev"}, piped(gateway("a.com")))
            .status == 0);
  CHECK(told({"-", "envs", "--group", "envs/prod"}, piped(gateway("a.com")))
            .status == 1);
  // A live side is one mesh as well.
  folder.write("dump.yaml", gateway("a.com"));
  const Words live{"envs", "envs", "--live", "dump.yaml"};
  CHECK(told(live).status == 2);
  Words dev = live;
  dev.insert(dev.end(), {"--group", "envs/dev"});
  CHECK(told(dev).status == 0);
}

TEST_CASE("diff by group: kustomizations are those of the side") {
  const Repository repository;
  repository.write("base/gw.yaml", gateway("a.com"));
  repository.write("base/kustomization.yaml", "resources: [gw.yaml]\n");
  for (const std::string env : {"dev", "prod"})
    repository.write("envs/" + env + "/kustomization.yaml",
                     "resources: [../../base]\nnamePrefix: " + env + "-\n");
  repository.commit("first");
  CHECK(told({}).status == 0);
  repository.write("envs/dev/kustomization.yaml",
                   "resources: [../../base]\nnamePrefix: test-\n");
  const Told ran = told({"--level", "none", "--fail-on", "none"});
  CAPTURE(ran.out);
  CHECK(contains(ran.out, "shop/test-gw"));
  CHECK(contains(ran.out, "(group envs/dev)"));
  CHECK(!contains(ran.out, "envs/prod"));
  repository.commit("second");
  CHECK(contains(told({"HEAD~1", "HEAD", "--level", "none"}).out,
                 "shop/test-gw"));
}

TEST_CASE("diff by group: the config names the groups of both sides") {
  const Repository repository;
  repository.write("a/gw.yaml", gateway("a.com"));
  repository.write("b/gw.yaml", gateway("b.com", "other"));
  repository.write("c/gw.yaml", gateway("c.com", "third"));
  repository.commit("first");
  repository.write(".asmgw.yaml", "groups: {one: [a/**, b/**], two: [c/**]}\n");
  repository.git({"mv", "a/gw.yaml", "b/moved.yaml"});
  repository.write("c/gw.yaml", gateway("d.com", "third"));
  const Told ran = told({});
  CHECK(lines_in(ran.out) == 2);  // of the host that goes and that comes
  CHECK(contains(ran.out, "(group two)"));
  CHECK(!contains(ran.out, "(group one)"));
}

TEST_CASE("diff by group: routes of another environment do not count") {
  const Repository repository;
  write_envs(repository);
  repository.write("envs/prod/route.yaml", route("b.com"));
  repository.commit("route");
  for (const std::string env : {"dev", "prod"})
    repository.write("envs/" + env + "/gw.yaml", gateway("a.com"));
  const std::string out = run_asmgw({"diff"}).out;
  const std::size_t prod = out.find("GROUP envs/prod");
  REQUIRE(prod != std::string::npos);
  CHECK(!contains(out.substr(0, prod), "shop/web"));
  CHECK(contains(out.substr(prod), "shop/web"));
}

TEST_CASE("diff by group: what is the same on both sides need not be merged") {
  const Repository repository;
  repository.write("base/gw.yaml", gateway("a.com, b.com"));
  repository.write("base/kustomization.yaml", "resources: [gw.yaml]\n");
  for (const std::string env : {"dev", "prod"})
    repository.write("envs/" + env + "/kustomization.yaml",
                     "resources: [../../base]\n");
  repository.write("edge/gw.yaml", gateway("e.com", "edge"));
  repository.write("apps/web/route.yaml", route("b.com"));
  repository.write("notes.yaml", "a: 1\n");
  repository.commit("first");
  struct Edit {
    std::string path, text;
  };
  const std::vector<Edit> edits{
      {"notes.yaml", "a: 2\n"},
      {"edge/gw.yaml", gateway("f.com", "edge")},
      {"apps/web/route.yaml", route("a.com")},
      {"apps/web/route.yaml", route("b.com") + "---\n" + gateway("c.com", "w")},
      {"envs/dev/kustomization.yaml",
       "resources: [../../base]\nnamespace: other\n"},
      {"envs/dev/kustomization.yaml", "resources: [../../base, more.yaml]\n"},
      {"envs/dev/more.yaml", gateway("d.com", "more")},
      {"base/gw.yaml", gateway("b.com")},
      {"base/gw.yaml", "# " + gateway("a.com, b.com")},
  };
  const auto text = [](const Words& options) {
    Words words{"diff", "HEAD", ".", "-o", "full", "--level", "none"};
    words.insert(words.end(), options.begin(), options.end());
    const Ran ran = run_asmgw(std::move(words));
    return std::to_string(ran.status) + ran.out + ran.err;
  };
  for (const Edit& edit : edits) {
    CAPTURE(edit.path);
    CAPTURE(edit.text);
    repository.write(edit.path, edit.text);
    // A workload that is asked for is looked for in all groups.
    const std::string all =
        text({"--workload", "selector(istio=ingressgateway)"});
    CHECK(text({}) == all);
    repository.git({"checkout", "-q", "."});
    repository.git({"clean", "-q", "-f"});
  }
}

TEST_CASE("diff by group: --without, --context, --approve and --requests") {
  const Repository repository;
  write_envs(repository);
  repository.write("context.yaml", gateway("c.com", "shared"));
  const Told without = told({"--without", "shop/gw", "envs"});
  CHECK(lines_in(without.out) == 2);
  CHECK(told({"--without", "shop/no", "envs"}).status == 2);
  const Told context = told({"HEAD:envs", "envs", "--context", "context.yaml"});
  CHECK(context.status == 0);
  CHECK(contains(context.err, "Compared 4 Gateways"));

  for (const std::string env : {"dev", "prod"})
    repository.write("envs/" + env + "/gw.yaml", gateway("a.com"));
  const std::string full = run_asmgw({"diff", "--group", "envs/dev"}).out;
  const std::size_t at = full.find("(fingerprint ");
  REQUIRE(at != std::string::npos);
  repository.write("approved", full.substr(at + 13, 32) + "  # seen\n");
  // What is approved in one group is not in another.
  const Told approved = told({"--approve", "approved"});
  CHECK(!contains(approved.out, "(group envs/dev)"));
  CHECK(contains(approved.out, "(group envs/prod)"));
  CHECK(!contains(approved.err, "unused approval"));

  const std::string requests = "requests: {\"http://c.com/\": 404}\n";
  repository.write("t.test.yaml", requests);
  const Words ask{"HEAD:envs", "envs", "--requests", "t.test.yaml"};
  const Told unnamed = told(ask);
  CHECK(unnamed.status == 2);
  CHECK(contains(unnamed.err, "--requests asks one mesh, and 2 groups"));
  repository.write("t.test.yaml", "group: envs/prod\n" + requests);
  CHECK(contains(told(ask).err, "; answers that change: 0 of 1"));
}

}  // namespace asmgw::cli
