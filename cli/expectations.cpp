// asmgw test FILE… [--in PATH…]
#include "cli/commands.h"
#include "cli/expectations_run.h"
#include "cli/options.h"
#include "cli/settings.h"
#include "output/expectations_report.h"

#include <memory>

namespace asmgw::cli {
namespace {

Action declare_test(Options& options) {
  auto wishes = std::make_shared<TestWishes>();
  options.positional(
      {"FILE", "FILE",
       "requests and what they must reach; of a folder all *.test.yaml below",
       Offer::files},
      wishes->files);
  options.section("Test");
  options.value({"--write", "FILE",
                 "write a first test file: a request for each host and port, "
                 "and what it reaches now; - is stdout",
                 Offer::files},
                wishes->write);
  declare_inputs_by_option(options, wishes->input);
  declare_groups(options, wishes->groups);
  declare_settings(options, wishes->settings);
  declare_outputs(options, names_of(reporters::test), wishes->output);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes->quiet);
  return [wishes](Io& io) { return test(*wishes, io); };
}

}  // namespace

constinit const Command commands::test = {
    .name = "test",
    .usage = "[OPTIONS] FILE... [--in PATH...]",
    .summary = "check that requests reach what they must",
    .details =
        "Resolves the requests of test files as `asmgw resolve` does and "
        "compares. A test file is YAML: `in`, the manifests, relative to the "
        "file (its folder if not given) and in its repository, and `requests`, "
        "as "
        "`https://shop.example.com/: shop/web:80`, `http://shop.example.com/: "
        "redirect https`, `https://old.example.com/: closed`, or in full with "
        "url, expect, sni, host, method, headers, client-cert, address, "
        "and the objects that must decide: listener, server (a Gateway, or "
        "Gateway and port name as shop/shop-gw/https) and virtualService. "
        "Beside them may stand workload, "
        "services, namespace, gateway-namespace, istio-version, order, "
        "complete, scope-to-namespace, quic, ipv6 and unprivileged, each as "
        "the option of its name (services: --service-ports); where the command "
        "line says another, or names "
        "--in, it wins over the file.\n\n"
        "What may be expected: namespace/service:port, with /subset and "
        "*weight, several with commas; redirect, with status and Location or "
        "its scheme; direct, with status; 404; and the words that `asmgw "
        "explain` knows as outcomes. Where several workloads answer, the one "
        "that reaches something counts.\n\n"
        "Exit status: 0 all hold, 1 some do not, 2 could not do as asked, 3 a "
        "bug.",
    .examples =
        "asmgw test --write gateway.test.yaml --in gateways/ # a first file\n"
        "asmgw test gateway.test.yaml # as CI does\n"
        "helm template . | asmgw test gateway.test.yaml --in - # what Helm "
        "makes\n"
        "asmgw test *.test.yaml -o junit=report.xml -o full # for the forge\n",
    .declare = declare_test,
};

}  // namespace asmgw::cli
