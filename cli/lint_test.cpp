// Files in, reports and statuses out.
#include "base/file.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string gateway(std::string_view server_field) {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
         "metadata: {name: shop}\n"
         "spec:\n  selector: {istio: ingressgateway}\n"
         "  servers:\n  - port: {number: 80, name: http, protocol: HTTP}\n"
         "    hosts: [a.example.com]\n" +
         std::string(server_field);
}

const std::string good = gateway("");
const std::string bad = gateway("    hotst: []\n");

Ran lint(std::vector<std::string> arguments, const World& world = {}) {
  arguments.insert(arguments.begin(), {"lint", "-o", "concise"});
  return run_asmgw(std::move(arguments), world);
}

/// Root reads everything: be nobody for a while.
class Nobody {
 public:
  Nobody() { other_ = geteuid() == 0 && seteuid(65534) == 0; }
  ~Nobody() {
    if (other_ && seteuid(0) != 0) _exit(1);
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;

 private:
  bool other_ = false;
};

TEST_CASE("a walk names what it left out, and why") {
  const TemporaryFolder folder;
  folder.write("sub/gw.yaml", good);
  fs::create_directory_symlink("sub", "link");
  fs::create_directory_symlink("sub", ".hidden");
  mkfifo("pipe.yaml", 0600);
  mkfifo("pipe", 0600);
  fs::create_symlink("pipe", "to-pipe.yaml");
  const Ran ran = lint({"-v", "."});
  CHECK(ran.status == 0);
  CHECK(contains(ran.err, "skipped link: a link to a folder\n"));
  for (const char* name : {"pipe.yaml", "to-pipe.yaml"})
    CHECK(
        contains(ran.err, "skipped " + std::string(name) + ": a named pipe\n"));
  CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 4);
}

TEST_CASE("a walk takes manifests in order and leaves hidden folders out") {
  const TemporaryFolder folder;
  for (const char* name :
       {"b/x.yaml", "b/a.yml", "a.json.yaml", ".git/x.yaml", "b/.h/x.yaml",
        "b.txt", "c/d/e/f.yaml", ".hidden.yaml"})
    folder.write(name, bad);
  fs::create_directory_symlink("c", "link");
  fs::create_symlink("nowhere", "gone.yaml");
  fs::create_symlink("c/d/e/f.yaml", "same.yaml");
  const Ran ran = lint({"-v"});
  CHECK(ran.status == 1);
  std::string paths;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);)
    paths += line.substr(0, line.find(':')) + ' ';
  CHECK(paths == ".hidden.yaml a.json.yaml b/a.yml b/x.yaml c/d/e/f.yaml ");
  CHECK(contains(ran.err, "skipped gone.yaml: a link to nothing\n"));
  CHECK(contains(ran.err, "skipped b/.h: a hidden folder\n"));
  CHECK_FALSE(contains(ran.err, "skipped .git"));
  CHECK(contains(ran.err,
                 "Checked 5 Gateways in 5 files: 5 errors, 2 infos "
                 "hidden (--min-level info).\n"));
}

TEST_CASE("paths are printed as they were named, each file once") {
  const TemporaryFolder folder;
  folder.write("a/b.yaml", bad);
  CHECK(contains(lint({"./a/"}).out, "./a/b.yaml:9:"));
  CHECK(contains(lint({"a"}).out, "a/b.yaml:9:"));
  CHECK(contains(lint({"a/../a/b.yaml", "a", "-f", "a"}).err,
                 "Checked 1 Gateway in 1 file: 1 error."));
}

TEST_CASE("explicit files are read whatever their name") {
  const TemporaryFolder folder;
  folder.write("gateway.txt", bad);
  folder.write(".git/x.yaml", bad);
  CHECK(lint({"gateway.txt"}).status == 1);
  CHECK(lint({".git"}).status == 1);
  CHECK(lint({"."}).status == 0);
}

TEST_CASE("include and exclude choose among what is found") {
  const TemporaryFolder folder;
  folder.write("a/x.yaml", bad);
  folder.write("charts/t/y.yaml", bad);
  folder.write("z.yml", good);
  CHECK(contains(lint({"--exclude", "charts"}).err, "2 Gateways in 2 files"));
  CHECK(contains(lint({"--exclude", "charts/**", "--exclude", "a/x.yaml"}).err,
                 "1 Gateway in 1 file"));
  CHECK(contains(lint({"--include", "*.yml"}).err, "1 Gateway in 1 file"));
  CHECK(contains(lint({"-v", "--include", "*.yml"}).err,
                 "skipped a/x.yaml: not among --include\n"));
  CHECK(contains(lint({"-v", "--exclude", "charts"}).err,
                 "skipped charts: left out by --exclude\n"));
}

