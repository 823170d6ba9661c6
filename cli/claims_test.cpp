// What becomes of a rule on several objects whose example is spread over
// folders: of one mesh, of alternatives, and of such as nothing is known of.
#include "base/text.h"
#include "cli/testing/run.h"
#include "rules/all.h"
#include "testing/examples.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

/// The documents of an example.
Words documents_of(const std::string& text) {
  constexpr std::string_view mark = "\n---\n";
  Words all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    all.push_back(text.substr(at, end - at) + "\n");
    at = std::min(end + mark.size(), text.size());
  }
  return all;
}

/// A Gateway for each server of one Gateway.
Words gateways_of(const std::string& text) {
  const std::size_t list = text.find("servers:\n");
  const std::size_t name = text.find("  name: ");
  if (list == std::string::npos || name == std::string::npos) return {text};
  const std::size_t first = text.find('\n', list) + 1;
  const std::size_t dash = text.find('-', first);
  const std::string item = "\n" + text.substr(first, dash - first) + "- ";
  Words all;
  for (std::size_t at = first - 1; at < text.size();) {
    const std::size_t end = std::min(text.find(item, at + 1), text.size());
    std::string head = text.substr(0, first - 1);
    head.insert(name + 8, fmt::format("g{}-", all.size()));
    all.push_back(head + text.substr(at, end - at) + "\n");
    at = end;
  }
  return all;
}

/// The example of a rule as files of one object each.
Words objects_of(const Rule& rule) {
  const std::string text = example_file(rule.bad);
  const Words documents = documents_of(text);
  return documents.size() > 1 ? documents : gateways_of(text);
}

/// The level at which a rule reports the example, with a document in each of
/// the folders in turn.
Severity level_in(const Rule& rule, const Words& folders, Words options = {}) {
  const Words documents = objects_of(rule);
  const TemporaryFolder here;
  for (std::size_t i = 0; i < documents.size(); ++i)
    here.write(fmt::format("{}/{}.yaml", folders[i % folders.size()], i),
               documents[i]);
  Words words{"lint",        "-q",   "-o",       "concise",
              "--min-level", "info", "--select", std::string(rule.id)};
  for (const Words& more : {example_words(rule.bad), options})
    words.insert(words.end(), more.begin(), more.end());
  words.emplace_back(".");
  const std::string out = run_asmgw(words).out;
  for (Severity level : {Severity::error, Severity::warning, Severity::info})
    if (contains(out, fmt::format("{}[{}]", text_of(level), rule.id)))
      return level;
  return Severity::off;
}

const Words together{"all"}, unknown{"edge", "portal", "billing", "search"},
    apart{"envs/dev", "envs/qa", "envs/prod", "envs/staging"};

}  // namespace

TEST_CASE("every rule on several objects goes by what is known of its files") {
  std::size_t accusing = 0, missing = 0;
  for (const Rule* rule : rules::all) {
    if (rule->scope != Scope::set || objects_of(*rule).size() < 2) continue;
    CAPTURE(rule->id);
    const Severity there = level_in(*rule, together);
    if (there == Severity::off ||
        level_in(*rule, together, {"--scope", "file"}) != Severity::off)
      continue;  // of one object, or of copies
    if (rule->claim == Claim::accuses || rule->claim == Claim::doubles) {
      ++accusing;
      CHECK(level_in(*rule, unknown) <= Severity::info);
      CHECK(level_in(*rule, apart) == Severity::off);
    } else {
      ++missing;
      CHECK(level_in(*rule, unknown) == there);
    }
  }
  MESSAGE(accusing << " accuse, " << missing << " miss or take as evidence");
  CHECK(accusing > 10);
  CHECK(missing > 3);
}

}  // namespace asmgw::cli
