// asmgw explain RULE|CHANGE|OUTCOME
#include "base/text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "diff/all.h"
#include "lint/rule_set.h"
#include "output/catalogue.h"
#include "output/diff_catalogue.h"
#include "output/resolve.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <memory>

namespace asmgw::cli {
namespace {

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words = rule_words(rules::all);
  for (const ChangeKind* kind : changes::all) words.push_back(kind->id);
  for (const OutcomeText& one : outcome_texts) words.push_back(one.word);
  return words;
}

ExitStatus explain(const std::string& word, Io& io) {
  if (word.empty())
    return refuse(io,
                  "explain needs a rule, a class of change or an outcome, as "
                  "in: asmgw explain GW020");
  const std::string name = lower(word);
  if (const Rule* rule = find_rule(rules::all, name))
    io.out << explanation(*rule);
  else if (const ChangeKind* kind = find_change(changes::all, name))
    io.out << explanation(*kind);
  else if (const OutcomeText* outcome = find_outcome(name))
    io.out << explanation(*outcome);
  else
    return refuse(
        io, fmt::format("no rule, class of change or outcome {}{}",
                        in_quotes(word), did_you_mean(word, all_words())));
  return ExitStatus::clean;
}

Action declare_explain(Options& options) {
  auto word = std::make_shared<std::string>();
  options.positional({"RULE", "RULE",
                      "id or name of a rule, a class of change, or an outcome "
                      "of a request, in any case",
                      Offer::rules},
                     *word);
  return [word](Io& io) { return explain(*word, io); };
}

}  // namespace

constinit const Command commands::explain = {
    .name = "explain",
    .usage = "RULE|CHANGE|OUTCOME",
    .summary = "say what a rule, a class of change or an outcome means",
    .details = "",
    .examples =
        "asmgw explain GW020 # by id\n"
        "asmgw explain unknown-field # by name\n"
        "asmgw explain host-captured # a class of change\n"
        "asmgw explain no-chain # an outcome of asmgw resolve\n",
    .declare = declare_explain,
};

}  // namespace asmgw::cli
