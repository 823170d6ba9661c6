// asmgw explain WORD
#include "base/text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "diff/all.h"
#include "lint/rule_set.h"
#include "output/catalogue.h"
#include "output/diff_catalogue.h"
#include "output/gateway_fields.h"
#include "output/render_terms.h"
#include "output/resolve.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <memory>
#include <vector>

namespace asmgw::cli {
namespace {

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words = rule_words(rules::all);
  for (const ChangeKind* kind : changes::all) words.push_back(kind->id);
  for (const OutcomeText& one : outcome_texts) words.push_back(one.word);
  for (const OutcomeText& one : render_terms) words.push_back(one.word);
  return words;
}

/// All that a word stands for: an alias names several rules, `unknown` is an
/// outcome and a status.
std::vector<std::string> meanings(const std::string& word) {
  std::vector<std::string> found;
  const std::string name = lower(word);
  for (const Rule* rule : rules_called(rules::all, name))
    found.push_back(explanation(*rule));
  if (const ChangeKind* kind = find_change(changes::all, name))
    found.push_back(explanation(*kind));
  if (const OutcomeText* outcome = find_outcome(name))
    found.push_back(explanation(*outcome));
  if (const OutcomeText* term = find_render_term(name))
    found.push_back(explanation(*term));
  for (const FieldText& field : find_fields(word))
    found.push_back(explanation(field, rules::all));
  return found;
}

/// One line for each rule that an alias stands for.
std::string rule_lines(const std::string& word,
                       const std::vector<const Rule*>& rules) {
  std::string out = fmt::format(
      "{} is what other tools call these rules; "
      "asmgw explain ID tells more:\n\n",
      in_quotes(word));
  for (const Rule* rule : rules)
    out += fmt::format("  {} {}: {}\n", rule->id, rule->name, rule->summary);
  return out;
}

ExitStatus explain(const std::string& word, Io& io) {
  if (word.empty())
    return refuse(io,
                  "explain needs a rule, a class of change, an outcome, a "
                  "status or a field, as in: asmgw explain GW020");
  const std::vector<const Rule*> called = rules_called(rules::all, lower(word));
  if (called.size() > 1) {
    io.out << rule_lines(word, called);
    return ExitStatus::clean;
  }
  const std::vector<std::string> found = meanings(word);
  if (found.empty())
    return refuse(
        io, fmt::format("no rule, class of change, outcome, status or field "
                        "{}{}",
                        in_quotes(word), did_you_mean(word, all_words())));
  for (const std::string& one : found)
    io.out << (&one == &found.front() ? "" : "\n") << one;
  return ExitStatus::clean;
}

Action declare_explain(Options& options) {
  auto word = std::make_shared<std::string>();
  options.positional({"RULE", "RULE",
                      "id, name or alias of a rule, a class of change, an "
                      "outcome of a request, a status of render, or a field "
                      "of a Gateway, in any case",
                      Offer::rules},
                     *word);
  return [word](Io& io) { return explain(*word, io); };
}

}  // namespace

constinit const Command commands::explain = {
    .name = "explain",
    .usage = "RULE|CHANGE|OUTCOME|STATUS|FIELD",
    .summary = "say what a rule, a change, an outcome, a status or a field is",
    .details = "",
    .examples =
        "asmgw explain GW020 # by id\n"
        "asmgw explain unknown-field # by name\n"
        "asmgw explain host-captured # a class of change\n"
        "asmgw explain no-chain # an outcome of asmgw resolve\n"
        "asmgw explain NACK # a status of asmgw render\n"
        "asmgw explain IST0145 # what istioctl or Kiali call it\n"
        "asmgw explain tls.mode # a field of a Gateway\n",
    .declare = declare_explain,
};

}  // namespace asmgw::cli
