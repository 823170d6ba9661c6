// Only plumbing is run, which of itself asks for none of the programs that a
// configuration can name: no pager, alias, editor, filter, textconv, external
// diff, merge driver or signature check. What remains is closed here. Options
// of -c come after every file and every variable, so that they win.
#include "cli/git_process.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace asmgw::cli {
namespace {

constexpr std::array<std::string_view, 14> settings{
    // A folder of the work tree may look like a bare repository: it is taken
    // for one only where GIT_DIR says so. From git 2.38; see git_place().
    "safe.bareRepository=explicit",
    // Programs that reading an index, or any command, may start.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=false",
    // Transports. What stops them is GIT_ALLOW_PROTOCOL, which no
    // `protocol.NAME.allow` of a repository outweighs.
    "protocol.allow=never",
    "core.sshCommand=false",
    "core.gitProxy=false",
    "core.askPass=false",
    "credential.helper=",
    // A remote `::address` has no protocol, which an empty list allows: git
    // before 2.44 would look for a command, or an alias, `remote-`.
    "alias.remote-=remote-",
    // Not for plumbing; named so that a new command below cannot open it.
    "diff.external=false",
    "core.editor=false",
    "core.attributesFile=/dev/null",
    "submodule.recurse=false",
};

constexpr std::string_view literal_paths = "GIT_LITERAL_PATHSPECS=1";
constexpr std::array<std::string_view, 14> variables{
    // An object that a partial clone lacks is an error. GIT_NO_LAZY_FETCH came
    // with git 2.44; before that the fetch begins, and finds no protocol.
    "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=",
    "GIT_PROTOCOL_FROM_USER=0",
    "GIT_SSH_COMMAND=false",
    "GIT_TERMINAL_PROMPT=0",
    // The index is not refreshed, nothing is written.
    "GIT_OPTIONAL_LOCKS=0",
    // A name means the object that was committed and the history it has.
    "GIT_NO_REPLACE_OBJECTS=1",
    "GIT_GRAFT_FILE=/dev/null",
    // Paths are no patterns; words are those that are looked for below.
    literal_paths,
    "GIT_GLOB_PATHSPECS=0",
    "GIT_NOGLOB_PATHSPECS=0",
    "GIT_ICASE_PATHSPECS=0",
    "GIT_ATTR_NOSYSTEM=1",
    "LC_ALL=C",
};

/// The variables of git that are handed on, and why. All others are not:
/// GIT_NAMESPACE, GIT_EXEC_PATH, GIT_REPLACE_REF_BASE, GIT_SHALLOW_FILE,
/// GIT_SSH, GIT_ASKPASS, GIT_EXTERNAL_DIFF, GIT_PAGER, GIT_EDITOR, GIT_TRACE…
/// and what will be thought of would change an answer, run or write something.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kept{{
    {"GIT_DIR", "hooks, and how a bare repository is named"},
    {"GIT_WORK_TREE", "hooks, and a work tree that lies elsewhere"},
    {"GIT_IMPLICIT_WORK_TREE", "hooks of a bare repository: there is none"},
    {"GIT_COMMON_DIR", "hooks in one of several work trees"},
    {"GIT_INDEX_FILE", "pre-commit: what `git commit FILE` will commit"},
    {"GIT_OBJECT_DIRECTORY", "pre-receive: what was pushed, in quarantine"},
    {"GIT_ALTERNATE_OBJECT_DIRECTORIES", "pre-receive: all the rest"},
    {"GIT_CEILING_DIRECTORIES", "where the search for a repository ends"},
    {"GIT_DISCOVERY_ACROSS_FILESYSTEM", "the same"},
    {"GIT_CONFIG_GLOBAL", "safe.directory may stand in there alone"},
    {"GIT_CONFIG_SYSTEM", "the same"},
    {"GIT_CONFIG_NOSYSTEM", "the same"},
    {"GIT_CONFIG_COUNT", "the same"},
    {"GIT_CONFIG_PARAMETERS", "the same, from `git -c`"},
}};

std::string_view line_with(std::string_view text, std::string_view start) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with(start)) return line.substr(start.size());
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return {};
}

}  // namespace

bool git_inherits(std::string_view variable) {
  if (!variable.starts_with("GIT_")) return true;
  return variable.starts_with("GIT_CONFIG_KEY_") ||
         variable.starts_with("GIT_CONFIG_VALUE_") ||
         std::any_of(kept.begin(), kept.end(),
                     [&](const auto& one) { return one.first == variable; });
}

Result<Ended> run_git(std::vector<std::string> words, std::string in,
                      std::uint64_t limit) {
  std::vector<std::string> call{"git", "--no-pager"};
  call.reserve(call.size() + 2 * settings.size() + words.size());
  for (std::string_view setting : settings) {
    call.emplace_back("-c");
    call.emplace_back(setting);
  }
  std::vector<std::string> environment(variables.begin(), variables.end());
  // It knows no patterns, and refuses to run where they are turned off.
  if (std::find(words.begin(), words.end(), "check-ignore") != words.end())
    std::erase(environment, literal_paths);
  std::move(words.begin(), words.end(), std::back_inserter(call));
  return run_program({.arguments = std::move(call),
                      .in = std::move(in),
                      .environment = std::move(environment),
                      .limit = limit,
                      .inherits = git_inherits});
}

Error reason_of(const Ended& ended) {
  std::string_view line = line_with(ended.err, "fatal: ");
  if (line.empty()) line = line_with(ended.err, "error: ");
  if (line.empty()) line = line_with(ended.err, "");
  if (line.empty())
    return {fmt::format("git ended with status {}", ended.status)};
  std::string text = visible(line);
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
    text[0] = lower(text.substr(0, 1))[0];
  return {text};
}

Result<std::string> git_answer(std::vector<std::string> words) {
  auto ended = run_git(std::move(words));
  if (!ended) return ended.error();
  if (ended->status != 0) return reason_of(*ended);
  return std::move(ended->out);
}

}  // namespace asmgw::cli
