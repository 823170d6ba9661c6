// kustomize and helm: small shell scripts in their place, and the real ones
// where they are installed.
#include "base/text.h"
#include "cli/inputs.h"
#include "cli/program.h"
#include "cli/testing/repository.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

std::string gateway(const std::string& name, const std::string& host,
                    const std::string& protocol = "HTTP") {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: "
         "{name: " +
         name +
         ", namespace: shop}\nspec:\n  selector: {istio: ingress}\n"
         "  servers:\n  - port: {number: 80, name: http, protocol: " +
         protocol + "}\n    hosts: [\"" + host + "\"]\n";
}

/// A folder that is the current one, with programs of its own in front of all.
class Workshop : public TemporaryFolder {
 public:
  explicit Workshop(bool alone = false)
      : path_variable_("PATH", programs() + (alone ? "" : before())) {
    fs::create_directories(programs());
  }

  void program(const std::string& name, const std::string& script) const {
    const std::string file = joined_path("bin", name);
    write(file, "#!/bin/sh\n" + script + "\n");
    fs::permissions(path() / file, fs::perms::owner_all);
  }

  /// `base` and two overlays of it; none of them could be judged as it stands.
  void overlays() const {
    write("base/gw.yaml", gateway("base", "base.com", "NONE"));
    write("base/kustomization.yaml", "resources: [gw.yaml]\n");
    write("envs/dev/kustomization.yaml", "resources: [../../base]\n");
    write("envs/prod/kustomization.yaml",
          "resources: [../../base, more.yaml]\n");
    write("envs/prod/more.yaml", gateway("more", "more.com", "NONE"));
  }

  void chart(const std::string& folder, const std::string& rest = "") const {
    write(folder + "/Chart.yaml", "apiVersion: v2\nname: shop\n" + rest);
    write(folder + "/values.yaml", "host: a.com\n");
    write(folder + "/templates/gw.yaml",
          gateway("{{ .Values.name }}", "a.com", "NONE"));
  }

 private:
  [[nodiscard]] std::string programs() const { return path() / "bin"; }
  static std::string before() {
    const char* path = std::getenv("PATH");
    return ':' + std::string(path ? path : "");
  }

  Variable path_variable_;
};

/// Prints a Gateway that lies beside the overlay or chart.
constexpr const char* print_output =
    "for word; do last=$word; done; cat \"$last/output.txt\"";

TEST_CASE("builds: a changed file is judged in what is built of it") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", print_output);
  folder.write("envs/dev/output.txt", gateway("a", "dev.com", "NONE"));
  folder.write("envs/prod/output.txt", gateway("b", "prod.com", "NONE"));
  const auto told = [](const std::string& file) {
    return run_asmgw(
        {"lint", "-o", "concise", "--kustomize", "--with-repository", file});
  };
  const Ran base = told("base/gw.yaml"), more = told("envs/prod/more.yaml");
  CHECK(contains(base.out, "envs/dev"));
  CHECK(contains(base.out, "envs/prod"));
  CHECK(!contains(more.out, "envs/dev"));
  CHECK(contains(more.out, "envs/prod"));
}

TEST_CASE("builds: diff pairs what is built by its place") {
  const Workshop folder;
  folder.program("kustomize", print_output);
  for (const std::string side : {"old", "new"})
    for (const std::string env : {"dev", "prod"}) {
      const std::string place = side + "/envs/" + env;
      folder.write(place + "/kustomization.yaml", "resources: [gw.yaml]\n");
      folder.write(place + "/gw.yaml", gateway("a", "raw.com"));
      folder.write(place + "/output.txt", gateway("a", "a.com"));
    }
  folder.write("new/envs/dev/output.txt", gateway("a", "b.com"));
  const Ran ran =
      run_asmgw({"diff", "-o", "brief", "--kustomize", "old", "new"});
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "(group envs/dev)"));
  CHECK(!contains(ran.out, "envs/prod"));
}

