// asmgw completion SHELL
#include "cli/commands.h"
#include "cli/gen/completions.h"
#include "cli/options.h"

#include <memory>

namespace asmgw::cli {
namespace {

ExitStatus print(const std::string& shell, Io& io) {
  if (shell.empty())
    return refuse(io, "completion needs a shell: bash, zsh or fish");
  io.out << completion_script(shell);
  return ExitStatus::clean;
}

Action declare_completion(Options& options) {
  auto shell = std::make_shared<std::string>();
  options.positional({"SHELL", "SHELL", "which one"}, *shell,
                     {"bash", "zsh", "fish"});
  return [shell](Io& io) { return print(*shell, io); };
}

}  // namespace

constinit const Command commands::completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .summary = "print a completion script",
    .details = "",
    .examples =
        "source <(asmgw completion bash) # in ~/.bashrc\n"
        "asmgw completion fish > ~/.config/fish/completions/asmgw.fish # "
        "once\n",
    .declare = declare_completion,
};

}  // namespace asmgw::cli
