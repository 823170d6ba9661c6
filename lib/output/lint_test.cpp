// What the reporters make of a finding, whatever the rules are.
#include "output/fingerprint.h"
#include "output/reporters.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace asmgw {
namespace {

constexpr Rule rule = {
    .id = "GW401",
    .name = "tls-host-served-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "",
    .rationale = "",
    .bad = "",
    .good = "",
    .source = "",
    .keys = {},
    .aliases = {"IST0145", "KIA0301"},
    .check = Check::One{nullptr},
};

/// A finding with a note beside it and one in another file.
struct Example {
  Sources sources;
  LintResult result;

  Example() {
    const FileId shop = sources.add(
        "shop.yaml", "kind: Gateway" + std::string(29, '\n') +
                         "    - www.example.com\n    - shop.example.com\n");
    const FileId base =
        sources.add("base.yaml", "kind: Gateway" + std::string(13, '\n') +
                                     "    - b.example.com\n");
    result.objects.push_back({"networking.istio.io/v1", "Gateway", "shop",
                              "shop-gw", 0, std::nullopt});
    Diagnostic found;
    found.rule = &rule;
    found.severity = Severity::error;
    found.layer = Layer::runtime;
    found.range = {shop, 70, 86};
    found.message = "host \"shop.example.com\" is served on 0.0.0.0:443";
    found.consequence = "istiod drops this whole server";
    found.pointer = "/spec/servers/1/hosts/1";
    found.stable_pointer = "/spec/servers/[https]/hosts/[shop.example.com]";
    found.notes = {{Range{shop, 48, 63}, "lost with it"},
                   {Range{base, 32, 45}, "first definition"},
                   {std::nullopt, "a remark"}};
    found.fix = Fix{"remove the host", false, {}};
    result.diagnostics.push_back(std::move(found));
    result.counts.findings.errors = 1;
  }

  [[nodiscard]] std::string as(const LintReporter& reporter) const {
    std::string out;
    reporter.write(sources, result, {false}, out);
    return out;
  }
};

TEST_CASE("full: what is near shares the frame, other files have their own") {
  CHECK(
      Example().as(reporters::lint_full) ==
      R"(error[GW401]: host "shop.example.com" is served on 0.0.0.0:443; istiod drops this whole server
  --> shop.yaml:31:7 (Gateway shop/shop-gw, servers[1])
   |
30 |     - www.example.com
   |       --------------- lost with it
31 |     - shop.example.com
   |       ^^^^^^^^^^^^^^^^
   |
  ::: base.yaml:14:7
   |
14 |     - b.example.com
   |       ------------- first definition
   |
   = note: a remark
   = fix: remove the host
   = help: asmgw explain GW401 (IST0145, KIA0301)
)");
}

TEST_CASE("full: a long consequence has a line of its own") {
  Example example;
  example.result.diagnostics[0].consequence = std::string(100, 'x');
  const std::string out = example.as(reporters::lint_full);
  CHECK(out.find("0.0.0.0:443\n") != std::string::npos);
  CHECK(out.find("   = effect: xxx") != std::string::npos);
}

TEST_CASE("no reporter lets a control character through") {
  Example example;
  Diagnostic& found = example.result.diagnostics[0];
  found.message = found.consequence = found.fix->message =
      "a\x1b[2J\xff\u202e\u0085";
  found.notes[0].message = found.notes[2].message = "\x1b[2J\xff";
  example.result.objects[0].name = "\x1b[2J";
  example.sources.add("\x1b", "");
  for (const LintReporter* reporter : reporters::lint) {
    CAPTURE(reporter->name);
    const std::string out = example.as(*reporter);
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find('\xff') == std::string::npos);
    CHECK(out.find("\u202e") == std::string::npos);
    CHECK(out.find("\u0085") == std::string::npos);
  }
}

TEST_CASE("json has every key, null where nothing is known") {
  Example example;
  Diagnostic& found = example.result.diagnostics[0];
  found.consequence.clear();
  found.fix.reset();
  const auto all = nlohmann::json::parse(example.as(reporters::lint_json));
  CHECK(all["summary"]["hidden"] == 0);
  const auto& finding = all["findings"][0];
  CHECK(finding["consequence"].is_null());
  CHECK(finding["fix"].is_null());
  CHECK(finding["object"]["item"].is_null());
  CHECK(finding["notes"][2]["range"].is_null());
  CHECK(finding["range"]["start"] ==
        nlohmann::json{{"line", 31}, {"column", 7}, {"offset", 70}});
  CHECK(finding["range"]["end"]["column"] == 23);
  CHECK(finding["aliases"] == nlohmann::json{"IST0145", "KIA0301"});
}

TEST_CASE("a fingerprint holds no line, and no two are the same") {
  Example example;
  Diagnostic found = example.result.diagnostics[0];
  Fingerprints one(example.sources, example.result);
  const std::string first = one.next(found);
  CHECK(one.next(found) != first);
  found.range.begin -= 5;
  found.message = "other words";
  CHECK(Fingerprints(example.sources, example.result).next(found) == first);
  found.stable_pointer += "x";
  CHECK(Fingerprints(example.sources, example.result).next(found) != first);
}

}  // namespace
}  // namespace asmgw