TEST_CASE("builds: what kustomize makes of each overlay is judged, once") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", print_output);
  folder.write("envs/dev/output.txt", gateway("a", "dev.com"));
  folder.write("envs/prod/output.txt", gateway("a", "prod_.com"));
  folder.write("alone.yaml", gateway("alone", "alone.com", "TCPP"));
  const Ran ran = run_asmgw({"lint", "--kustomize", "-o", "concise"});
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "envs/prod (kustomize):8:13: error[GW"));
  CHECK(contains(ran.out, "alone.yaml:7:"));
  CHECK(!contains(ran.out, "NONE"));
  CHECK(contains(ran.err, "Checked 3 Gateways in 3 files"));
}

TEST_CASE("builds: -v says what a build takes the place of") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", "echo '{}'");
  const std::string told = run_asmgw({"lint", "--kustomize", "-v"}).err;
  CHECK(contains(told, "skipped base/gw.yaml: part of envs/dev (kustomize)"));
  CHECK(contains(told,
                 "skipped envs/prod/more.yaml: part of envs/prod (kustomize)"));
}

TEST_CASE(
    "builds: the folder is one word behind the options, and a whole path") {
  const Workshop folder;
  folder.write("-x y/kustomization.yaml", "resources: [gw.yaml]\n");
  folder.write("-x y/gw.yaml", gateway("a", "a.com"));
  folder.program("kustomize", "printf '# %s\\n' \"$@\" >\"$TMPDIR/called\"");
  const Variable temporary("TMPDIR", folder.path());
  CHECK(run_asmgw({"lint", "--kustomize"}).status == 0);
  CHECK(file_text("called") ==
        "# build\n# --\n# " + fs::current_path().string() + "/-x y\n");
}

TEST_CASE("builds: programs get few variables, and none that lets them fetch") {
  const Workshop folder;
  folder.write("kustomization.yaml", "resources: []\n");
  folder.program("kustomize", "env >\"$TMPDIR/called\"");
  const Variable temporary("TMPDIR", folder.path());
  const Variable token("CI_TOKEN", "s3cret"), helm("HELM_DEBUG", "1"),
      git("GIT_DIR", "/x"), proxy("https_proxy", "http://proxy:3128");
  CHECK(run_asmgw({"lint", "--kustomize"}).status == 0);
  const std::string all = "\n" + file_text("called");
  CHECK(contains(all, "\nPATH="));
  CHECK(contains(all, "\nGIT_ALLOW_PROTOCOL=\n"));
  CHECK(contains(all, "\nHTTPS_PROXY=http://127.0.0.1:9\n"));
  for (const char* name : {"CI_TOKEN", "HELM_DEBUG", "GIT_DIR", "https_proxy"})
    CHECK_MESSAGE(!contains(all, std::string("\n") + name + "="), name);
}

TEST_CASE("builds: without kustomize kubectl does, and without it nothing") {
  const Workshop folder(true);
  folder.overlays();
  const Ran none = run_asmgw({"lint", "--kustomize"});
  CHECK(none.status == 2);
  CHECK(none.err ==
        "asmgw: --kustomize: neither kustomize nor kubectl is in PATH\n");
  folder.write("bin/kustomize", "no program");
  folder.program("kubectl",
                 "[ \"$1 $2\" = 'kustomize --' ] && echo '{\"a\": 1}'");
  const Ran ran = run_asmgw({"lint", "--kustomize"});
  CHECK(ran.status == 0);
  CHECK(contains(ran.err, "Checked 0 Gateways in 2 files"));
}

TEST_CASE(
    "builds: one that fails is an error, in its own words but no escapes") {
  const Workshop folder;
  folder.overlays();
  folder.program(
      "kustomize",
      "case $3 in */prod) printf '# Warning: x\\nError: no \\033[31m"
      "file:\\nx\\n\\nUse --debug\\n' >&2; exit 3;; esac; echo '{}'");
  const Ran ran = run_asmgw({"lint", "--kustomize"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err,
                 "asmgw: envs/prod (kustomize): kustomize ended with status 3: "
                 "no \\x1b[31mfile: x\n"));
  CHECK(contains(ran.err, "in 1 file"));
  for (const char* command : {"render", "groups"})
    CHECK(run_asmgw({command, "--kustomize"}).status == 2);
  CHECK(run_asmgw({"resolve", "http://a.com/", "--kustomize"}).status == 2);
  CHECK(run_asmgw({"diff", "--kustomize", "envs/dev", "envs/prod"}).status ==
        2);
}

