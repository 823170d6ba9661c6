// asmgw rules
#include "cli/commands.h"
#include "cli/outputs.h"
#include "output/catalogue.h"
#include "rules/all.h"

#include <memory>

namespace asmgw::cli {
namespace {

const std::vector<std::string_view> formats{"table", "json", "markdown"};

std::string text(std::string_view format, const Presentation&) {
  if (format == "json") return rules_json(rules::all);
  if (format == "markdown") return rules_markdown(rules::all);
  return rules_table(rules::all);
}

ExitStatus list(const OutputWishes& wishes, Io& io) {
  const auto outputs = parse_outputs(wishes, formats);
  if (!outputs) return refuse(io, outputs.error().message);
  return write_outputs(*outputs, wishes, text, io);
}

Action declare(Options& options) {
  auto wishes = std::make_shared<OutputWishes>();
  declare_outputs(options, formats, *wishes);
  return [wishes](Io& io) { return list(*wishes, io); };
}

}  // namespace

constinit const Command commands::rules = {
    .name = "rules",
    .usage = "[OPTIONS]",
    .summary = "list the rules of lint",
    .details = "",
    .examples =
        "asmgw rules # a table\n"
        "asmgw rules -o markdown # every rule in full\n"
        "asmgw rules -o json # for programs\n",
    .declare = declare,
};

}  // namespace asmgw::cli
