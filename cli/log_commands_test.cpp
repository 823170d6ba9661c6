// What a forge reads out of a log: GitHub takes a line that begins with `::`,
// behind blanks or not, and `##[` anywhere; Azure `##vso[`, TeamCity
// `##teamcity[`. Names and values that want to be such a line never are one.
#include "base/escape.h"
#include "base/text.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <array>

namespace asmgw::cli {
namespace {

constexpr std::array<std::string_view, 9> hostile{"::set-output name=a::true",
                                                  " ::error::x",
                                                  "\u00a0\u3000::warning::x",
                                                  "##[command]x",
                                                  "##vso[task.x]y",
                                                  "x ##teamcity[a 'b']",
                                                  "###[error]",
                                                  "--- ::group::x",
                                                  "\r::debug::x"};

/// Past all that a runner trims.
std::string_view trimmed_line(std::string_view line) {
  while (!line.empty()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(line));
    if (utf8_length(line) == 0 || !is_white_space(utf8_decode(line))) break;
    line.remove_prefix(length);
  }
  return line;
}

/// The first line that a forge would take for a command.
std::string spoken(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\r"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    // `::: path` is ours: it names no command.
    const std::string_view words = trimmed_line(line);
    const bool command = words.starts_with("::") && !words.starts_with("::: ");
    if (command || contains(line, "##[") || contains(line, "##vso[") ||
        contains(line, "##teamcity[") || line.starts_with("--- ::"))
      return std::string(line);
  }
  return "";
}

void check(std::vector<std::string> arguments, const World& world = {}) {
  std::string line;
  for (const std::string& word : arguments) line += word + ' ';
  CAPTURE(line);
  const Ran ran = run_asmgw(std::move(arguments), world);
  CHECK(spoken(ran.out) == "");
  CHECK(spoken(ran.err) == "");
  CHECK(ran.status != 3);
}

/// Two Gateways and what belongs to them, all named by `text`.
std::string manifests(std::string_view text, std::string_view mode) {
  const std::string q = yaml_quoted(text);
  return fmt::format(
      R"(# {2}
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {{name: {0}, namespace: {0}, annotations: {{{0}: {0}}}}}
spec:
  selector: {{{0}: {0}}}
  servers:
  - port: {{number: 443, name: {0}, protocol: HTTPS}}
    name: {0}
    bind: "::"
    hosts: [a.example.com, {0}]
    tls: {{mode: {1}, credentialName: {0}, cipherSuites: [{0}]}}
  - port: {{number: 80, name: x, protocol: {0}}}
    hosts:
    - {0}
    {0}: {0}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {{name: {0}b, namespace: {0}}}
spec:
  selector: {{{0}: {0}}}
  servers:
  - port: {{number: 443, name: {0}, protocol: HTTPS}}
    hosts: [a.example.com]
    tls: {{mode: {1}, credentialName: {0}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {{name: {0}, namespace: {0}}}
spec:
  hosts: [a.example.com]
  gateways: [{0}]
  http:
  - name: {0}
    match: [{{uri: {{regex: {0}}}}}]
    route: [{{destination: {{host: {0}, subset: {0}}}}}]
---
apiVersion: v1
kind: Pod
metadata: {{name: {0}, namespace: {0}, labels: {{{0}: {0}}}}}
)",
      q, mode, visible(text));
}

std::string requests(std::string_view text, std::string_view in) {
  return fmt::format(
      "in: {1}\nrequests:\n  https://a.example.com/{0}: {0}\n"
      "  {0}: {0}\n  https://a.example.com/: {{cluster: {0}, server: {0}}}\n",
      yaml_quoted(text), yaml_quoted(in));
}

}  // namespace

