// One script a shell; every word in them comes from the records.
#include "cli/gen/completions.h"

#include "cli/commands.h"
#include "cli/gen/declared.h"
#include "rules/all.h"

#include <fmt/core.h>

namespace asmgw::cli {
namespace {

std::string spaced(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::string_view word : words)
    out += fmt::format("{}{}", out.empty() ? "" : " ", word);
  return out;
}

std::string rule_names() {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules::all) {
    names.push_back(rule->id);
    names.push_back(rule->name);
  }
  return spaced(names);
}

/// `text` in single quotes of a POSIX shell.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// bash

std::string bash_flags(const Options& options) {
  std::string out;
  for (const OptionInfo& info : options.all())
    for (std::string_view name : {info.short_name(), info.long_name()})
      if (!name.empty())
        out += fmt::format("{}{}", out.empty() ? "" : " ", name);
  return out;
}

std::string bash_words(const OptionInfo& info) {
  if (!info.choices.empty())
    return fmt::format("COMPREPLY=($(compgen -W {} -- \"$cur\"))",
                       in_quotes(spaced(info.choices)));
  if (info.text.offer == Offer::rules)
    return "COMPREPLY=($(compgen -W \"$_asmgw_rules\" -- \"$cur\"))";
  if (info.text.offer == Offer::files)
    return "COMPREPLY=($(compgen -f -- \"$cur\"))";
  return "COMPREPLY=()";
}

std::string bash_values(const Options& options) {
  std::string out;
  for (const OptionInfo& info : options.all()) {
    if (info.positional || !info.takes_word()) continue;
    out += fmt::format("        {}{}{}) {}; return ;;\n", info.short_name(),
                       info.short_name().empty() ? "" : "|", info.long_name(),
                       bash_words(info));
  }
  return out;
}

std::string bash_command(const Command& command) {
  const auto options = declared(command);
  std::string out = fmt::format("    {})\n", command.name);
  const std::string values = bash_values(*options);
  if (!values.empty())
    out += "      case \"$prev\" in\n" + values + "      esac\n";
  out += "      if [[ $cur == -* ]]; then\n";
  out += fmt::format("        COMPREPLY=($(compgen -W {} -- \"$cur\"))\n",
                     in_quotes(bash_flags(*options)));
  for (const OptionInfo& info : options->all())
    if (info.positional)
      out += "      else\n        " + bash_words(info) + "\n";
  return out + "      fi ;;\n";
}

std::string bash() {
  std::string out =
      "# bash completion for asmgw; made by asmgw-gen\n\n"
      "_asmgw() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} "
      "prev=${COMP_WORDS[COMP_CWORD-1]}\n";
  out += fmt::format("  local _asmgw_rules={}\n", in_quotes(rule_names()));
  out += fmt::format(
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W {} -- \"$cur\"))\n    return\n  fi\n",
      in_quotes(spaced(command_names()) + " --help --version"));
  out += "  case ${COMP_WORDS[1]} in\n";
  for (const Command* command : commands::all) out += bash_command(*command);
  return out + "  esac\n}\n\ncomplete -o filenames -F _asmgw asmgw\n";
}

// zsh

/// Text inside `[…]` of a spec of _arguments.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_values(const OptionInfo& info) {
  if (info.text.value.empty()) return "";
  if (!info.positional && !info.takes_word())
    return fmt::format("::{}:({})", info.long_name().substr(2),
                       spaced(info.choices));
  std::string what;
  if (!info.choices.empty())
    what = fmt::format("({})", spaced(info.choices));
  else if (info.text.offer == Offer::rules)
    what = "($_asmgw_rules)";
  else if (info.text.offer == Offer::files)
    what = "_files";
  return fmt::format(":{}:{}", zsh_text(info.text.value), what);
}

std::string zsh_option(const OptionInfo& info) {
  const std::string values = zsh_values(info);
  if (info.positional) return "      " + in_quotes("*" + values) + " \\\n";
  // `=-`: the value stands in the same word.
  const bool optional = !info.text.value.empty() && !info.takes_word();
  std::string out;
  for (std::string_view name : {info.short_name(), info.long_name()})
    if (!name.empty())
      out += "      " +
             in_quotes(fmt::format("*{}{}[{}]{}", name, optional ? "=-" : "",
                                   zsh_text(info.text.help), values)) +
             " \\\n";
  return out;
}

std::string zsh() {
  std::string out = "#compdef asmgw\n# made by asmgw-gen\n\n";
  out += fmt::format("_asmgw_rules=({})\n\n", rule_names());
  out +=
      "_asmgw() {\n  local curcontext=$curcontext state line\n"
      "  if ((CURRENT == 2)); then\n    local -a commands=(\n";
  for (const Command* command : commands::all)
    out += fmt::format(
        "      {}\n",
        in_quotes(fmt::format("{}:{}", command->name, command->summary)));
  out +=
      "    )\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  ((CURRENT--))\n"
      "  case $command in\n";
  for (const Command* command : commands::all) {
    out += fmt::format("    {})\n      _arguments -s \\\n", command->name);
    const auto options = declared(*command);
    for (const OptionInfo& info : options->all()) out += zsh_option(info);
    out.erase(out.size() - 3);
    out += " ;;\n";
  }
  return out + "  esac\n}\n\ncompdef _asmgw asmgw\n";
}

// fish

std::string fish_values(const OptionInfo& info) {
  if (info.text.value.empty()) return "";
  if (!info.positional && !info.takes_word())
    return " -a " + in_quotes(spaced(info.choices));
  if (!info.choices.empty()) return " -x -a " + in_quotes(spaced(info.choices));
  if (info.text.offer == Offer::rules) return " -x -a '$_asmgw_rules'";
  return info.text.offer == Offer::files ? " -r -F" : " -x";
}

std::string fish_option(std::string_view condition, const OptionInfo& info) {
  std::string out = fmt::format("complete -c asmgw -n {}", condition);
  if (info.positional) return out + fish_values(info) + '\n';
  if (!info.short_name().empty())
    out += fmt::format(" -s {}", info.short_name().substr(1));
  return out + fmt::format(" -l {}{} -d {}\n", info.long_name().substr(2),
                           fish_values(info), in_quotes(info.text.help));
}

std::string fish() {
  std::string out = "# fish completion for asmgw; made by asmgw-gen\n\n";
  out += fmt::format("set -g _asmgw_rules {}\n", rule_names());
  out += "complete -c asmgw -f\n";
  for (const Command* command : commands::all)
    out +=
        fmt::format("complete -c asmgw -n __fish_use_subcommand -a {} -d {}\n",
                    command->name, in_quotes(command->summary));
  for (const Command* command : commands::all) {
    const std::string condition =
        fmt::format("'__fish_seen_subcommand_from {}'", command->name);
    const auto options = declared(*command);
    for (const OptionInfo& info : options->all())
      out += fish_option(condition, info);
  }
  return out;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash();
  return shell == "zsh" ? zsh() : fish();
}

}  // namespace asmgw::cli
