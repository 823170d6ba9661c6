// asmgw schema NAME
#include "cli/commands.h"
#include "cli/options.h"
#include "output/schemas.h"

#include <memory>

namespace asmgw::cli {
namespace {

const std::vector<std::string_view> names{"gateway", "lint", "render", "diff",
                                          "resolve"};

ExitStatus print(const std::string& name, Io& io) {
  if (name.empty())
    return refuse(
        io, "schema needs a name: gateway, lint, render, diff or resolve");
  if (name == "gateway")
    io.out << gateway_schema();
  else if (name == "lint")
    io.out << lint_schema();
  else if (name == "render")
    io.out << render_schema();
  else
    io.out << (name == "diff" ? diff_schema() : resolve_schema());
  return ExitStatus::clean;
}

Action declare(Options& options) {
  auto name = std::make_shared<std::string>();
  options.positional({"NAME", "NAME", "which one"}, *name, names);
  return [name](Io& io) { return print(*name, io); };
}

}  // namespace

constinit const Command commands::schema = {
    .name = "schema",
    .usage = "gateway|lint|render|diff|resolve",
    .summary = "print a JSON Schema",
    .details =
        "`gateway` is the schema of a Gateway manifest, for editors. "
        "`lint`, `render`, `diff` and `resolve` are those of what `asmgw lint "
        "-o json` "
        "and its like print.",
    .examples =
        "asmgw schema gateway > gateway.schema.json # for an editor\n"
        "asmgw schema lint # what programs can rely on\n",
    .declare = declare,
};

}  // namespace asmgw::cli
