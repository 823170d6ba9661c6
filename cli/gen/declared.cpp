// Declares without parsing.
#include "cli/gen/declared.h"

#include "cli/app.h"

namespace asmgw::cli {

std::unique_ptr<Options> declared(const Command& command) {
  auto options = std::make_unique<Options>();
  // The targets live in the action, and nothing is parsed into them.
  const Action action = command.declare(*options);
  bool help = false;
  declare_help(*options, help);
  return options;
}

}  // namespace asmgw::cli
