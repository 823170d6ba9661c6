// Examples -> files -> findings -> lines.
#include "testing/examples.h"

#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::string_view option_line = "# asmgw: ";

std::string_view body(std::string_view example) {
  if (!example.empty() && example.front() == '\n') example.remove_prefix(1);
  return example;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

LintOptions options_of(std::string_view example) {
  LintOptions options;
  options.settings = settings_of_words(example_words(example));
  options.shown = Severity::info;
  return options;
}

/// Lines before the example's own once it stands in a file.
std::uint32_t offset_of(std::string_view example) {
  return example.find("apiVersion") == std::string_view::npos ? 5 : 0;
}

LintedText run(const RuleSet& rules, std::string text,
               const LintOptions& options) {
  LintedText linted;
  const FileId file = linted.sources.add("example.yaml", std::move(text));
  Linter linter(linted.sources, rules, options);
  linter.check(file);
  static_cast<Linted&>(linted) = linter.finish();
  return linted;
}

}  // namespace

std::vector<std::string> example_words(std::string_view example) {
  example = body(example);
  if (!example.starts_with(option_line)) return {};
  return words_of(example.substr(option_line.size(),
                                 example.find('\n') - option_line.size()));
}

std::string example_file(std::string_view example) {
  example = body(example);
  std::string out;
  if (offset_of(example) == 0) {
    out = example;
  } else {
    out =
        "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\n"
        "metadata:\n  name: example\nspec:\n";
    for (const std::string& line : lines_of(example))
      out += (line.empty() ? "" : "  ") + line + "\n";
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

std::vector<std::uint32_t> marked_lines(std::string_view example) {
  std::vector<std::uint32_t> marked;
  std::uint32_t number = 0;
  for (const std::string& line : lines_of(body(example))) {
    ++number;
    if (line.find("# <--") != std::string::npos) marked.push_back(number);
  }
  return marked;
}

std::vector<std::uint32_t> reported_lines(const Rule& rule,
                                          std::string_view example) {
  if (example.empty()) return {};
  const Rule* const only[] = {&rule};
  const LintedText linted =
      run(RuleSet(only), example_file(example), options_of(example));
  std::vector<std::uint32_t> lines;
  for (const Diagnostic& found : linted.result.diagnostics)
    lines.push_back(linted.sources.place(found.range).line -
                    offset_of(example));
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::string loud_findings(std::string_view example) {
  if (example.empty()) return {};
  LintOptions options = options_of(example);
  options.shown = Severity::warning;
  const LintedText linted =
      run(RuleSet(rules::all), example_file(example), options);
  std::string out;
  for (const Diagnostic& found : linted.result.diagnostics)
    out += fmt::format("{}: {} {}\n", linted.sources.place(found.range).line,
                       found.rule->id, found.message);
  return out;
}

LintedText lint_text(std::string text, LintOptions options) {
  options.shown = Severity::info;
  return run(RuleSet(rules::all), std::move(text), options);
}

}  // namespace asmgw