TEST_CASE("builds: kubectl's log is read for the reason, and cut") {
  const Workshop folder(true);
  folder.overlays();
  folder.program(
      "kubectl",
      "echo 'E1130 17:07 run.go:72] \"command failed\" err=\"no such "
      "file: '$(printf 'x%.0s' $(/usr/bin/seq 3000))'\"' >&2; exit 1");
  const Ran ran = run_asmgw({"lint", "--kustomize", "-q"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "kubectl ended with status 1: no such file: xxx"));
  CHECK(ran.err.size() < 1500);
}

TEST_CASE("builds: what would be fetched is said not to be") {
  const Workshop folder;
  folder.write("kustomization.yaml", "resources: [https://a.com/b.yaml]\n");
  folder.program("kustomize",
                 "echo \"Error: fatal: transport 'https' not allowed\" >&2; "
                 "exit 1");
  CHECK(contains(run_asmgw({"lint", "--kustomize"}).err,
                 "not allowed (nothing remote is fetched)\n"));
}

TEST_CASE("builds: one that does not end is stopped") {
  const Workshop folder;
  folder.write("kustomization.yaml", "resources: []\n");
  folder.program("kustomize", "exec sleep 100");
  std::ostringstream out, err;
  const Io io{.out = out, .err = err};
  InputWishes wishes;
  wishes.builds.kustomize = true;
  wishes.builds.time = std::chrono::milliseconds(300);
  const auto inputs = find_inputs(wishes, io);
  REQUIRE(inputs);
  REQUIRE(inputs->files.size() == 1);
  const auto read = read_input(inputs->files[0], 1000);
  REQUIRE(!read);
  CHECK(read.error().message ==
        ". (kustomize): cannot run \"kustomize\": it was stopped after 0.3 "
        "seconds");
}

TEST_CASE("builds: one that writes without end is stopped") {
  const Workshop folder;
  folder.write("kustomization.yaml", "resources: []\n");
  folder.program("kustomize", "exec yes");
  const Ran ran = run_asmgw({"lint", "--kustomize", "--max-file-size", "1"});
  CHECK(ran.status == 2);
  CHECK(
      contains(ran.err, "it wrote more than 1048576 bytes (--max-file-size)"));
}

TEST_CASE("builds: overlays do not meet, unless the config says so") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", print_output);
  folder.write("envs/dev/output.txt", gateway("a", "x.com"));
  folder.write("envs/prod/output.txt", gateway("b", "x.com"));
  const std::vector<std::string> words{"lint", "--kustomize", "--min-level",
                                       "info"};
  CHECK(run_asmgw(words).out.empty());
  folder.write(".asmgw.yaml", "groups: {all: ['envs/**']}\n");
  CHECK(contains(run_asmgw(words).out, "GW412"));
}

TEST_CASE("builds: a component is no overlay, a file called Kustomization is") {
  const Workshop folder;
  folder.program("kustomize", print_output);
  folder.write("part/kustomization.yaml", "kind: Component\n");
  folder.write("prod/Kustomization", "resources: []\n");
  folder.write("prod/output.txt", gateway("a", "a.com"));
  const Ran ran = run_asmgw({"lint", "--kustomize", "--fail-if-empty"});
  CHECK(ran.status == 0);
  CHECK(run_asmgw({"lint", "--kustomize", "--exclude", "prod"}).err ==
        "asmgw: --kustomize: no overlay is among the inputs\n"
        "Checked 0 Gateways in 1 file (1 skipped): no findings.\n");
}

TEST_CASE("builds: overlays that include each other are built once") {
  const Workshop folder;
  folder.program("kustomize", "echo x >>\"$TMPDIR/called\"; exit 1");
  const Variable temporary("TMPDIR", folder.path());
  folder.write("a/kustomization.yaml", "resources: [../b]\n");
  folder.write("b/kustomization.yaml", "resources: [../a]\n");
  CHECK(run_asmgw({"lint", "--kustomize"}).status == 2);
  CHECK(file_text("called") == "x\n");
}

