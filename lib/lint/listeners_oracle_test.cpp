// What istiod drops and Envoy refuses in testdata/oracle/listeners.jsonl is
// reported, and nothing else is.
#include "testing/examples.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

LintOptions options_of(const json& workload) {
  LintOptions options;
  WorkloadWish wish;
  wish.namespace_ = workload["namespace"];
  wish.name = workload["name"];
  for (const auto& [key, value] : workload["labels"].items())
    wish.labels.emplace_back(key, value);
  options.settings.workloads.push_back(std::move(wish));
  return options;
}

bool is_one_of(std::string_view id,
               std::initializer_list<std::string_view> ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// `ns/name#index` of the server that a finding is about.
std::string server_of(const LintResult& result, const Diagnostic& found) {
  const ObjectName& object =
      result.objects[static_cast<std::size_t>(found.object)];
  std::string index = found.pointer.substr(sizeof("/spec/servers/") - 1);
  index.resize(std::min(index.find('/'), index.size()));
  return object.namespace_.value_or("default") + '/' +
         object.name.value_or("") + '#' + index;
}

std::string gateway_of(const std::string& server) {
  return server.substr(0, server.find('#'));
}

class Comparison {
 public:
  void compare(const json& row) {
    if (row["expect"].contains("panic")) return;
    const LintedText linted =
        lint_text(row["yaml"], options_of(row["workload"]));
    std::set<std::string> dropped;
    std::set<std::string> dead;  // Gateways of which no server is used
    bool refused = false;
    for (const Diagnostic& found : linted.result.diagnostics) {
      const std::string_view id = found.rule->id;
      const bool sources_drop =
          found.message.find("drops this whole server") != std::string::npos;
      if (is_one_of(id, {"GW401", "GW404", "GW405", "GW423"}) && sources_drop)
        dropped.insert(server_of(linted.result, found));
      for (const Note& note : found.notes)
        if (note.message.starts_with("no server of this Gateway is used"))
          dead.insert(gateway_of(server_of(linted.result, found)));
      refused |= found.severity == Severity::error &&
                 (is_one_of(id, {"GW402", "GW403", "GW404", "GW406", "GW407",
                                 "GW419"}));
    }
    std::set<std::string> expected;
    for (const json& one : row["expect"]["dropped"]) {
      expected.insert(one);
      if (dead.contains(gateway_of(one))) dropped.insert(one);
    }
    if (expected != dropped)
      differences.add(row["id"].get<std::string>() + " dropped: want " +
                      json(expected).dump() + " got " + json(dropped).dump());
    bool refuses = false;
    for (const json& one : row["expect"]["listeners"])
      refuses |= one["refused"].get<bool>();
    if (refuses && !refused)
      differences.add(row["id"].get<std::string>() + " refused, unsaid");
  }

  Differences differences;
};

}  // namespace

TEST_CASE("listeners of the oracle: what is lost is reported") {
  Comparison comparison;
  for (const json& row : oracle_rows("listeners.jsonl"))
    comparison.compare(row);
  INFO(comparison.differences.first(30));
  CHECK(comparison.differences.count() == 0);
}

}  // namespace asmgw
