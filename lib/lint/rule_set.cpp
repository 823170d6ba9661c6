// Selection of rules by id, family and name.
#include "lint/rule_set.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

bool is_family(std::string_view word) {
  return word.size() >= 2 && word.size() < 5 &&
         equal_ignoring_case(word.substr(0, 2), "GW") &&
         std::all_of(word.begin() + 2, word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

/// Id or alias in any case, or name.
bool is_called(const Rule& rule, std::string_view word) {
  return !word.empty() &&
         (equal_ignoring_case(word, rule.id) || word == rule.name ||
          std::any_of(rule.aliases.begin(), rule.aliases.end(),
                      [&](std::string_view alias) {
                        return equal_ignoring_case(word, alias);
                      }));
}

bool covers(std::string_view word, const Rule& rule) {
  if (equal_ignoring_case(word, "all")) return true;
  if (is_family(word))
    return equal_ignoring_case(rule.id.substr(0, word.size()), word);
  return is_called(rule, word);
}

Result<std::vector<bool>> chosen(std::span<const Rule* const> rules,
                                 const std::vector<std::string>& words) {
  std::vector<bool> marks(rules.size(), false);
  for (std::string_view word : words) {
    bool known = equal_ignoring_case(word, "all");
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (!covers(word, *rules[i])) continue;
      marks[i] = true;
      known = true;
    }
    if (!known)
      return Error{fmt::format("no rule {}{}", in_quotes(word),
                               did_you_mean(word, rule_words(rules)))};
  }
  return marks;
}

}  // namespace

RuleSet::RuleSet(std::span<const Rule* const> rules) {
  for (const Rule* rule : rules)
    active_.push_back({rule, rule->severity, false});
}

Result<RuleSet> RuleSet::make(std::span<const Rule* const> rules,
                              const Selection& selection) {
  const auto selected = chosen(rules, selection.select);
  if (!selected) return selected.error();
  const auto extended = chosen(rules, selection.extend_select);
  if (!extended) return extended.error();
  const auto ignored = chosen(rules, selection.ignore);
  if (!ignored) return ignored.error();

  std::vector<Severity> levels(rules.size(), Severity::off);
  for (const std::string& wish : selection.severity) {
    const std::size_t equals = wish.find('=');
    const std::string_view word = std::string_view(wish).substr(0, equals);
    const std::string_view level =
        equals == std::string::npos ? std::string_view()
                                    : std::string_view(wish).substr(equals + 1);
    Severity severity = Severity::off;
    for (Severity s : {Severity::info, Severity::warning, Severity::error})
      if (text_of(s) == level) severity = s;
    if (severity == Severity::off)
      return Error{
          fmt::format("{} is not RULE=LEVEL with LEVEL error, warning or info",
                      in_quotes(wish))};
    const auto marks = chosen(rules, {std::string(word)});
    if (!marks) return marks.error();
    for (std::size_t i = 0; i < rules.size(); ++i)
      if ((*marks)[i]) levels[i] = severity;
  }

  RuleSet set({});
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool on = selection.select.empty() || (*selected)[i];
    if ((!on && !(*extended)[i]) || (*ignored)[i]) continue;
    const bool fixed = levels[i] != Severity::off;
    set.active_.push_back(
        {rules[i], fixed ? levels[i] : rules[i]->severity, fixed});
  }
  return set;
}

const Rule* find_rule(std::span<const Rule* const> rules,
                      std::string_view word) {
  for (const Rule* rule : rules)
    if (is_called(*rule, word)) return rule;
  return nullptr;
}

std::vector<const Rule*> rules_called(std::span<const Rule* const> rules,
                                      std::string_view word) {
  std::vector<const Rule*> called;
  for (const Rule* rule : rules)
    if (is_called(*rule, word)) called.push_back(rule);
  return called;
}

std::vector<std::string_view> rule_words(std::span<const Rule* const> rules) {
  std::vector<std::string_view> words;
  for (const Rule* rule : rules) {
    words.push_back(rule->id);
    words.push_back(rule->name);
    for (std::string_view alias : rule->aliases)
      if (!alias.empty()) words.push_back(alias);
  }
  return words;
}

}  // namespace asmgw