TEST_CASE("what cannot be read is said, the rest is reported") {
  const TemporaryFolder folder;
  folder.write("bad.yaml", bad);
  fs::create_symlink("loop", "loop");
  fs::create_directory("closed");
  fs::permissions("closed", fs::perms::none);
  const auto check = [](const std::string& path, std::string_view why) {
    const Ran ran = lint({path, "bad.yaml"});
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, why));
    CHECK(contains(ran.out, "bad.yaml:9:5: error[GW020]"));
    CHECK(contains(ran.err, "Checked 1 Gateway in 1 file: 1 error."));
  };
  check("none.yaml", "cannot read \"none.yaml\": no such file or directory\n");
  check("loop", "cannot read \"loop\": too many levels of symbolic links\n");
  fs::permissions(folder.path(), fs::perms::all);
  {
    const Nobody nobody;
    check("closed", "cannot read directory \"closed\": permission denied\n");
  }
  fs::permissions("closed", fs::perms::all);
}

TEST_CASE("a file over the limit is a finding and is not read") {
  const TemporaryFolder folder;
  folder.write("large.yaml", bad + std::string((1 << 20) + 1, '#'));
  const Ran ran = lint({"large.yaml", "--max-file-size", "1"});
  CHECK(contains(ran.err, "Checked 0 Gateways in 1 file"));
  CHECK(!contains(ran.out, "GW020"));
  CHECK(lint({"large.yaml"}).status == 1);
}

TEST_CASE("stdin is read when it is asked for, and missed when not") {
  const TemporaryFolder folder;
  World world;
  world.in = bad;
  CHECK(contains(lint({"-"}, world).out, "<stdin>:9:5: error"));
  CHECK(contains(lint({"-f", "-"}, world).out, "<stdin>:9:5: error"));
  CHECK(contains(lint({"-", "--stdin-filename", "x.yaml"}, world).out,
                 "x.yaml:9:5: error"));
  const Ran unread = lint({}, world);
  CHECK(unread.status == 2);
  CHECK(contains(unread.err,
                 "stdin is piped but not read; say \"-\" to read it (reading "
                 "\".\" instead)\n"));
  folder.write("good.yaml", good);
  CHECK(lint({}, world).status == 0);
  CHECK(contains(lint({}, world).err, "stdin is piped"));
  CHECK(!contains(lint({"good.yaml"}, world).err, "stdin"));
}

TEST_CASE("the status is decided by --fail-on alone") {
  const TemporaryFolder folder;
  folder.write("bad.yaml", bad);
  folder.write("good.yaml", good);
  for (const char* format : {"full", "concise", "json"}) {
    const auto status = [&](std::vector<std::string> more) {
      more.insert(more.begin(), {"lint", "-o", format, "bad.yaml"});
      return run_asmgw(std::move(more)).status;
    };
    CHECK(status({}) == 1);
    CHECK(status({"--max-findings", "0"}) == 1);
    CHECK(status({"--fail-on", "never"}) == 0);
    CHECK(status({"--severity", "GW020=info"}) == 0);
    CHECK(status({"--severity", "GW020=info", "--fail-on", "info"}) == 1);
    CHECK(status({"--severity", "GW020=warning"}) == 0);
    CHECK(status({"--severity", "GW020=warning", "--fail-on", "warning"}) == 1);
    CHECK(status({"--ignore", "GW020"}) == 0);
    CHECK(status({"none.yaml"}) == 2);
    CHECK(status({"none.yaml", "--fail-on", "never"}) == 2);
  }
  CHECK(lint({"--fail-if-empty", "good.yaml"}).status == 0);
  folder.write("empty.yaml", "a: 1\n");
  CHECK(lint({"empty.yaml"}).status == 0);
  CHECK(lint({"--fail-if-empty", "empty.yaml"}).status == 2);
}