TEST_CASE("logs: no name of a file and no value is a command to a forge") {
  for (std::string_view text : hostile) {
    const TemporaryFolder folder;
    std::string name(text);
    std::replace(name.begin(), name.end(), '/', '_');
    const std::string file = name + ".yaml", broken = name + "b.yaml",
                      test = name + ".test.yaml";
    folder.write(file, manifests(text, "MUTUAL"));
    folder.write("new.yaml", manifests(text, "SIMPLE"));
    folder.write(name + "/" + broken, manifests(text, "SIMPLE") + "  " +
                                          std::string(text) + "\n---\n" +
                                          manifests(text, "SIMPLE") + "\t[\n");
    folder.write(name + "/" + file, "gateway: " + std::string(text));
    folder.write(test, requests(text, file));
    folder.write("a.test.yaml",
                 fmt::format("in: {}\nrequests:\n  https://a.example.com/: "
                             "redirect 301 https://{}/\n",
                             yaml_quoted("./" + file), "x"));
    for (const char* format : {"full", "concise", "json"})
      for (const std::string& input : {file, broken, std::string(".")})
        check({"lint", "-o", format, "-v", "--statistics", "--min-level",
               "info", "--", input});
    for (const char* format :
         {"table", "wide", "json", "yaml", "markdown", "mermaid", "dot"})
      check({"render", "-o", format, "-v", "--", file});
    check({"render", "-v", "."});
    for (const char* format : {"full", "brief", "json", "markdown"}) {
      check({"diff", "-o", format, "--level", "none", "--show-metadata", "--",
             file, "new.yaml"});
      check({"diff", "-o", format, "--live", file, "--", "new.yaml", file});
      check({"diff", "-o", format, "--requests", "a.test.yaml", "--", file,
             "new.yaml"});
      check({"diff", "-o", format, "--", "/dev/null", file});
    }
    for (const char* format : {"full", "json"})
      check({"resolve", "https://a.example.com/" + std::string(text),
             std::string(text), "-o", format, "--in", file});
    for (const char* format : {"full", "json", "junit"}) {
      check({"test", "-o", format, "--", test});
      check({"test", "-o", format, "--", "a.test.yaml"});
    }
    check({"test", "--write", "-", "--in", "./" + file});
    check({"lint", "--stdin-filename", std::string(text), "-"},
          piped(manifests(text, "MUTUAL")));
  }
}

TEST_CASE("logs: nor is a word of the command line") {
  const TemporaryFolder folder;
  folder.write("a.yaml", manifests("x", "MUTUAL"));
  for (std::size_t i = 0; i < hostile.size(); i += 3) {
    const std::string word(hostile[i]);
    for (const char* command : {"lint", "render", "diff", "resolve", "test",
                                "explain", "rules", "schema", "help"}) {
      check({command, word});
      check({command, "a.yaml", "--" + word});
      for (const char* option : {"--output",  "--color",    "--istio-version",
                                 "--select",  "--ignore",   "--workload",
                                 "--order",   "--complete", "--service-ports",
                                 "--port",    "--host",     "--severity",
                                 "--fail-on", "--approve",  "--requests",
                                 "--context", "--without",  "--live",
                                 "--in",      "--sni",      "-H",
                                 "--address", "--write",    "--max-depth"})
        check({command, "a.yaml", option, word});
    }
    check({word});
    check({"diff", word + "...x"});
    check({"diff", word + ":x", "a.yaml"});
    World world;
    world.environment = {{"ASMGW_FAIL_ON", word}, {"ASMGW_CONFIG", word}};
    check({"lint", "a.yaml"}, world);
  }
}

TEST_CASE("logs: kubectl's text is no command either") {
  const TemporaryFolder folder;
  for (const char* side : {"LIVE-1", "MERGED-1"}) {
    std::string text = "apiVersion: v1\nkind: Service\nspec: |\n";
    for (std::string_view line : hostile)
      if (line[0] != '\r') text += "  " + std::string(line) + "\n";
    folder.write(fmt::format("{}/v1.Service.shop.s", side), text + side);
  }
  for (const char* format : {"full", "markdown"})
    check({"diff", "LIVE-1", "MERGED-1", "-o", format});
}

TEST_CASE("logs: what is printed of a path is that path") {
  const TemporaryFolder folder;
  folder.write("::error::.yaml",
               "kind: Gateway\napiVersion: "
               "networking.istio.io/v1\n- x\n");
  const Ran ran = run_asmgw({"lint", "-o", "concise", "."});
  CHECK(ran.out.starts_with("./::error::.yaml:3:1: error[GW004] "));
}

}  // namespace asmgw::cli
