// What kubectl reads as a Gateway is judged, or refused aloud: whole texts
// (kubectl.jsonl), and what becomes of manifests where the marks of template
// languages are put into every line (mutants.jsonl). See testdata/oracle.
#include "model/load.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace asmgw {
namespace {

using nlohmann::json;

/// What kubectl makes of a text.
struct Verdict {
  int gateways = 0;
  bool error = false;  ///< it stops there
};

/// What we make of it.
struct Seen {
  int judged = 0;
  bool error = false;       ///< said as one
  bool left_alone = false;  ///< said on stderr
};

bool is_hint(const Problem& problem) {
  return problem.kind == ProblemKind::ytt_template;
}

Seen load(std::string text) {
  const SourceFile file("a.yaml", std::move(text));
  Seen seen;
  load_objects(file, FileId{}, {}, [&](const LoadedObject& object) {
    const Problems& problems = object.model.problems;
    const bool gateway = object.outcome == Outcome::gateway;
    if (gateway && object.model.gateway) ++seen.judged;
    seen.left_alone |= object.outcome == Outcome::left_alone;
    seen.error |=
        object.outcome == Outcome::unreadable ||
        (gateway && !std::all_of(problems.begin(), problems.end(), is_hint));
  });
  return seen;
}

/// The API server refuses the object for its name or namespace, whatever
/// kubectl reads.
bool braces_in_name(const std::string& text) {
  for (const char* key : {"  name: ", "  namespace: "}) {
    const std::size_t at = text.find(key);
    if (at == std::string::npos) continue;
    const std::string line = text.substr(at, text.find('\n', at) - at);
    const std::size_t action = line.find("{{");
    if (action != std::string::npos && action < line.find(" #")) return true;
  }
  return false;
}

/// What is wrong with that, "" if nothing.
std::string fault(const Verdict& kubectl, const std::string& text) {
  const Seen seen = load(text);
  if (seen.error || (seen.left_alone && braces_in_name(text))) return {};
  if (seen.judged < kubectl.gateways)
    return fmt::format("{} of {} Gateways judged", seen.judged,
                       kubectl.gateways);
  // What stands in a document of another kind is not checked, even where
  // kubectl does not come to the next.
  const bool alone = text.find("\n---") == std::string::npos;
  if (alone && seen.judged > kubectl.gateways && !seen.left_alone)
    return fmt::format("{} Gateways judged, where kubectl reads {}",
                       seen.judged, kubectl.gateways);
  return {};
}

std::string quoted(const std::string& text) {
  return json(text).dump(-1, ' ', true, json::error_handler_t::replace);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

using Take = std::function<void(const std::string&)>;

/// `mark` before every line and at the end, alone, indented and in a comment;
/// and behind every line, alone and in a comment.
void mutants(const std::vector<std::string>& lines, const std::string& mark,
             const Take& take) {
  for (std::size_t i = 0; i <= lines.size(); ++i) {
    const std::string next = i < lines.size() ? lines[i] : "";
    const std::string indent =
        next.substr(0, std::min(next.find_first_not_of(' '), next.size()));
    for (const std::string& line :
         {mark, indent + mark, indent + "# " + mark}) {
      std::vector<std::string> changed = lines;
      changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i), line);
      take(joined(changed));
    }
    if (i == lines.size()) break;
    for (const char* before : {" ", " # "}) {
      std::vector<std::string> changed = lines;
      changed[i] += before + mark;
      take(joined(changed));
    }
  }
}

/// `0` to `9`: so many Gateways; `a` to `j`: so many, then an error.
Verdict verdict_of(char letter) {
  const bool error = letter >= 'a';
  return {letter - (error ? 'a' : '0'), error};
}

}  // namespace

TEST_CASE("what kubectl reads as a Gateway is judged or refused aloud") {
  Differences differences;
  std::size_t rows = 0;
  for (const json& row : oracle_rows("kubectl.jsonl")) {
    ++rows;
    const Verdict kubectl{row["gateways"].get<int>(), row["error"].get<bool>()};
    const std::string text = oracle_text(row);
    const std::string wrong = fault(kubectl, text);
    if (!wrong.empty()) differences.add(wrong + ": " + quoted(text));
  }
  CHECK(rows > 500);
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

TEST_CASE("no mark of a template language hides a Gateway from us alone") {
  Differences differences;
  const std::vector<json> rows = oracle_rows("mutants.jsonl");
  const auto marks = rows.at(0)["markers"].get<std::vector<std::string>>();
  const std::size_t step = stride(5);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto verdicts = rows[i]["verdicts"].get<std::string>();
    const auto lines = lines_of(rows[i]["yaml"].get<std::string>());
    CHECK(fault({1, false}, joined(lines)).empty());
    std::size_t number = 0;
    for (const std::string& mark : marks)
      mutants(lines, mark, [&](const std::string& text) {
        const std::size_t at = number++;
        if (at >= verdicts.size() || at % step != i % step) return;
        const std::string wrong = fault(verdict_of(verdicts[at]), text);
        if (!wrong.empty()) differences.add(wrong + ": " + quoted(text));
      });
    CHECK(number == verdicts.size());
  }
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