TEST_CASE("a report goes to a file whole or not at all") {
  const TemporaryFolder folder;
  folder.write("bad.yaml", bad);
  folder.write("old.json", "old");
  fs::permissions("old.json", fs::perms::owner_read | fs::perms::owner_write);
  CHECK(run_asmgw({"lint", "bad.yaml", "-o", "json=old.json"}).out == "");
  CHECK(contains(file_text("old.json"), "\"GW020\""));
  CHECK(fs::status("old.json").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  const Ran full = run_asmgw({"lint", "bad.yaml", "-o", "json=/dev/full"});
  CHECK(full.status == 2);
  CHECK(contains(full.err, "cannot write \"/dev/full\": no space left"));
  const Ran none = run_asmgw({"lint", "bad.yaml", "-o", "json=no/x.json"});
  CHECK(none.status == 2);
  const Ran dir = run_asmgw({"lint", "bad.yaml", "-o", "json=."});
  CHECK(dir.status == 2);
  CHECK(folder.names() == std::vector<std::string>{"bad.yaml", "old.json"});
}

TEST_CASE("the version is said where it decided or is not known") {
  const TemporaryFolder folder;
  folder.write("good.yaml", good);
  const Ran newer = lint({"good.yaml", "--istio-version", "1.99"});
  CHECK(newer.status == 0);
  CHECK(contains(newer.err,
                 "Istio 1.99 is newer than asmgw knows; judged as 1.32\n"));
  CHECK(lint({"good.yaml", "--istio-version", "v1.22.6.98-g12ab-aliyun", "-q"})
            .err == "");
}

TEST_CASE("progress shows on a terminal after a second, and goes away") {
  const TemporaryFolder folder;
  folder.write("a.yaml", good);
  folder.write("b.yaml", good);
  World slow;
  slow.terminal = true;
  slow.seconds_a_call = 1;
  const std::string err = lint({}, slow).err;
  CHECK(contains(err, "\rchecked 1 of 2 files"));
  CHECK(contains(err, "\r\x1b[K"));
  CHECK(!contains(lint({"-q"}, slow).err, "checked"));
  slow.terminal = false;
  CHECK(!contains(lint({}, slow).err, "checked "));
  World fast;
  fast.terminal = true;
  CHECK(!contains(lint({}, fast).err, "checked "));
}

TEST_CASE(
    "of one file so many findings are reported, and the rest is counted") {
  World world;
  world.in =
      gateway("") + "  - hosts: [a_b, c_d, e_f, g_h]\n    foo: 1\n    bar: 1\n";
  const auto ran = [&](const char* most) {
    return run_asmgw(
        {"lint", "-o", "concise", "--max-file-findings", most, "-"}, world);
  };
  const Ran all = ran("10");
  const Ran two = ran("2");
  CHECK(!contains(all.out, "GW007"));
  const auto lines = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  };
  CHECK(lines(all.out) == 7);
  CHECK(lines(two.out) == 3);
  CHECK(contains(two.out, "5 more findings from here on are only counted"));
  CHECK(two.status == 1);
  CHECK(contains(all.err, "7 errors"));
  CHECK(contains(two.err, "8 errors"));
}

TEST_CASE("colour is for terminals, unless the user says otherwise") {
  const TemporaryFolder folder;
  folder.write("bad.yaml", bad);
  const auto coloured = [](const World& world,
                           std::vector<std::string> more = {}) {
    more.emplace_back("bad.yaml");
    return contains(lint(std::move(more), world).out, "\x1b[");
  };
  World terminal;
  terminal.terminal = true;
  CHECK(coloured(terminal));
  CHECK(!coloured({}));
  CHECK(coloured({}, {"--color", "always"}));
  CHECK(!coloured(terminal, {"--color", "never"}));
  terminal.environment = {{"NO_COLOR", "1"}};
  CHECK(!coloured(terminal));
  CHECK(coloured(terminal, {"--color", "always"}));
  terminal.environment = {{"TERM", "dumb"}};
  CHECK(!coloured(terminal));
  World forced;
  forced.environment = {{"FORCE_COLOR", "1"}};
  CHECK(coloured(forced));
}

TEST_CASE("a file that a kustomization names as a patch is known as one") {
  const TemporaryFolder folder;
  const std::string patch =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: shop}\nspec:\n  selector: {istio: other}\n";
  folder.write("over/kustomization.yaml",
               "patches:\n- path: ../patches/a.yaml\n");
  folder.write("patches/a.yaml", patch);
  CHECK(
      contains(lint({"-v"}).err, "skipped patches/a.yaml:1: kustomize patch"));
  CHECK(lint({"-q"}).err == "not checked: patches/a.yaml (kustomize patch)\n");
  folder.write("over/kustomization.yaml", "resources: [../patches/a.yaml]\n");
  CHECK(contains(lint({}).err, "Checked 1 Gateway in "));
}

