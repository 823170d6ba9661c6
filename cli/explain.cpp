// asmgw explain RULE
#include "base/text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "lint/rule_set.h"
#include "output/catalogue.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <memory>

namespace asmgw::cli {
namespace {

ExitStatus explain(const std::string& word, Io& io) {
  if (word.empty())
    return refuse(io, "explain needs a rule, as in: asmgw explain GW020");
  const Rule* rule = find_rule(rules::all, lower(word));
  if (!rule)
    return refuse(io, fmt::format("no rule {}{}", quoted(word),
                                  did_you_mean(word, rule_words(rules::all))));
  io.out << explanation(*rule);
  return ExitStatus::clean;
}

Action declare(Options& options) {
  auto word = std::make_shared<std::string>();
  options.positional({"RULE", "RULE", "id or name, in any case", Offer::rules},
                     *word);
  return [word](Io& io) { return explain(*word, io); };
}

}  // namespace

constinit const Command commands::explain = {
    .name = "explain",
    .usage = "RULE",
    .summary = "say what a rule finds, why it matters and how to fix it",
    .details = "",
    .examples =
        "asmgw explain GW020 # by id\n"
        "asmgw explain unknown-field # by name\n",
    .declare = declare,
};

}  // namespace asmgw::cli
