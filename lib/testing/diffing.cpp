// Texts -> meshes -> changes.
#include "testing/diffing.h"

#include "diff/context.h"
#include "rules/all.h"
#include "testing/words.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

std::string indented(std::string_view text, std::string_view by) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (!line.empty()) out += fmt::format("{}{}\n", by, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

LintOptions options_of(std::string_view text) {
  LintOptions options;
  options.settings = settings_of_words(words_of(text));
  return options;
}

Linted read(Sources& sources, const std::string& name,
            const std::vector<std::string>& files, const DiffSettings& settings,
            const LintOptions& options) {
  static const RuleSet rules{rules::all};
  Linter linter(sources, rules, options);
  if (!settings.context.empty())
    linter.check(sources.add("context.yaml", settings.context));
  for (const std::string& text : files) linter.check(sources.add(name, text));
  return linter.finish();
}

}  // namespace

std::string expanded(std::string_view example) {
  if (!example.empty() && example.front() == '\n') example.remove_prefix(1);
  if (example.empty()) return {};
  if (example.substr(0, 10) == "apiVersion") return std::string(example) + '\n';
  std::string spec;
  if (example.front() == '{')
    spec = fmt::format(
        "selector: {{istio: ingressgateway}}\n"
        "servers:\n"
        "- port: {{number: 443, name: https, protocol: HTTPS}}\n"
        "  hosts: [shop.example.com]\n"
        "  tls: {}\n",
        example);
  else if (example.front() == '-')
    spec = "selector: {istio: ingressgateway}\nservers:\n" +
           std::string(example) + '\n';
  else
    spec = std::string(example) + '\n';
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
         "metadata: {name: shop, namespace: shop}\nspec:\n" +
         indented(spec, "  ");
}

std::vector<std::string> Diffed::ids() const {
  std::vector<std::string> all;
  for (const Change& one : result.changes)
    all.push_back(fmt::format("{} {}", text_of(one.level), one.kind->id));
  std::sort(all.begin(), all.end());
  return all;
}

std::string Diffed::text() const {
  std::string out;
  for (const Change& one : result.changes)
    out +=
        fmt::format("{} {}: {}\n", text_of(one.level), one.kind->id, one.title);
  return out;
}

Diffed diff_files(const std::vector<std::string>& older,
                  const std::vector<std::string>& newer,
                  const DiffSettings& settings) {
  LintOptions options = settings.lint;
  options.all_context = true;
  Diffed made;
  made.older = read(made.sources, "old.yaml", older, settings, options);
  made.newer = read(made.sources, "new.yaml", newer, settings, options);
  Mesh& before = made.older.read->mesh;
  Mesh& after = made.newer.read->mesh;
  share_context(before, after);
  made.result = diff(before, after, options.settings, made.sources);
  return made;
}

Diffed diff_texts(const std::string& older, const std::string& newer,
                  const DiffSettings& settings) {
  return diff_files({older}, {newer}, settings);
}

Diffed diff_example(const ChangeExample& example, std::string_view older,
                    std::string_view newer) {
  return diff_texts(
      expanded(older), expanded(newer),
      {std::string(example.context), options_of(example.options)});
}

}  // namespace asmgw