TEST_CASE(
    "builds: helm renders charts, but neither parts of them nor libraries") {
  const Workshop folder;
  folder.chart("charts/shop");
  folder.chart("charts/shop/charts/part");
  folder.chart("charts/common", "type: library\n");
  folder.program("helm", print_output);
  folder.write(
      "charts/shop/output.txt",
      "---\n# Source: shop/templates/gw.yaml\n" + gateway("shop", "shop_.com"));
  const Ran ran = run_asmgw({"lint", "--helm"});
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "--> charts/shop (helm):10:13"));
  CHECK(contains(ran.out, "= origin: shop/templates/gw.yaml\n"));
  CHECK(contains(ran.err,
                 "not checked: 1 Gateway in 1 Helm template "
                 "(charts/common/templates/gw.yaml)"));
}

TEST_CASE("builds: helm gets the values as whole paths") {
  const Workshop folder;
  folder.chart("shop");
  folder.write("a,b.yaml", "host: b.com\n");
  folder.program("helm",
                 "for word; do case $word in --api*) ;; *) echo \"$word\" "
                 ">>\"$TMPDIR/called\";; esac; done");
  const Variable temporary("TMPDIR", folder.path());
  CHECK(run_asmgw({"lint", "--helm", "--values", "a,b.yaml"}).status == 0);
  const std::string here = fs::current_path();
  CHECK(file_text("called") == "template\n--values=\"" + here +
                                   "/a,b.yaml\"\n--\n" + here + "/shop\n");
}

TEST_CASE("builds: what --helm and --values cannot do is said") {
  const Workshop folder(true);
  folder.chart("shop");
  folder.write("v.yaml", "host: b.com\n");
  const auto told = [](std::vector<std::string> words) {
    words.insert(words.begin(), "lint");
    const Ran ran = run_asmgw(std::move(words));
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK(told({"--helm"}) == "asmgw: --helm: helm is not in PATH\n");
  CHECK(told({"--values", "v.yaml"}) ==
        "asmgw: --values is for --helm, which is not given\n");
  CHECK(contains(told({"--helm", "--values", "none.yaml"}), "--values: "));
  CHECK(contains(told({"--helm", "--values", "shop"}), "\"shop\" is no file"));
}

TEST_CASE("builds: render, resolve, test and diff read what is built") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", print_output);
  folder.write("envs/dev/output.txt", gateway("a", "dev.com"));
  folder.write("envs/prod/output.txt", gateway("a", "prod.com"));
  folder.write("a.test.yaml",
               "in: envs/prod\nrequests: [{url: http://prod.com/, expect: "
               "not-given}]\n");
  const Ran rendered = run_asmgw({"render", "--kustomize", "envs/prod"});
  CHECK(rendered.status == 0);
  CHECK(contains(rendered.out, "prod.com"));
  CHECK(!contains(rendered.out, "more.com"));
  CHECK(contains(run_asmgw({"resolve", "http://prod.com/", "--kustomize",
                            "--in", "envs/prod"})
                     .out,
                 "envs/prod (kustomize)"));
  const Ran tested = run_asmgw({"test", "a.test.yaml", "--kustomize"});
  CAPTURE(tested.err);
  CHECK(tested.status == 0);
  const Ran compared =
      run_asmgw({"diff", "--kustomize", "envs/dev", "envs/prod"});
  CHECK(compared.status == 1);
  CHECK(contains(compared.out, "dev.com"));
  CHECK(contains(compared.out, "prod.com"));
}

TEST_CASE("builds: a side of git is refused, with what to do") {
  const Repository repository;
  repository.write("kustomization.yaml", "resources: []\n");
  repository.commit("one");
  const Ran ran = run_asmgw({"diff", "--kustomize", "HEAD", "."});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "git worktree add"));
}

TEST_CASE("builds: no report takes the place of what is built from") {
  const Workshop folder;
  folder.overlays();
  folder.program("kustomize", "echo '{}'");
  const Ran ran = run_asmgw({"lint", "--kustomize", "-o", "json=base/gw.yaml"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "\"base/gw.yaml\" is an input"));
}

