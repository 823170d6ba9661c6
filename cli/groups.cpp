// asmgw groups [PATH…|-]
#include "output/groups.h"

#include "cli/commands.h"
#include "cli/groups_run.h"
#include "cli/options.h"
#include "cli/settings.h"

#include <memory>

namespace asmgw::cli {
namespace {

Action declare_groups(Options& options) {
  auto wishes = std::make_shared<GroupsWishes>();
  declare_inputs(options, wishes->input);
  options.value({"--config", "FILE",
                 "the config, in place of the first .asmgw.yaml from the "
                 "current folder up to the root of the repository",
                 Offer::files},
                wishes->config);
  declare_settings(options, wishes->settings);
  declare_outputs(options, names_of(reporters::groups), wishes->output);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes->quiet);
  options.flag({"-v,--verbose", "", "list groups without an object too"},
               wishes->verbose);
  return [wishes](Io& io) { return list_groups(*wishes, io); };
}

}  // namespace

constinit const Command commands::groups = {
    .name = "groups",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary = "show which manifests reach one mesh together",
    .details =
        "A repository holds more than one mesh: environments, clusters, steps "
        "of a tutorial. A file belongs to the groups of the first of these "
        "that holds it: groups: of .asmgw.yaml, which has names and globs "
        "(prod: [\"envs/prod/**\", \"base/**\"]); a kustomization that no "
        "other includes, with all that it reaches; a folder that an object of "
        "Argo CD, Flux or Fleet applies; the folder it lies in.\n\n"
        "Exit status: 0 listed, 2 could not do as asked, 3 a bug.",
    .examples =
        "asmgw groups # of the current folder\n"
        "asmgw groups -o json envs/ # for programs: files, names, patches\n",
    .declare = declare_groups,
};

}  // namespace asmgw::cli
