// asmgw rules
#include "cli/commands.h"
#include "cli/outputs.h"
#include "diff/all.h"
#include "output/catalogue.h"
#include "output/diff_catalogue.h"
#include "rules/all.h"

#include <memory>

namespace asmgw::cli {
namespace {

const std::vector<std::string_view> rules_formats{"table", "json", "markdown"};

struct Wishes {
  OutputWishes output;
  bool diff = false;
};

std::string rules_text(std::string_view format) {
  if (format == "json") return rules_json(rules::all);
  if (format == "markdown") return rules_markdown(rules::all);
  return rules_table(rules::all);
}

std::string changes_text(std::string_view format) {
  if (format == "json") return changes_json(changes::all);
  if (format == "markdown") return changes_markdown(changes::all);
  return changes_table(changes::all);
}

ExitStatus list(const Wishes& wishes, Io& io) {
  const auto outputs = parse_outputs(wishes.output, rules_formats);
  if (!outputs) return refuse(io, outputs.error().message);
  const auto text = [&](std::string_view format, const Presentation&) {
    return wishes.diff ? changes_text(format) : rules_text(format);
  };
  return write_outputs(*outputs, wishes.output, text, io);
}

Action declare_rules(Options& options) {
  auto wishes = std::make_shared<Wishes>();
  options.flag({"--diff", "", "the classes of change of asmgw diff instead"},
               wishes->diff);
  declare_outputs(options, rules_formats, wishes->output);
  return [wishes](Io& io) { return list(*wishes, io); };
}

}  // namespace

constinit const Command commands::rules = {
    .name = "rules",
    .usage = "[OPTIONS]",
    .summary = "list the rules of lint, or the classes of change of diff",
    .details = "",
    .examples =
        "asmgw rules # a table\n"
        "asmgw rules -o markdown # every rule in full\n"
        "asmgw rules -o json # for programs\n"
        "asmgw rules --diff # classes of change\n",
    .declare = declare_rules,
};

}  // namespace asmgw::cli
