// asmgw explain RULE|CHANGE
#include "base/text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "diff/all.h"
#include "lint/rule_set.h"
#include "output/catalogue.h"
#include "output/diff_catalogue.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <memory>

namespace asmgw::cli {
namespace {

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words = rule_words(rules::all);
  for (const ChangeKind* kind : changes::all) words.push_back(kind->id);
  return words;
}

ExitStatus explain(const std::string& word, Io& io) {
  if (word.empty())
    return refuse(io,
                  "explain needs a rule or a class of change, as in: asmgw "
                  "explain GW020");
  const std::string name = lower(word);
  if (const Rule* rule = find_rule(rules::all, name))
    io.out << explanation(*rule);
  else if (const ChangeKind* kind = find_change(changes::all, name))
    io.out << explanation(*kind);
  else
    return refuse(io,
                  fmt::format("no rule or class of change {}{}", quoted(word),
                              did_you_mean(word, all_words())));
  return ExitStatus::clean;
}

Action declare(Options& options) {
  auto word = std::make_shared<std::string>();
  options.positional(
      {"RULE", "RULE",
       "id or name of a rule, or a class of change, in any case", Offer::rules},
      *word);
  return [word](Io& io) { return explain(*word, io); };
}

}  // namespace

constinit const Command commands::explain = {
    .name = "explain",
    .usage = "RULE|CHANGE",
    .summary = "say what a rule or a class of change means, and how to fix it",
    .details = "",
    .examples =
        "asmgw explain GW020 # by id\n"
        "asmgw explain unknown-field # by name\n"
        "asmgw explain host-captured # a class of change\n",
    .declare = declare,
};

}  // namespace asmgw::cli
