// One thread or several: the user must not be able to tell.
#include "cli/check_files.h"

#include "cli/lint_run.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace asmgw::cli {
namespace {

struct Printed {
  ExitStatus status;
  std::string out, err;

  bool operator==(const Printed&) const = default;
};

Printed lint_on(std::size_t threads, LintWishes wishes,
                const std::string& in = {}) {
  std::ostringstream out, err;
  Io io{
      .out = out,
      .err = err,
      .read_in = [&](std::uint64_t) -> Result<FileText> {
        return FileText{in, in.size(), false};
      },
      .environment = [](const std::string&) { return std::string(); },
      .now = [] { return std::chrono::milliseconds(0); },
  };
  wishes.threads = threads;
  const ExitStatus status = lint(wishes, io);
  return {status, out.str(), err.str()};
}

std::string object(std::string_view kind, const std::string& name,
                   std::string_view rest) {
  return "apiVersion: networking.istio.io/v1\nkind: " + std::string(kind) +
         "\nmetadata: {name: " + name + "}\n" + std::string(rest);
}

std::string gateway(const std::string& name, const std::string& host,
                    std::string_view more = "") {
  return object("Gateway", name,
                "spec:\n  selector: {istio: edge}\n  servers:\n"
                "  - port: {number: 443, name: https, protocol: HTTPS}\n"
                "    hosts: [" +
                    host + "]\n    tls: {mode: SIMPLE, credentialName: c}\n" +
                    std::string(more));
}

/// Good and broken ones, conflicts across files, contexts, and what is skipped.
std::string text_of_file(int number) {
  const std::string n = std::to_string(number);
  switch (number % 9) {
    case 0:
      return gateway("gw-" + n, "h" + n + ".example.com");
    case 1:
      return gateway("gw-" + n, "h" + n + ".example.com", "    hotst: []\n");
    case 2:
      return gateway("twice-" + std::to_string(number % 50),
                     "same.example.com");
    case 3:
      return object("VirtualService", "vs-" + std::to_string(number % 40),
                    "spec: {gateways: [gw-" + n + "]}\n");
    case 4:
      return "kind: Gateway\nspec: {servers: [\n";
    case 5:
      return "apiVersion: v1\nkind: Secret\nmetadata: {name: c}\n";
    case 6:
      return gateway("", "*.example.com") + "---\n" +
             gateway("Bad_Name", "a b") + "---\nkind: ConfigMap\n";
    case 7:
      return "kind: Other\n---\n- a list\n";
    default:
      return object("Gateway", "{{ .Values.name }}", "");
  }
}

void write_files(const TemporaryFolder& folder, int count) {
  for (int i = 0; i < count; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 4 - name.size(), '0');
    folder.write(name + ".yaml", text_of_file(i));
  }
}

TEST_CASE("threads change nothing that is said") {
  const TemporaryFolder folder;
  write_files(folder, 300);
  folder.write("0050a.yaml", std::string(1'100'000, '#'));  // too large
  LintWishes wishes;
  wishes.settings[&settings::max_file_size] = {
      {"1", Giver::command_line, "--max-file-size", std::nullopt}};
  wishes.max_file_findings = 2;
  wishes.min_level = "info";
  wishes.verbose = true;
  wishes.groups.together = true;
  for (const std::string format : {"concise", "json"}) {
    for (const std::string scope : {"set", "file"}) {
      CAPTURE(format);
      CAPTURE(scope);
      wishes.output.outputs = {format};
      wishes.scope = scope;
      const Printed alone = lint_on(1, wishes);
      CHECK((alone.status == ExitStatus::findings));
      const bool met = alone.out.find("is already served") != std::string::npos;
      CHECK(met == (wishes.scope == "set"));
      for (std::size_t threads : {2U, 3U, 40U})
        CHECK((lint_on(threads, wishes) == alone));
    }
  }
}

TEST_CASE("stdin among many files has its place") {
  const TemporaryFolder folder;
  write_files(folder, 100);
  LintWishes wishes;
  wishes.output.outputs = {"concise"};
  wishes.input.paths = {"0042.yaml", "-", "."};
  const std::string in = gateway("in", "in.example.com", "    hotst: []\n");
  const Printed alone = lint_on(1, wishes, in);
  CHECK(alone.out.find("<stdin>:") != std::string::npos);
  CHECK((lint_on(3, wishes, in) == alone));
}

void fail(const Facts&, Report&) { throw std::runtime_error("a bug"); }

constexpr Rule failing = {
    .id = "GW999",
    .name = "failing",
    .severity = Severity::error,
    .layer = Layer::config,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = {},
    .rationale = {},
    .bad = {},
    .good = {},
    .source = {},
    .keys = {},
    .aliases = {},
    .check = fail,
};

TEST_CASE("files that went after the walk are told in their order") {
  const TemporaryFolder folder;
  write_files(folder, 300);
  std::ostringstream err;
  Io io{.out = err, .err = err, .read_in = {}, .environment = {}, .now = {}};
  const Inputs inputs = *find_inputs({}, io);
  for (const char* name : {"0003.yaml", "0150.yaml", "0299.yaml"})
    std::filesystem::remove(name);
  const RuleSet rules(std::span<const Rule* const>{});
  const LintOptions options;
  for (std::size_t threads : {1U, 2U, 5U}) {
    err.str("");
    Sources sources;
    FileChecker checker(inputs.files, rules, options, sources, io);
    Progress progress(io, inputs.files.size(), true);
    CHECK_FALSE(checker.run(threads, progress));
    CHECK(err.str() ==
          "asmgw: cannot read \"0003.yaml\": no such file or directory\n"
          "asmgw: cannot read \"0150.yaml\": no such file or directory\n"
          "asmgw: cannot read \"0299.yaml\": no such file or directory\n");
  }
}

TEST_CASE("what a thread throws comes out in the end") {
  const TemporaryFolder folder;
  write_files(folder, 200);
  std::ostringstream ignored;
  Io io{.out = ignored,
        .err = ignored,
        .read_in = {},
        .environment = {},
        .now = {}};
  const Inputs inputs = *find_inputs({}, io);
  const std::array<const Rule*, 1> list{&failing};
  const RuleSet rules(list);
  const LintOptions options;
  for (std::size_t threads : {1U, 2U, 5U}) {
    Sources sources;
    FileChecker checker(inputs.files, rules, options, sources, io);
    Progress progress(io, inputs.files.size(), true);
    CHECK_THROWS_WITH(checker.run(threads, progress), "a bug");
  }
}

}  // namespace
}  // namespace asmgw::cli
