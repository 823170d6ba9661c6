// What the reporters make of changes, whatever the comparison finds.
#include "base/text.h"
#include "diff/kinds/object.h"
#include "output/diff_report.h"
#include "output/json.h"
#include "testing/example_kinds.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

namespace asmgw {
namespace {

using example_kinds::added;
using example_kinds::removed;

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
    .aliases = {},
    .check = Check::One{nullptr},
};

/// A host leaves, another comes, and something that has no effect.
struct Example {
  Sources sources;
  DiffResult result;
  DiffSideName older{"main:gw", 2}, newer{"gw", 2};
  Impact shown = Impact::safe;
  bool show_metadata = false;
  std::optional<DiffSideName> live;
  const DiffResult* drift = nullptr;
  LintDelta lint;
  Diagnostic finding;
  std::string other_text;

  Example() {
    const FileId old_file = sources.add(
        "old.yaml", "items:\n- www.example.com\n- api.example.com\nkind: A\n");
    const FileId new_file =
        sources.add("new.yaml", "items:\n- www.example.com\n- b\nkind: A\n");
    result.changes.push_back(
        {&removed,
         Impact::breaking,
         removed.classes,
         "api.example.com leaves 443/HTTPS",
         "served with TLS",
         "handshakes are closed",
         {"no other server has it"},
         "shop/gw",
         "selector(istio=a)",
         2,
         "0.0.0.0_443",
         {"api.example.com"},
         {"api.example.com"},
         Spot{{old_file, 27, 42}, "/spec/servers/1/hosts/1"},
         Spot{{new_file, 0, 5}, "/spec/servers/1/hosts"}});
    Change& second = result.changes.emplace_back();
    second.kind = &added;
    second.level = Impact::safe;
    second.title = "b comes to 443/HTTPS";
    second.gateway = "shop/gw";
    second.subject = {"b"};
    second.newer = Spot{{new_file, 27, 28}, "/spec/servers/1/hosts/1"};
    Change& third = result.changes.emplace_back();
    third.kind = &added;
    third.title = "other order";
    third.gateway = "shop/gw";
    result.listeners = {{"selector(istio=a)", "0.0.0.0_443", "HTTPS", ""}};
    result.versions = {{"shop/gw", true}, {"shop/other", false}};
    result.notes = {"as one sees it"};
    finding.rule = &rule;
    finding.severity = Severity::error;
    finding.range = {new_file, 27, 28};
    finding.message = "host is served twice";
    lint.introduced = {&finding};
    lint.unchanged = 4;
  }
  Example(const Example&) = delete;
  Example& operator=(const Example&) = delete;

  [[nodiscard]] DiffReport report() const {
    return {sources, older, newer, result, shown,          show_metadata,
            live,    drift, lint,  {},     std::size_t{0}, other_text};
  }

  [[nodiscard]] std::string as(const DiffReporter& reporter,
                               const Presentation& how = {}) const {
    std::string out;
    reporter.write({report()}, how, out);
    return out;
  }

