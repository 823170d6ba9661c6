// Which text goes where.
#include "cli/gen/files.h"

#include "cli/commands.h"
#include "cli/gen/completions.h"
#include "cli/gen/man.h"
#include "diff/all.h"
#include "output/catalogue.h"
#include "output/diff_catalogue.h"
#include "output/schemas.h"
#include "rules/all.h"

namespace asmgw::cli {

std::vector<std::pair<std::string, std::string>> generated_files() {
  std::vector<std::pair<std::string, std::string>> files{
      {"completions/asmgw.bash", completion_script("bash")},
      {"completions/_asmgw", completion_script("zsh")},
      {"completions/asmgw.fish", completion_script("fish")},
      {"schemas/gateway.schema.json", gateway_schema()},
      {"man/rules.md", rules_markdown(rules::all)},
      {"man/changes.md", changes_markdown(changes::all)},
      {"man/asmgw.1", main_page()},
  };
  for (const Command* command : commands::all)
    files.emplace_back("man/asmgw-" + std::string(command->name) + ".1",
                       command_page(*command));
  return files;
}

std::vector<std::pair<std::string, std::string>> installed_files() {
  return {{"asmgw-rules.7", rules_page()}};
}

}  // namespace asmgw::cli
