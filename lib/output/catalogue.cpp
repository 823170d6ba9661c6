// Table, JSON, markdown and the long form of rules.
#include "output/catalogue.h"

#include "base/text.h"
#include "output/json.h"
#include "output/terminal.h"
#include "rules/reasons.h"
#include "rules/unruled_keys.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace asmgw {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::string_view word : words)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", word);
  return out;
}

std::string code_block(std::string_view example) {
  return fmt::format("```yaml\n{}\n```\n", example_text(example));
}

std::string facts_line(const Rule& rule) {
  std::string line = fmt::format("Level `{}`, layer `{}`",
                                 text_of(rule.severity), text_of(rule.layer));
  const std::string bounds = releases(rule);
  if (!bounds.empty()) line += fmt::format(", Istio {}", bounds);
  return line + ".";
}

std::string chapter(const Rule& rule) {
  std::string out = fmt::format(
      "## {} {}\n\n{}: {}\n\n", rule.id, rule.name,
      facts_line(rule).substr(0, facts_line(rule).size() - 1), rule.summary);
  for (const std::string& line : wrapped(rule.rationale, 80))
    out += line + '\n';
  if (!rule.bad.empty())
    out += fmt::format("\nBad:\n\n{}\nGood:\n\n{}", code_block(rule.bad),
                       code_block(rule.good));
  out += fmt::format("\nDecided by: {}", rule.source);
  const auto keys = words(rule.keys), aliases = words(rule.aliases);
  if (!keys.empty()) out += fmt::format("  \nKeys: {}", joined(keys));
  if (!aliases.empty()) out += fmt::format("  \nAliases: {}", joined(aliases));
  return out + "\n\n";
}

std::string key_table(RuleList rules) {
  std::map<std::string_view, std::string> ruled;
  for (const Rule* rule : rules)
    for (std::string_view key : words(rule->keys)) {
      std::string& cells = ruled[key];
      cells += fmt::format("{}{} {}", cells.empty() ? "" : ", ", rule->id,
                           rule->name);
    }
  for (const auto& [key, why] : rules::unruled_keys) ruled[key] = why;
  std::string out = "| key | what it is | rules |\n|---|---|---|\n";
  for (const Reason& reason : reasons)
    out += fmt::format("| {} | {} | {} |\n", reason.key, reason.text,
                       ruled[reason.key]);
  return out;
}

Json json_of(const Rule& rule) {
  const auto version = [](IstioVersion bound) {
    return bound == IstioVersion{} ? Json(nullptr) : Json(first_release(bound));
  };
  return {{"id", rule.id},
          {"name", rule.name},
          {"level", text_of(rule.severity)},
          {"layer", text_of(rule.layer)},
          {"since", version(rule.since)},
          {"until", version(rule.until)},
          {"summary", rule.summary},
          {"rationale", rule.rationale},
          {"bad", example_text(rule.bad)},
          {"good", example_text(rule.good)},
          {"source", rule.source},
          {"keys", words(rule.keys)},
          {"aliases", words(rule.aliases)}};
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += fmt::format("    {}", text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::vector<std::string_view> words(const Keys& keys) {
  std::vector<std::string_view> out;
  for (std::string_view key : keys)
    if (!key.empty()) out.push_back(key);
  return out;
}

std::string releases(const Rule& rule) {
  const bool from = rule.since != IstioVersion{};
  const bool to = rule.until != IstioVersion{};
  if (from && to)
    return fmt::format("{} to {}", first_release(rule.since),
                       first_release(rule.until));
  if (from) return fmt::format("{} and newer", first_release(rule.since));
  if (to) return fmt::format("{} and older", first_release(rule.until));
  return {};
}

std::string_view example_text(std::string_view example) {
  if (!example.empty() && example.front() == '\n') example.remove_prefix(1);
  while (!example.empty() && example.back() == '\n') example.remove_suffix(1);
  return example;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end =
        std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const bool paragraph = text.substr(end, 2) == "\n\n";
    at = end + 1;
    if (!word.empty()) {
      if (!line.empty() &&
          display_width(line) + 1 + display_width(word) > width)
        lines.push_back(std::exchange(line, {}));
      line += fmt::format("{}{}", line.empty() ? "" : " ", word);
    }
    if (!paragraph) continue;
    lines.push_back(std::exchange(line, {}));
    lines.emplace_back();
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string rules_table(RuleList rules) {
  std::size_t name = 0;
  for (const Rule* rule : rules) name = std::max(name, rule->name.size());
  std::string out = fmt::format("{:5}  {:7}  {:10}  {:{}}  {}\n", "id", "level",
                                "layer", "name", name, "summary");
  for (const Rule* rule : rules)
    out += fmt::format("{:5}  {:7}  {:10}  {:{}}  {}\n", rule->id,
                       text_of(rule->severity), text_of(rule->layer),
                       rule->name, name, rule->summary);
  return out;
}

std::string rules_json(RuleList rules) {
  Json all = json_form();
  Json list = Json::array();
  for (const Rule* rule : rules) list.push_back(json_of(*rule));
  all["rules"] = std::move(list);
  return json_text(all);
}

std::string rules_markdown(RuleList rules) {
  std::string out =
      "# Rules of asmgw lint\n\n"
      "Made by asmgw-gen from the rules themselves; `asmgw explain RULE` says "
      "the same.\n\n"
      "| id | name | level | layer | what is found |\n|---|---|---|---|---|\n";
  for (const Rule* rule : rules)
    out += fmt::format("| {} | {} | {} | {} | {} |\n", rule->id, rule->name,
                       text_of(rule->severity), text_of(rule->layer),
                       rule->summary);
  out += '\n';
  for (const Rule* rule : rules) out += chapter(*rule);
  out +=
      "## Keys\n\n"
      "Every refusal and every trap that a rule covers has a key. A finding of "
      "a "
      "rule\nwith several names in JSON, as `sources`, those that hold.\n\n";
  return out + key_table(rules);
}

std::string explanation(const Rule& rule) {
  std::string out = fmt::format("{} {}: {}\n\n{}\n\n", rule.id, rule.name,
                                rule.summary, facts_line(rule));
  for (const std::string& line : wrapped(rule.rationale, 79))
    out += line + '\n';
  if (!rule.bad.empty())
    out += fmt::format("\nBad:\n\n{}\nGood:\n\n{}",
                       indented(example_text(rule.bad)),
                       indented(example_text(rule.good)));
  out += fmt::format("\nDecided by: {}\n", rule.source);
  const auto aliases = words(rule.aliases);
  if (!aliases.empty()) out += fmt::format("Aliases: {}\n", joined(aliases));
  return out;
}

}  // namespace asmgw
