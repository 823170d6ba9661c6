// Every manifest of testdata/oracle/validation.jsonl and versions.jsonl:
// accepted or refused as recorded, warnings met, one cause one finding.
#include "testing/oracle.h"

#include "testing/examples.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

struct Verdict {
  std::vector<const Diagnostic*> findings;
};

/// Findings by document and item; a document that is no List is its item 0.
std::map<std::pair<unsigned, unsigned>, Verdict> by_object(
    const LintResult& result) {
  std::map<std::pair<unsigned, unsigned>, Verdict> all;
  for (const Diagnostic& found : result.diagnostics) {
    const ObjectName& object =
        result.objects[static_cast<std::size_t>(found.object)];
    all[{object.document, object.item.value_or(0)}].findings.push_back(&found);
  }
  return all;
}

bool refuses(const Diagnostic& found) {
  return found.severity == Severity::error && found.layer != Layer::runtime;
}

bool covers(const Diagnostic& found, std::string_view key) {
  return std::find(found.sources.begin(), found.sources.end(), key) !=
         found.sources.end();
}

std::string list(const Verdict& verdict) {
  std::string out;
  for (const Diagnostic* found : verdict.findings)
    out += fmt::format(" {}[{}] {} {};", text_of(found->severity),
                       found->rule->id, found->pointer, found->message);
  return out;
}

std::string keys_of(const json& recorded) {
  std::string out;
  for (const json& error : recorded["errors"])
    out += " " + error["key"].get<std::string>();
  return out;
}

/// The errors that count as one for one host, or one server's certificate.
std::string repeated(const Verdict& verdict) {
  std::map<std::string, int> seen;
  for (const Diagnostic* found : verdict.findings) {
    if (found->severity != Severity::error || found->layer != Layer::istio)
      continue;
    if (found->pointer.find("/hosts/") != std::string::npos)
      ++seen[found->pointer];
    if (covers(*found, "TLS16") || covers(*found, "TLS17"))
      ++seen["certificate of " +
             found->pointer.substr(0, found->pointer.find("/tls"))];
  }
  for (const auto& [what, times] : seen)
    if (times > 1) return what;
  return {};
}

void compare(const json& row, const json& recorded, const Verdict& verdict,
             Differences& differences) {
  const auto differ = [&](std::string_view what) {
    differences.add(fmt::format(
        "{} doc {} item {}: {}; recorded{}; found{}",
        row["id"].get<std::string>(), recorded["index"].get<int>(),
        recorded["item"].get<int>(), what, keys_of(recorded), list(verdict)));
  };
  const auto& errors = recorded["errors"];
  const auto count = [&](auto test) {
    return std::count_if(verdict.findings.begin(), verdict.findings.end(),
                         [&](const Diagnostic* found) { return test(*found); });
  };
  const bool unreadable =
      std::any_of(errors.begin(), errors.end(), [](const json& error) {
        return error["layer"] == "reading" && error["key"] != "Y-duplicate";
      });
  if (unreadable && count([](const Diagnostic& found) {
                      return refuses(found) && found.layer == Layer::reading;
                    }) == 0)
    differ("not YAML to Kubernetes");
  if (recorded["accepted"].is_null()) return;
  const bool refused = count(refuses) > 0;
  // Istio's verdict on what is filled in later is not what it will be.
  if (!refused && count([](const Diagnostic& found) {
                    return found.rule->id == "GW012" ||
                           found.rule->id == "GW036";
                  }) > 0)
    return;
  if (refused == recorded["accepted"].get<bool>())
    differ(refused ? "refused" : "accepted");
  for (const json& key : recorded["warnings"])
    if (count([&](const Diagnostic& found) {
          return found.severity >= Severity::warning &&
                 covers(found, key.get<std::string>());
        }) == 0)
      differ("no warning " + key.get<std::string>());
  if (errors.size() == 1) {
    const std::string layer = errors[0]["layer"].get<std::string>();
    if (count([&](const Diagnostic& found) {
          return found.severity == Severity::error &&
                 text_of(found.layer) == layer;
        }) != 1)
      differ("one key, not one finding");
  }
  const std::string twice = repeated(verdict);
  if (!twice.empty()) differ("two errors on " + twice);
}

/// One of M1 to M4, which the releases do not tell apart.
bool covers_meta(const Diagnostic& found) {
  return std::any_of(found.sources.begin(), found.sources.end(),
                     [](std::string_view key) { return key.starts_with('M'); });
}

/// A row of versions.jsonl has one document. `keys` has a reason once, however
/// often it holds.
void compare_release(const json& row, IstioVersion version,
                     const json& expected, Differences& differences) {
  LintOptions options;
  options.settings.version = version;
  const LintedText linted = lint_text(oracle_text(row), options);
  const Verdict verdict = by_object(linted.result)[{0, 0}];
  const auto any = [&](auto test) {
    return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                       [&](const Diagnostic* found) { return test(*found); });
  };
  const auto differ = [&](const std::string& what) {
    differences.add(fmt::format(
        "{} at {}: {}; recorded {}; found{}", row["id"].get<std::string>(),
        to_string(version), what, expected.dump(), list(verdict)));
  };
  const bool refused = any(refuses);
  if (refused == expected["accepted"].get<bool>())
    differ(refused ? "refused" : "accepted");
  const json keys = expected.value("keys", json::array());
  if (!keys.empty() && !any([&](const Diagnostic& found) {
        return refuses(found) &&
               text_of(found.layer) == expected["rejectedBy"] &&
               std::any_of(keys.begin(), keys.end(), [&](const json& key) {
                 return key == "M" ? covers_meta(found)
                                   : covers(found, key.get<std::string>());
               });
      }))
    differ("no error of the layer and a key");
  if (keys == json{"E-version"} && any([](const Diagnostic& found) {
        return (found.layer == Layer::api_server ||
                found.layer == Layer::istio) &&
               !covers(found, "E-version");
      }))
    differ("more than the version");
  for (const json& key : expected.value("warnings", json::array()))
    if (!any([&](const Diagnostic& found) {
          return found.severity >= Severity::warning &&
                 covers(found, key.get<std::string>());
        }))
      differ("no warning " + key.get<std::string>());
}

}  // namespace

TEST_CASE("Istio's and Kubernetes' verdicts are met on every manifest") {
  Differences differences;
  std::size_t documents = 0;
  for (const json& row : oracle_rows("validation.jsonl")) {
    const LintedText linted = lint_text(oracle_text(row));
    auto verdicts = by_object(linted.result);
    if (row.value("fileError", false) &&
        std::none_of(linted.result.diagnostics.begin(),
                     linted.result.diagnostics.end(), refuses))
      differences.add(row["id"].get<std::string>() + " separator accepted");
    for (const json& recorded : row["docs"]) {
      ++documents;
      compare(row, recorded,
              verdicts[{recorded["index"].get<unsigned>(),
                        recorded["item"].get<unsigned>()}],
              differences);
    }
  }
  CHECK(documents > 3000);
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

TEST_CASE("the verdicts of other releases are met on every manifest") {
  Differences differences;
  const auto rows = oracle_rows("versions.jsonl");
  REQUIRE(rows.size() > 1000);
  for (const json& row : rows)
    for (const auto& [version, expected] : oracle_releases(row))
      compare_release(row, version, expected, differences);
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
