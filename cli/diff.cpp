// asmgw diff [OLD [NEW]]
#include "cli/commands.h"
#include "cli/diff_run.h"
#include "cli/options.h"
#include "cli/settings.h"
#include "output/diff_report.h"
#include "rules/all.h"

#include <memory>

namespace asmgw::cli {
namespace {

void declare_sides(Options& options, DiffWishes& wishes) {
  options.section("Sides");
  options.positional(
      {"SIDE", "SIDE",
       "what there is, then what it becomes: a file, a folder, -, or what git "
       "has as REV:PATH",
       Offer::files},
      wishes.sides.sides);
  options.values({"--old-rev", "REV[:PATH]",
                  "the first side, as what git has, whatever lies on disk"},
                 wishes.sides.old_rev);
  options.values({"--new-rev", "REV[:PATH]",
                  "the last side, as what git has, whatever lies on disk"},
                 wishes.sides.new_rev);
  options.values({"--context", "PATH",
                  "objects that are the same on both sides: other Gateways, "
                  "VirtualServices, Services, workloads",
                  Offer::files},
                 wishes.sides.context);
  options.list({"--without", "NS/NAME",
                "compare OLD with OLD less this Gateway; repeatable"},
               wishes.without);
  options.value(
      {"--live", "DUMP", "what runs: compare it with OLD (drift) and with NEW",
       Offer::files},
      wishes.sides.live);
  options.values({"--include", "GLOB", "only files whose path fits"},
                 wishes.sides.include);
  options.values({"--exclude", "GLOB", "no files whose path fits"},
                 wishes.sides.exclude);
  options.value({"--stdin-filename", "NAME", "what messages call stdin"},
                wishes.sides.stdin_filename);
  declare_builds(options, wishes.sides.builds);
  options.flag({"--allow-empty", "", "a side may hold no Gateway"},
               wishes.allow_empty);
}

void declare_levels(Options& options, DiffWishes& wishes) {
  options.section("Changes");
  options.choice({"--level", "LEVEL", "list changes of this level or above"},
                 {"breaking", "risky", "safe", "none"}, wishes.level);
  options.choice({"--fail-on", "LEVEL",
                  "exit with 1 if there are changes of this level or above"},
                 {"breaking", "risky", "safe", "none", "never"},
                 wishes.fail_on);
  options.elsewhere([](std::string_view word) {
    return word == "error" || word == "warning" || word == "info";
  });
  options.flag({"--exit-zero", "", "the same as --fail-on never"},
               wishes.exit_zero);
  options.list({"--ignore", "ID[@NS/NAME]",
                "leave out a class of change, of one Gateway or all"},
               wishes.ignore);
  options.elsewhere([](std::string_view word) {
    return word.starts_with("GW") || word == "all" ||
           find_rule(rules::all, word) != nullptr;
  });
  options.value({"--approve", "FILE",
                 "leave out the changes whose fingerprints stand in it, each "
                 "on a line, with a reason behind #",
                 Offer::files},
                wishes.approve);
  options.value({"--requests", "FILE",
                 "say which answers change to the requests of this test file, "
                 "see asmgw help test",
                 Offer::files},
                wishes.requests);
  options.flag({"--show-metadata", "",
                "list what Istio does not read, such as annotations, too"},
               wishes.show_metadata);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes.quiet);
}

Action declare_diff(Options& options) {
  auto wishes = std::make_shared<DiffWishes>();
  declare_sides(options, *wishes);
  declare_groups(options, wishes->groups);
  declare_settings(options, wishes->settings);
  declare_outputs(options, names_of(reporters::diff), wishes->output);
  declare_levels(options, *wishes);
  return [wishes](Io& io) { return diff(*wishes, io); };
}

}  // namespace

constinit const Command commands::diff = {
    .name = "diff",
    .usage = "[OPTIONS] [OLD [NEW]]",
    .summary = "show what a change does to listeners, hosts and handshakes",
    .details =
        "Merges the Gateways of both sides as istiod does, and compares what "
        "the gateway pods would listen on, not the text. Every change has a "
        "level: breaking, risky, safe, or none where the effective "
        "configuration is the same; see asmgw rules --diff. A breaking change "
        "names a request that shows it, if one is found that is answered "
        "otherwise on both sides; --requests FILE asks those of a test file. "
        "What they reach does not alter the exit status.\n\n"
        "As in git: without a side HEAD is compared with the files below the "
        "current folder, and one REV with them; A...B is the merge base "
        "against B, :PATH the index. A word that names both a path and a "
        "revision is refused: ./main is the path, --old-rev main or --new-rev "
        "main the revision.\n\n"
        "Exit status: 0 no change at or above --fail-on (safe), 1 such "
        "changes, 2 could not do as asked, 3 a bug. Every long option can "
        "also be given as a variable, for kubectl hands on no paths: "
        "ASMGW_CONTEXT=gateways.",
    .examples =
        "asmgw diff old.yaml new.yaml # two files or folders\n"
        "asmgw diff main:gateways gateways # a branch against the files\n"
        "kubectl get gateways.networking.istio.io,virtualservices.networking."
        "istio.io,services -A -o yaml | asmgw diff - gateways # before "
        "apply\n"
        "asmgw diff main:gateways gateways --requests gateway.test.yaml # "
        "which "
        "answers change\n"
        "asmgw diff --without shop/shop-gw gateways # before a delete\n"
        "KUBECTL_EXTERNAL_DIFF='asmgw diff' kubectl diff -f gateways # what "
        "the API server would store\n",
    .declare = declare_diff,
};

}  // namespace asmgw::cli