// ---- the real ones ----------------------------------------------------------

void build_real_overlay() {
  const Workshop folder;
  folder.write("base/gw.yaml", gateway("shop", "shop_.com"));
  folder.write("base/kustomization.yaml", "resources: [gw.yaml]\n");
  folder.write("envs/-prod/kustomization.yaml",
               "resources: [../../base]\nnamePrefix: prod-\n"
               "buildMetadata: [originAnnotations]\n");
  const Ran ran = run_asmgw({"lint", "--kustomize"});
  CAPTURE(ran.err);
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "envs/-prod (kustomize):"));
  CHECK(contains(ran.out, "(Gateway shop/prod-shop, servers[0])"));
  CHECK(contains(ran.out, "= origin: ../../base/gw.yaml\n"));
  CHECK(contains(run_asmgw({"lint", "--kustomize", "-o", "json"}).out,
                 "\"origin\": \"../../base/gw.yaml\""));
}

void refuse_remote_overlay(const std::string& resource) {
  const Workshop folder;
  folder.write("kustomization.yaml", "resources: ['" + resource + "']\n");
  const Ran ran = run_asmgw({"lint", "--kustomize"});
  CAPTURE(ran.err);
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "(nothing remote is fetched)"));
}

TEST_CASE("builds: the real kustomize") {
  if (!is_program("kustomize") && !is_program("kubectl")) {
    MESSAGE("skipped: there is neither kustomize nor kubectl");
    return;
  }
  build_real_overlay();
  if (is_program("git"))
    for (const char* remote : {"https://a.invalid/x//y?ref=main",
                               "ssh://git@a.invalid/x.git", "file:///x//y"})
      refuse_remote_overlay(remote);
}

TEST_CASE("builds: the real kubectl kustomize") {
  const Workshop folder(true);
  const std::string found = run_program({{"/bin/sh", "-c",
                                          "PATH=/usr/local/bin:/usr/bin:/bin; "
                                          "command -v kubectl"}})
                                ->out;
  if (found.empty()) {
    MESSAGE("skipped: there is no kubectl");
    return;
  }
  fs::create_symlink(found.substr(0, found.find('\n')),
                     folder.path() / "bin/kubectl");
  folder.write("prod/kustomization.yaml", "resources: [gw.yaml]\n");
  folder.write("prod/gw.yaml", gateway("shop", "shop_.com"));
  const Ran ran = run_asmgw({"lint", "--kustomize", "-o", "concise"});
  CAPTURE(ran.err);
  CHECK(contains(ran.out, "prod (kustomize):"));
}

TEST_CASE("builds: the real helm") {
  if (!is_program("helm")) {
    MESSAGE("skipped: there is no helm");
    return;
  }
  const Workshop folder;
  folder.write("-shop/Chart.yaml",
               "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
  folder.write("-shop/values.yaml", "host: a.com\n");
  folder.write(
      "-shop/templates/gw.yaml",
      "{{- if .Capabilities.APIVersions.Has \"networking.istio.io/v1beta1\" "
      "}}\n" +
          gateway("shop", "{{ required \"no host\" .Values.host }}") +
          "{{- end }}\n");
  folder.write("a,b.yaml", "host: b_.com\n");
  folder.write("none.yaml", "host: ''\n");
  const Ran clean = run_asmgw({"lint", "--helm", "--fail-if-empty"});
  CAPTURE(clean.err);
  CHECK(clean.status == 0);
  const Ran ran = run_asmgw({"lint", "--helm", "--values", "a,b.yaml"});
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "--> ./-shop (helm):"));
  CHECK(contains(ran.out, "\"b_.com\""));
  CHECK(contains(ran.out, "= origin: shop/templates/gw.yaml\n"));
  CHECK(contains(run_asmgw({"lint", "--helm", "--values", "none.yaml"}).err,
                 "-shop (helm): helm ended with status 1: execution error at "
                 "(shop/templates/gw.yaml:"));
}

}  // namespace
}  // namespace asmgw::cli
