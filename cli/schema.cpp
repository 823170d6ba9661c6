// asmgw schema NAME
#include "cli/commands.h"
#include "cli/options.h"
#include "output/schemas.h"

#include <memory>

namespace asmgw::cli {
namespace {

ExitStatus print(const std::string& name, Io& io) {
  if (name.empty())
    return refuse(io, "schema needs a name: gateway, lint or render");
  if (name == "gateway")
    io.out << gateway_schema();
  else
    io.out << (name == "lint" ? lint_schema() : render_schema());
  return ExitStatus::clean;
}

Action declare(Options& options) {
  auto name = std::make_shared<std::string>();
  options.positional({"NAME", "NAME", "which one"}, *name,
                     {"gateway", "lint", "render"});
  return [name](Io& io) { return print(*name, io); };
}

}  // namespace

constinit const Command commands::schema = {
    .name = "schema",
    .usage = "gateway|lint|render",
    .summary = "print a JSON Schema",
    .details =
        "`gateway` is the schema of a Gateway manifest, for editors. "
        "`lint` and `render` are those of what `asmgw lint -o json` and "
        "`asmgw render -o json` print.",
    .examples =
        "asmgw schema gateway > gateway.schema.json # for an editor\n"
        "asmgw schema lint # what programs can rely on\n",
    .declare = declare,
};

}  // namespace asmgw::cli
