// asmgw schema NAME
#include "cli/commands.h"
#include "cli/options.h"
#include "output/schemas.h"

#include <array>
#include <memory>

namespace asmgw::cli {
namespace {

struct Schema {
  std::string_view name;
  std::string_view (*text)();
};

constexpr std::array<Schema, 7> printed{{{"lint", lint_schema},
                                         {"render", render_schema},
                                         {"diff", diff_schema},
                                         {"resolve", resolve_schema},
                                         {"test", test_schema},
                                         {"groups", groups_schema},
                                         {"test-file", test_file_schema}}};

std::vector<std::string_view> names() {
  std::vector<std::string_view> all{"gateway"};
  for (const Schema& one : printed) all.push_back(one.name);
  return all;
}

ExitStatus print(const std::string& name, Io& io) {
  if (name.empty())
    return refuse(io,
                  "schema needs a name: gateway, lint, render, diff, resolve, "
                  "test, groups or test-file");
  if (name == "gateway") io.out << gateway_schema();
  for (const Schema& one : printed)
    if (one.name == name) io.out << one.text();
  return ExitStatus::clean;
}

Action declare_schema(Options& options) {
  auto name = std::make_shared<std::string>();
  options.positional({"NAME", "NAME", "which one"}, *name, names());
  return [name](Io& io) { return print(*name, io); };
}

}  // namespace

constinit const Command commands::schema = {
    .name = "schema",
    .usage = "gateway|lint|render|diff|resolve|test|groups|test-file",
    .summary = "print a JSON Schema",
    .details =
        "`gateway` is the schema of a Gateway manifest, `test-file` that of "
        "what `asmgw test` reads, both for editors. "
        "The others are those of what `asmgw lint -o json` and its like "
        "print.",
    .examples =
        "asmgw schema gateway > gateway.schema.json # for an editor\n"
        "asmgw schema lint # what programs can rely on\n",
    .declare = declare_schema,
};

}  // namespace asmgw::cli