  [[nodiscard]] Json json() const {
    return Json::parse(as(reporters::diff_json));
  }
};

std::string without_fingerprints(std::string text) {
  constexpr std::string_view lead = "fingerprint ";
  for (std::size_t at = text.find(lead); at != std::string::npos;
       at = text.find(lead, at + 1))
    text.replace(at + lead.size(), 32, "F");
  return text;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST_CASE("full: worst first with both sides, then what becomes of the rest") {
  CHECK(without_fingerprints(Example().as(reporters::diff_full)) ==
        R"(breaking: 1, safe: 1 (main:gw → gw)

breaking[host-removed]: api.example.com leaves 443/HTTPS
 --> old.yaml:3:3 (servers[1])
  |
2 | - www.example.com
3 | - api.example.com
  |   --------------- before
  |
 ::: new.yaml:1:1 (servers[1])
  |
1 | items:
  | ^^^^^ after
  |
  = now: served with TLS
  = then: handshakes are closed
  = note: no other server has it
  = where: Gateway shop/gw; 0.0.0.0_443 on selector(istio=a) and 2 more workloads
  = help: asmgw explain host-removed (fingerprint F)

safe[host-added]: b comes to 443/HTTPS
 --> new.yaml:3:3 (servers[1])
  |
2 | - www.example.com
3 | - b
  |   ^ after
  |
  = where: Gateway shop/gw
  = help: asmgw explain host-added (fingerprint F)

listeners
  selector(istio=a)  0.0.0.0_443  HTTPS  →  -

versions
  recorded by a console that keeps them: shop/gw
  not recorded, metadata alone differs: shop/other

lint
  introduced error[GW401] new.yaml:3:3: host is served twice

note: as one sees it
1 change without effect at run time (list them with --level none)
)");
}

TEST_CASE("full: places in one file that are near share the frame") {
  Example example;
  example.result.changes[0].newer =
      Spot{{example.result.changes[0].older->range.file, 9, 24}, ""};
  const std::string out = example.as(reporters::diff_full);
  CHECK(contains(out, R"(
 --> old.yaml:3:3 (servers[1])
  |
1 | items:
2 | - www.example.com
  |   ^^^^^^^^^^^^^^^ after
3 | - api.example.com
  |   --------------- before
  |
  = now)"));
}

TEST_CASE("full: long lists of hosts say how much is missing") {
  Example example;
  std::vector<std::string>& hosts = example.result.changes[0].hosts;
  hosts = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  CHECK(contains(example.as(reporters::diff_full),
                 "  = hosts: 0, 1, 2, 3, 4, 5, 6, 7, +2 more\n"));
}

TEST_CASE("full: nothing effective is one line, and what is counted") {
  Example example;
  const DiffResult nothing;
  Example none;
  none.result = nothing;
  none.lint = {};
  CHECK(none.as(reporters::diff_full) == "no effective difference\n");
  none.result.changes = {example.result.changes[2]};
  none.result.versions = example.result.versions;
  CHECK(none.as(reporters::diff_full) ==
        "no effective difference\n1 change without effect at run time (list "
        "them with --level none)\n");
  none.shown = Impact::none;
  CHECK(contains(none.as(reporters::diff_full),
                 "no effective difference\n\nnone[host-added]: other order\n"));
  example.shown = Impact::breaking;
  CHECK(contains(example.as(reporters::diff_full),
                 "\n1 change below breaking (list them with --level safe)\n"));
}

TEST_CASE("full: what runs against OLD has a section of its own") {
  Example example;
  DiffResult drift;
  drift.changes = {example.result.changes[1]};
  example.live = DiffSideName{"dump.yaml", 3};
  example.drift = &drift;
  const std::string out = example.as(reporters::diff_full);
  CHECK(contains(out,
                 "change: breaking: 1, safe: 1 (dump.yaml against gw)\n"
                 "drift: safe: 1 (dump.yaml against main:gw)\n\n"
                 "drift\n\nsafe[host-added]"));
  CHECK(contains(out, "\nchange\n\nbreaking[host-removed]"));
  CHECK(contains(example.as(reporters::diff_markdown), "\n#### Drift: 1 safe"));
  CHECK(contains(example.as(reporters::diff_brief),
                 "new.yaml:3:3: drift safe[host-added] b comes"));
  const Json all = example.json();
  CHECK(all["live"] == Json{{"name", "dump.yaml"}, {"gateways", 3}});
  REQUIRE(all["drift"].size() == 1);
  CHECK(all["drift"][0]["id"] == "host-added");
}

TEST_CASE("full: colour only where it is asked for") {
  const Example example;
  CHECK_FALSE(contains(example.as(reporters::diff_full), "\x1b"));
  CHECK(contains(example.as(reporters::diff_full, {true, 0}),
                 "\x1b[1;31mbreaking[host-removed]\x1b[0m"));
}

TEST_CASE("full: other objects come last, as they are") {
  Example example;
  example.other_text = "--- a\tnow\n+\x1b[2Jx\r\n+y";
  CHECK(example.as(reporters::diff_full)
            .ends_with("\n\n--- a\tnow\n+\\x1b[2Jx\\r\n+y\n"));
}

TEST_CASE("brief: the place of the new side, else of the old one") {
  Example example;
  CHECK(example.as(reporters::diff_brief) ==
        "new.yaml:1:1: breaking[host-removed] api.example.com leaves "
        "443/HTTPS\n"
        "new.yaml:3:3: safe[host-added] b comes to 443/HTTPS\n");
  example.shown = Impact::risky;
  example.result.changes[0].newer.reset();
  CHECK(example.as(reporters::diff_brief).starts_with("old.yaml:3:3: "));
  example.result.changes[0].older.reset();
  CHECK(example.as(reporters::diff_brief).starts_with("shop/gw: breaking["));
}

TEST_CASE("json has every key, null where nothing is known") {
  const Json all = Example().json();
  CHECK(keys_of(all) == std::vector<std::string>{
                            "version", "tool", "old", "new", "equal", "level",
                            "summary", "groups", "live", "drift",
                            "versionRecorded", "changes", "requests", "lint"});
  CHECK(all["equal"] == false);
  CHECK(all["level"] == "breaking");
  CHECK(all["summary"].dump() ==
        R"({"breaking":1,"risky":0,"safe":1,"none":1})");
  CHECK(all["live"].is_null());
  CHECK(all["drift"].is_null());
  CHECK(all["requests"].is_null());
  CHECK(all["versionRecorded"][1].dump() ==
        R"({"group":null,"gateway":"shop/other","recorded":false})");
  CHECK(all["lint"]["unchanged"] == 4);
  CHECK(keys_of(all["lint"]["introduced"][0]) ==
        std::vector<std::string>{"group", "rule", "level", "message", "path",
                                 "range"});
  REQUIRE(all["changes"].size() == 2);
  for (const Json& change : all["changes"])
    CHECK(keys_of(change) ==
          std::vector<std::string>{"group", "id", "fingerprint", "level",
                                   "classes", "title", "now", "then",
                                   "workload", "listener", "hosts", "gateway",
                                   "old", "new", "notes", "example"});
  const Json& first = all["changes"][0];
  CHECK(first["classes"] == Json::array({"availability"}));
  CHECK(first["old"]["range"]["start"] ==
        Json{{"line", 3}, {"column", 3}, {"offset", 27}});
  const Json& second = all["changes"][1];
  for (const char* key :
       {"now", "then", "workload", "listener", "old", "example"})
    CHECK(second[key].is_null());
  CHECK(second["hosts"] == Json::array());
}

TEST_CASE("json: equal if nothing has an effect") {
  Example example;
  example.result.changes.erase(example.result.changes.begin(),
                               example.result.changes.begin() + 2);
  const Json all = example.json();
  CHECK(all["equal"] == true);
  CHECK(all["level"] == "none");
  CHECK(all["changes"] == Json::array());
}

TEST_CASE("markdown: a table of what matters, each folded, the safe together") {
  Example example;
  example.other_text = "- x\n```\n</details>";
  const std::string out = example.as(reporters::diff_markdown);
  CHECK(out.starts_with(
      "### asmgw diff: 1 breaking, 1 safe\n\nFrom main:gw to gw\n\n"
      "| Level | Change | Where |\n| --- | --- | --- |\n"
      "| **breaking** | host-removed: api.example.com leaves 443/HTTPS | "
      "new.yaml:1:1 |\n\n"
      "<details><summary>breaking: api.example.com leaves "
      "443/HTTPS</summary>\n\n- Now: served with TLS\n"));
  CHECK(contains(out,
                 "<details><summary>1 safe change</summary>\n\n"
                 "- host-added: b comes to 443/HTTPS (new.yaml:3:3)\n"));
  CHECK(contains(out, "| selector(istio=a) | 0.0.0.0\\_443 | HTTPS | - |\n"));
  CHECK(contains(out, "- introduced: error GW401 at new.yaml:3:3: host"));
  CHECK(contains(out, "\n    - x\n    ```\n    </details>\n\n</details>\n"));
}

TEST_CASE("which changes are listed") {
  Example example;
  const auto titles = [&] {
    std::string out;
    for (const Change* change : listed(example.report(), example.result))
      out += change->title + ';';
    return out;
  };
  Change& foreign = example.result.changes[2];
  CHECK(titles() == "api.example.com leaves 443/HTTPS;b comes to 443/HTTPS;");
  example.shown = Impact::none;
  CHECK(titles().ends_with(";other order;"));
  foreign.kind = &changes::foreign_annotation_changed;
  example.shown = Impact::breaking;
  example.show_metadata = true;
  CHECK(titles() == "api.example.com leaves 443/HTTPS;other order;");
}

TEST_CASE("fingerprints hold no line, and no two are the same") {
  Example example;
  std::vector<Change>& changes = example.result.changes;
  changes.push_back(changes[1]);
  changes.push_back(changes[1]);
  const std::vector<std::string> before = fingerprints_of(example.result);
  REQUIRE(before.size() == 5);
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == 5);
  for (const std::string& one : before) CHECK(one.size() == 32);
  changes[0].older->range.begin = 0;
  changes[0].newer.reset();
  changes[0].title = changes[0].then = "other words";
  changes[0].level = Impact::risky;
  CHECK(fingerprints_of(example.result) == before);
  changes[0].subject.emplace_back("x");
  CHECK(fingerprints_of(example.result)[0] != before[0]);
  CHECK(example.json()["changes"][1]["fingerprint"] == before[1]);
}

TEST_CASE("a fingerprint tells where one field ends and the next begins") {
  Example example;
  std::set<std::string> all;
  for (const std::vector<std::string>& subject :
       std::vector<std::vector<std::string>>{{"a", "b"},
                                             {"a b"},
                                             {"ab"},
                                             {"a", "", "b"},
                                             {"a1:b"},
                                             {"b", "a"},
                                             {"a\nb"},
                                             {}}) {
    example.result.changes[0].subject = subject;
    all.insert(fingerprints_of(example.result)[0]);
  }
  CHECK(all.size() == 8);
}

// ---- texts that want to be something else ----------------------------------

constexpr std::string_view nasty =
    "</summary></details><script>|`x`*_[a](b)@me\n\n# "
    "h\n---\n\x1b[2J\xff\u202e";

void make_nasty(Example& example) {
  const std::string text(nasty);
  for (Change& change : example.result.changes) {
    change.title = change.now = change.then = change.gateway = text;
    change.workload = change.listener = text;
    change.notes = change.hosts = {text, text};
  }
  example.older.name = example.newer.name = text;
  example.result.listeners = {{text, text, text, text}};
  example.result.versions = {{text, true}, {text, false}};
  example.result.notes = {text};
  example.finding.message = text;
  example.other_text = text;
  const FileId file = example.sources.add(text, text);
  example.result.changes[0].older = Spot{{file, 0, 50}, '/' + text};
  example.result.changes[1].newer = Spot{{file, 0, 50}, '/' + text};
  example.finding.range = {file, 0, 50};
  example.lint.fixed = {&example.finding};
}

TEST_CASE("no reporter lets a control character through") {
  Example example;
  make_nasty(example);
  example.shown = Impact::none;
  for (const DiffReporter* reporter : reporters::diff) {
    CAPTURE(reporter->name);
    const std::string out = example.as(*reporter);
    CHECK_FALSE(contains(out, "\x1b"));
    CHECK_FALSE(contains(out, "\xff"));
    CHECK_FALSE(contains(out, "\u202e"));
  }
  const std::string brief = example.as(reporters::diff_brief);
  CHECK(std::count(brief.begin(), brief.end(), '\n') == 3);
}

TEST_CASE("several groups: each under its name, in one list for programs") {
  Example dev, prod, qa;
  dev.result.group = "dev";
  prod.result.group = "prod";
  prod.result.changes.resize(1);
  qa.result = {};
  qa.result.group = "q\x1b[1ma";
  qa.lint = {};
  const DiffReports all{dev.report(), prod.report(), qa.report()};
  const auto as = [&](const DiffReporter& reporter) {
    std::string out;
    reporter.write(all, {}, out);
    CHECK_FALSE(contains(out, "\x1b"));
    return out;
  };
  const std::string full = as(reporters::diff_full);
  CHECK(full.starts_with("GROUP dev\n"));
  CHECK(contains(full, "\n\nGROUP prod\n"));
  CHECK(full.ends_with(
      "\nno effective difference in 1 other group: q\\x1b[1ma\n"));
  CHECK(contains(as(reporters::diff_brief), " (group prod)\n"));
  CHECK(contains(as(reporters::diff_markdown), "### asmgw diff of prod: "));
  const Json json = Json::parse(as(reporters::diff_json));
  CHECK(json["groups"].size() == 3);
  CHECK(json["groups"][2]["level"] == "none");
  CHECK(json["summary"]["breaking"] == 2);
  CHECK(json["changes"][0]["group"] == "dev");
  // The same change of two groups is two.
  CHECK(fingerprints_of(dev.result)[0] != fingerprints_of(prod.result)[0]);
}

TEST_CASE("markdown: no longer than a comment may be") {
  Example example;
  Change change = example.result.changes[0];
  change.hosts.assign(2000, "www.example.com");
  example.result.changes.assign(3000, change);
  example.result.listeners.resize(3000, example.result.listeners[0]);
  const std::string out = example.as(reporters::diff_markdown);
  CHECK(out.size() < 65'536);
  CHECK(contains(out, "### asmgw diff: 3000 breaking\n"));
  CHECK(contains(out, " changes more: see another format\n"));
  CHECK(contains(out, "\n3000 listeners more: see another format\n"));
}

TEST_CASE("markdown: no mark of a manifest works") {
  Example example;
  make_nasty(example);
  example.other_text.clear();
  const std::string out = example.as(reporters::diff_markdown);
  for (std::string_view bad : {"<script", "</summary></details>", "@me",
                               "\n# h", "\n---", "](b)", "\n\n\n"}) {
    CAPTURE(bad);
    CHECK(contains(out, bad) == (bad == "](b)"));
  }
  CHECK_FALSE(contains(out, "[a](b)"));
  CHECK(contains(out, "\\[a\\](b)"));
  for (std::size_t at = out.find('`'); at != std::string::npos;
       at = out.find('`', at + 1))
    CHECK(out[at - 1] == '\\');
}

TEST_CASE("markdown: every row has its cells") {
  Example example;
  make_nasty(example);
  const std::string out = example.as(reporters::diff_markdown);
  std::size_t rows = 0;
  for (std::size_t at = out.find("\n|"); at != std::string::npos;
       at = out.find("\n|", at + 1)) {
    std::size_t bars = 0;
    for (std::size_t i = at + 1; out[i] != '\n'; ++i)
      if (out[i] == '\\')
        ++i;
      else if (out[i] == '|')
        ++bars;
    CHECK((bars == 4 || bars == 5));
    ++rows;
  }
  CHECK(rows == 6);
}

}  // namespace
}  // namespace asmgw