TEST_CASE("a patch with servers is no second definition, wherever asmgw runs") {
  const TemporaryFolder folder;
  const std::string head =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: shop}\nspec:\n";
  const std::string server =
      "  servers:\n  - port: {number: 80, name: http, protocol: HTTP}\n"
      "    hosts: [shop.example.com]\n";
  folder.write("kustomization.yaml",
               "resources: [base.yaml]\npatches: [{path: sub/patch.yaml}]\n");
  folder.write("base.yaml", head + "  selector: {istio: gateway}\n" + server);
  folder.write("sub/patch.yaml", head + server);
  const auto all = lint({"-v", "--min-level", "warning"});
  CHECK(all.out == "");
  CHECK(contains(all.err, "Checked 2 Gateways in "));
  CHECK(contains(all.err,
                 "judged as it stands: sub/patch.yaml (kustomize patch)\n"));
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(here / "sub");
  const std::string relative = lint({"patch.yaml"}).err;
  const std::string dotted = lint({"../sub/patch.yaml"}).err;
  std::filesystem::current_path(here);
  for (const std::string& told : {relative, dotted})
    CHECK(contains(told, "judged as it stands: "));
  folder.write("sub/patch.yaml",
               head + server + "    tls: {credentialName: c}\n");
  CHECK(lint({}).status == 1);
}

TEST_CASE("what Kubernetes cannot read is said not to be judged") {
  const TemporaryFolder folder;
  const std::string text =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: shop}\nspec:\n  selector: {istio: gateway}\n"
      "  servers:\n  - port: {number: 80, name: http, protocol: HTTP}\n"
      "    hosts: [shop.example.com]\n";
  for (const char* name : {"a", "b", "c", "d", "e"})
    folder.write("chart/templates/" + std::string(name) + ".yaml",
                 "{{- if .Values.gateway }}\n" + text + "{{- end }}\n");
  folder.write("chart/Chart.yaml", "name: chart\n");
  folder.write(
      "chart/templates/whole.yaml",
      "# {{ .Values.host }}\n" + text + "    tls: {credentialName: c}\n");
  const auto told = lint({});
  CHECK(told.status == 1);
  const std::string line =
      "not checked: 5 Gateways in 5 Helm templates (chart/templates/a.yaml, "
      "chart/templates/b.yaml, chart/templates/c.yaml and 2 more); helm "
      "template chart | asmgw lint -\n";
  CHECK(contains(told.err, line));
  CHECK(lint({"-q"}).err == line);
}

TEST_CASE("what git ignores is left out of a walk, but not where it is named") {
  const Repository folder;
  folder.write(".gitignore", "out/\n*.gen.yaml\n");
  folder.write("out/a.yaml", bad);
  folder.write("b.gen.yaml", bad);
  folder.write("kept.gen.yaml", good);
  folder.git({"add", "-f", "kept.gen.yaml"});
  const Ran all = lint({});
  CHECK(all.status == 0);
  CHECK(contains(all.err, "Checked 1 Gateway in 1 file"));
  CHECK(contains(
      all.err,
      "left out: 2 files that git ignores (b.gen.yaml, out/a.yaml)\n"));
  CHECK(contains(lint({"-v"}).err, "skipped out/a.yaml: git ignores it\n"));
  CHECK(!contains(lint({"-q"}).err, "left out"));
  for (const char* named : {"out", "out/a.yaml", "b.gen.yaml"})
    CHECK(lint({named}).status == 1);
  const fs::path root = fs::current_path();
  fs::current_path("/");
  CHECK(lint({root.string()}).status == 0);
  CHECK(lint({(root / "out").string()}).status == 1);
  fs::current_path(root);
}

TEST_CASE("a command for a chart can be pasted into a shell") {
  const TemporaryFolder folder;
  const std::string text = gateway("    x: \"\"\n") + "{{ .a }}\n";
  for (const char* chart : {"-x", "it's", "a b;c"}) {
    folder.write(std::string(chart) + "/Chart.yaml", "name: x\n");
    folder.write(std::string(chart) + "/templates/gw.yaml", text);
  }
  CHECK(contains(lint({"./-x"}).err, "; helm template ./-x | "));
  CHECK(contains(lint({"it's"}).err, "; helm template 'it'\\''s' | "));
  CHECK(contains(lint({"a b;c"}).err, "; helm template 'a b;c' | "));
  CHECK(contains(lint({}).err, "(and so for 2 other charts)"));
}

TEST_CASE("the README ends the demo as the program does") {
  const std::string line = run_asmgw({"lint", "testdata/demo"}).err;
  const auto readme = read_file("README.md", 1 << 20);
  REQUIRE(readme);
  CHECK(line.starts_with("Checked "));
  CHECK(contains(readme->text, line));
}

}  // namespace
}  // namespace asmgw::cli
