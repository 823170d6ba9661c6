// asmgw render [PATH…|-]
#include "output/render.h"

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/render_run.h"
#include "cli/settings.h"

#include <memory>

namespace asmgw::cli {
namespace {

void declare_filters(Options& options, RenderWishes& wishes) {
  options.number({"--port", "PORT", "only listeners on this port"}, {1, 65535},
                 wishes.port);
  options.value({"--host", "HOST", "only filter chains that would serve it"},
                wishes.host);
  options.choice({"--dropped", "WHEN", "servers that have no effect"},
                 {"only", "also", "hide"}, wishes.dropped);
  options.flag({"--fail-on-dropped", "",
                "exit with 1 if a server is dropped or a listener refused"},
               wishes.fail_on_dropped);
  options.flag({"--fail-if-empty", "", "exit with 2 if there is no Gateway"},
               wishes.fail_if_empty);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes.quiet);
  options.flag({"-v,--verbose", "", "list what was skipped, and why"},
               wishes.verbose);
}

Action declare_render(Options& options) {
  auto wishes = std::make_shared<RenderWishes>();
  declare_inputs(options, wishes->input);
  declare_groups(options, wishes->groups);
  declare_settings(options, wishes->settings);
  declare_outputs(options, names_of(reporters::render), wishes->output);
  declare_filters(options, *wishes);
  return [wishes](Io& io) { return render(*wishes, io); };
}

}  // namespace

constinit const Command commands::render = {
    .name = "render",
    .usage = "[OPTIONS] [PATH...|-]",
    .summary = "show what gateway workloads listen on",
    .details =
        "Merges every Gateway that selects a workload as istiod does, with the "
        "VirtualServices, Services and workloads among the inputs, and shows "
        "the listeners, filter chains and routes that come of it, and the "
        "servers that are dropped. Where no workload is given, there is one "
        "for every selector.\n\n"
        "Exit status: 0 rendered, 1 something was dropped or refused and "
        "--fail-on-dropped given, 2 could not do as asked, 3 a bug. Every "
        "long option can also be given as a variable: "
        "ASMGW_GATEWAY_NAMESPACE=infra.",
    .examples =
        "asmgw render gateways/ # everything below a folder\n"
        "helm template . | asmgw render - # what Helm makes\n"
        "asmgw render --port 443 --host shop.example.com . # what serves it\n"
        "asmgw render --service-ports 80:8080,443:8443 . # ports translated\n"
        "asmgw render -o dot . | dot -Tsvg > gateways.svg # a picture\n",
    .declare = declare_render,
};

}  // namespace asmgw::cli
