// asmgw lint [PATH…|-]
#include "cli/commands.h"
#include "cli/lint_run.h"
#include "cli/options.h"
#include "cli/settings.h"
#include "diff/all.h"
#include "output/reporters.h"

#include <memory>

namespace asmgw::cli {
namespace {

void declare_rules(Options& options, LintWishes& wishes) {
  Selection& selection = wishes.selection;
  options.section("Rules");
  options.list({"--select", "RULE",
                "only these rules: id, name, family such as GW3, or all; "
                "repeatable, or a list with commas",
                Offer::rules},
               selection.select);
  options.list({"--extend-select", "RULE", "these rules too", Offer::rules},
               selection.extend_select);
  options.list({"--ignore", "RULE", "not these rules", Offer::rules},
               selection.ignore);
  options.elsewhere([](std::string_view word) {
    return find_change(changes::all, word.substr(0, word.find('@'))) != nullptr;
  });
  options.list({"--severity", "RULE=LEVEL",
                "report a rule at this level: error, warning or info"},
               selection.severity);
  options.choice(
      {"--scope", "SCOPE", "what rules on several objects look at together"},
      {"set", "file"}, wishes.scope);
  options.flag({"--with-repository", "",
                "judge the files together with the rest of the repository, and "
                "report what concerns them: for hooks that name changed files"},
               wishes.with_repository);
  declare_grouping(options, wishes.groups);
}

void declare_levels(Options& options, LintWishes& wishes) {
  options.choice({"--min-level", "LEVEL", "hide findings below this level"},
                 {"error", "warning", "info"}, wishes.min_level);
  options.choice({"--fail-on", "LEVEL",
                  "exit with 1 if there are findings of this level or above"},
                 {"error", "warning", "info", "never"}, wishes.fail_on);
  options.elsewhere([](std::string_view word) {
    return word == "breaking" || word == "risky" || word == "safe" ||
           word == "none";
  });
  options.number({"--max-findings", "N", "report at most N findings"},
                 {0, 1'000'000'000}, wishes.max_findings);
  options.flag({"--statistics", "", "count the findings of every rule"},
               wishes.statistics);
  options.flag({"--fail-if-empty", "", "exit with 2 if there is no Gateway"},
               wishes.fail_if_empty);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes.quiet);
  options.flag({"-v,--verbose", "", "list what was skipped, and why"},
               wishes.verbose);
}

Action declare_lint(Options& options) {
  auto wishes = std::make_shared<LintWishes>();
  declare_inputs(options, wishes->input);
  declare_rules(options, *wishes);
  declare_settings(options, wishes->settings);
  options.number({"--max-file-findings", "N", "reported of one file (10000)"},
                 {1, 1'000'000'000}, wishes->max_file_findings);
  declare_outputs(options, names_of(reporters::lint), wishes->output);
  declare_levels(options, *wishes);
  return [wishes](Io& io) { return lint(*wishes, io); };
}

}  // namespace

constinit const Command commands::lint = {
    .name = "lint",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary = "check Gateway manifests",
    .details =
        "Says what the API server, Istio's validating webhook and the running "
        "gateway will make of every Gateway in the files, at the line and "
        "column of the value that causes it. Other kinds and templates are "
        "skipped.\n\n"
        "Exit status: 0 nothing at or above --fail-on (error), 1 findings, 2 "
        "could not do as asked, 3 a bug. Every long option can also be given "
        "as a variable: ASMGW_ISTIO_VERSION=1.22.",
    .examples =
        "asmgw lint gateways/ # everything below a folder\n"
        "helm template . | asmgw lint - # what Helm makes\n"
        "asmgw lint --istio-version 1.22 shop.yaml # for an older mesh\n"
        "asmgw lint -o full -o json=lint.json . # two reports of one run\n"
        "asmgw lint --ignore GW2 --min-level info . # no rules on hosts\n",
    .declare = declare_lint,
};

}  // namespace asmgw::cli
