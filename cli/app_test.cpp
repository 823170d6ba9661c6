// Words, flags and variables: what is refused, and how it is said.
#include "base/text.h"
#include "cli/commands.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

namespace asmgw::cli {
namespace {

bool is_one_line(const std::string& text) {
  return !text.empty() && text.find('\n') == text.size() - 1;
}

void check_refused(std::vector<std::string> arguments, std::string_view why) {
  const Ran ran = run_asmgw(std::move(arguments));
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(is_one_line(ran.err));
  CAPTURE(ran.err);
  CHECK(contains(ran.err, why));
}

constexpr std::string_view broken =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
    "metadata: {name: shop}\n"
    "spec:\n  selector: {istio: ingressgateway}\n"
    "  servers:\n  - port: {number: 80, name: http, protocol: HTTP}\n"
    "    hosts: [a.example.com]\n    hotst: []\n";

TEST_CASE("every command has help with examples") {
  for (const Command* command : commands::all) {
    CAPTURE(command->name);
    for (const char* flag : {"-h", "--help"}) {
      const Ran ran = run_asmgw({std::string(command->name), flag});
      CHECK(ran.status == 0);
      CHECK(ran.err == "");
      CHECK(contains(ran.out, "Usage: asmgw " + std::string(command->name)));
      CHECK(contains(ran.out, "Examples:\n  "));
    }
    CHECK(run_asmgw({"help", std::string(command->name)}).out ==
          run_asmgw({std::string(command->name), "--help"}).out);
  }
}

TEST_CASE("no arguments and --help are the same help") {
  CHECK(run_asmgw({}).status == 0);
  CHECK(run_asmgw({}).out == run_asmgw({"--help"}).out);
  CHECK(run_asmgw({}).out == run_asmgw({"help"}).out);
  CHECK(run_asmgw({"-V"}).out == run_asmgw({"version"}).out);
  CHECK(run_asmgw({"--version"}).out == run_asmgw({"version"}).out);
}

TEST_CASE("what is not known is refused on one line with the nearest word") {
  check_refused({"lnit"}, "(did you mean \"lint\"?)");
  check_refused({"diff", "--ignore", "host-added@", "a", "b"},
                "\"host-added@\" wants NAMESPACE/NAME behind @");
  check_refused({"--versoin"}, "(did you mean \"--version\"?)");
  check_refused({"lint", "--serverity", "GW020=info"}, "\"--severity\"");
  check_refused({"lint", "--serverity=GW020=info"}, "\"--severity\"");
  check_refused({"lint", "-z"}, "unknown flag \"-z\"");
  check_refused({"lint", "-o", "jsn"}, "(did you mean \"json\"?)");
  check_refused({"lint", "--select", "unknown-feild"}, "\"unknown-field\"");
  check_refused({"lint", "--fail-on", "erorr"}, "(did you mean \"error\"?)");
  check_refused({"explain", "unknwon-field"}, "\"unknown-field\"");
  check_refused({"schema", "gatewy"}, "(did you mean \"gateway\"?)");
  check_refused({"completion", "bsh"}, "(did you mean \"bash\"?)");
}

TEST_CASE("what is missing or too much is refused") {
  check_refused({"explain"}, "needs a rule");
  check_refused({"schema"}, "needs a name");
  check_refused({"completion"}, "needs a shell");
  check_refused({"lint", "-o"}, "--output needs a value");
  check_refused({"lint", "--severity"}, "--severity needs a value");
  check_refused({"lint", "--namespace=", "a.yaml"},
                "--namespace needs a value");
  check_refused({"lint", "--quic=x"},
                "--quic: \"x\" is neither true nor false");
  check_refused({"lint", "--complete="}, "--complete needs a value");
  check_refused({"rules", "GW020"}, "unexpected argument \"GW020\"");
  check_refused({"explain", "GW020", "GW030"}, "unexpected argument");
  check_refused({"lint", "-o", "json", "-o", "full"}, "only one format");
  check_refused({"lint", "-o", "json="}, "no file");
  check_refused({"lint", "-", "-f", "-"}, "given twice");
}

TEST_CASE("--complete is a flag that may name kinds, never the next word") {
  const TemporaryFolder folder;
  folder.write("gw.yaml",
               "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
               "metadata: {name: shop}\n"
               "spec:\n  selector: {istio: ingressgateway}\n  servers:\n"
               "  - port: {number: 80, name: http, protocol: HTTP}\n"
               "    hosts: [a.example.com]\n");
  folder.write("x", "requests: {http://a.example.com/: 404}\n");
  const std::string wrong = "--complete=Secret,virtualservices";
  for (const char* command : {"lint", "render", "test", "diff"})
    check_refused({command, wrong, "x"}, "(did you mean \"VirtualService\"?)");
  check_refused({"resolve", wrong, "https://a.com"},
                "(did you mean \"VirtualService\"?)");
  check_refused({"lint", "--complete=Shoe", "x"},
                "\"Shoe\" is none of the kinds that are read");
  const auto warns = [](std::vector<std::string> arguments,
                        std::string_view variable = "") {
    World world;
    world.environment["ASMGW_COMPLETE"] = variable;
    arguments.insert(arguments.begin(), {"lint", "-o", "concise"});
    arguments.emplace_back("gw.yaml");
    const Ran ran = run_asmgw(arguments, world);
    CHECK(ran.status == 0);
    return contains(ran.out, "warning[GW503]");
  };
  CHECK(!warns({}));
  CHECK(warns({"--complete"}));
  CHECK(warns({"--complete=VirtualService"}));
  CHECK(warns({"--complete=Secret,VirtualService"}));
  CHECK(warns({"--complete=VirtualService", "--complete=Secret"}));
  CHECK(warns({"--complete", "--complete=Secret"}));
  CHECK(!warns({"--complete=Secret"}));
  CHECK(warns({}, "1"));
  CHECK(warns({}, "Pod,VirtualService"));
  CHECK(!warns({}, "0"));
  CHECK(!warns({"--complete=Secret"}, "1"));
}

TEST_CASE("values out of bounds are refused") {
  check_refused({"lint", "--max-depth", "0"}, "from 1 to 1000");
  check_refused({"lint", "--max-depth", "x"}, "\"x\" is not a number");
  check_refused({"lint", "--max-nodes", "-1"}, "not a number");
  check_refused({"lint", "--max-file-size", "2048"}, "from 1 to 2047");
  check_refused({"lint", "--istio-version", "1.15"}, "older than 1.16");
  check_refused({"lint", "--istio-version", "latest"}, "not a release");
  check_refused({"lint", "-n", "Shop!"}, "--namespace");
  check_refused({"lint", "--severity", "GW020=bad"}, "RULE=LEVEL");
}

TEST_CASE("a file in place of a command is no riddle") {
  const TemporaryFolder folder;
  folder.write("shop.yaml", broken);
  check_refused({"shop.yaml"}, "(to check a file: asmgw lint shop.yaml)");
}

TEST_CASE("kubectl diff puts its two folders before the command") {
  using Words = std::vector<std::string>;
  const TemporaryFolder folder;
  folder.write("LIVE-1/x", "");
  folder.write("MERGED-2/x", "");
  CHECK(command_first({"LIVE-1", "MERGED-2", "diff"}) ==
        Words{"diff", "LIVE-1", "MERGED-2"});
  CHECK(command_first({"LIVE-1", "MERGED-2", "diff", "-q", "--level=none"}) ==
        Words{"diff", "LIVE-1", "MERGED-2", "-q", "--level=none"});
  for (const Words& other :
       {Words{}, Words{"LIVE-1", "MERGED-2"},
        Words{"LIVE-1", "MERGED-2", "lint"}, Words{"LIVE-1", "gone", "diff"},
        Words{"LIVE-1/x", "MERGED-2", "diff"},
        Words{"diff", "LIVE-1", "MERGED-2", "diff"}})
    CHECK(command_first(other) == other);
}

TEST_CASE("a folder that is called like a command is no reason to reorder") {
  const TemporaryFolder folder;
  folder.write("lint/x", "");
  folder.write("b/x", "");
  const std::vector<std::string> words{"lint", "b", "diff"};
  CHECK(command_first(words) == words);
}

TEST_CASE("a long option is read from the environment, a flag beats it") {
  const TemporaryFolder folder;
  folder.write("shop.yaml", broken);
  World world;
  world.environment = {{"ASMGW_OUTPUT", "concise"},
                       {"ASMGW_QUIET", "1"},
                       {"ASMGW_SELECT", "GW020,GW030"},
                       {"ASMGW_FAIL_ON", "never"}};
  const Ran ran = run_asmgw({"lint", "shop.yaml"}, world);
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  CHECK(contains(ran.out, "shop.yaml:9:5: error[GW020]"));
  CHECK(run_asmgw({"lint", "--fail-on=error", "shop.yaml"}, world).status == 1);
  CHECK(run_asmgw({"lint", "--select", "GW030", "."}, world).out == "");
  world.environment["ASMGW_FAIL_ON"] = "nevr";
  CHECK(run_asmgw({"lint", "shop.yaml"}, world).status == 2);
}

TEST_CASE("a variable whose words are those of another command counts there") {
  const TemporaryFolder folder;
  folder.write("shop.yaml", broken);
  World world;
  world.environment = {{"ASMGW_OUTPUT", "table"},
                       {"ASMGW_FAIL_ON", "breaking"},
                       {"ASMGW_IGNORE", "host-removed,GW020"}};
  const Ran ran = run_asmgw({"lint", "shop.yaml"}, world);
  CHECK(ran.status == 2);  // GW020 is no change: the list is lint's
  CHECK(contains(ran.err, "host-removed"));
  world.environment["ASMGW_IGNORE"] = "host-removed";
  CHECK(run_asmgw({"lint", "shop.yaml"}, world).status == 1);
  world.environment["ASMGW_LINT_FAIL_ON"] = "never";
  CHECK(run_asmgw({"lint", "shop.yaml"}, world).status == 0);
  world.environment["ASMGW_LINT_FAIL_ON"] = "nevr";
  CHECK(contains(run_asmgw({"lint", "shop.yaml"}, world).err,
                 "asmgw: ASMGW_LINT_FAIL_ON: \"nevr\""));
}

TEST_CASE("an error of a setting names what gave it") {
  const TemporaryFolder folder;
  folder.write("shop.yaml", broken);
  folder.write("a.test.yaml",
               "in: shop.yaml\norder: age\nrequests:\n  http://a.com/: 404\n");
  World world;
  world.environment["ASMGW_ORDER"] = "ages";
  CHECK(run_asmgw({"lint", "."}, world).err ==
        "asmgw: ASMGW_ORDER: \"ages\" is none of name, file, timestamp\n");
  CHECK(contains(run_asmgw({"lint", ".", "--order", "size"}, world).err,
                 "asmgw: --order: \"size\" is none of"));
  CHECK(contains(run_asmgw({"test", "a.test.yaml"}).err,
                 "asmgw: a.test.yaml:2:8: order: \"age\" is none of"));
}

TEST_CASE("an exception is a bug and says so") {
  std::ostringstream out, err;
  Io io{.out = out,
        .err = err,
        .read_in = [](std::uint64_t) -> Result<FileText> {
          throw std::runtime_error("the\x1b sky fell");
        },
        .environment = [](const std::string&) { return std::string(); },
        .now = [] { return std::chrono::milliseconds(0); }};
  CHECK(run({"lint", "-"}, io) == ExitStatus::bug);
  CHECK(err.str() ==
        "asmgw: this is a bug in asmgw, please report it: the\\x1b sky "
        "fell\n");
}

}  // namespace
}  // namespace asmgw::cli
