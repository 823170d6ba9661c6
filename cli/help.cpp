// Help texts, laid out for 80 columns.
#include "cli/help.h"

#include "base/text.h"
#include "cli/commands.h"
#include "output/catalogue.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

constexpr std::size_t help_column = 30;
constexpr std::size_t help_width = 80;

/// `head` in its column, `text` wrapped in the next.
std::string row(std::string_view head, std::string_view text) {
  const std::string margin(help_column, ' ');
  std::string out = fmt::format("  {}", head);
  const bool fits = out.size() + 2 <= help_column;
  out += fits ? margin.substr(out.size()) : '\n' + margin;
  bool first = true;
  for (const std::string& line : wrapped(text, help_width - help_column)) {
    if (!first) out += margin;
    first = false;
    out += line + '\n';
  }
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (const std::string& line : wrapped(text, help_width)) out += line + '\n';
  return out;
}

std::string example_rows(std::string_view examples) {
  std::size_t width = 0;
  for (const auto& [line, comment] : example_lines(examples))
    width = std::max(width, line.size());
  std::string out = "\nExamples:\n";
  for (const auto& [line, comment] : example_lines(examples))
    out += fmt::format("  {:{}}  # {}\n", line, width, comment);
  return out;
}

}  // namespace

std::string option_head(const OptionInfo& info) {
  if (info.positional) return std::string(info.text.names);
  const std::string_view brief = info.short_name();
  return fmt::format("{}{}{}{}{}", brief.empty() ? "    " : brief,
                     brief.empty() ? "" : ", ", info.long_name(),
                     info.takes_word() ? " " : "", info.text.value);
}

std::string option_help(const OptionInfo& info) {
  std::string text(info.text.help);
  std::string words;
  for (std::string_view choice : info.choices)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", choice);
  return words.empty() ? text : fmt::format("{}: {}", text, words);
}

std::vector<std::pair<std::string_view, std::string_view>> example_lines(
    std::string_view examples) {
  std::vector<std::pair<std::string_view, std::string_view>> lines;
  while (!examples.empty()) {
    const std::string_view line = examples.substr(0, examples.find('\n'));
    examples.remove_prefix(std::min(line.size() + 1, examples.size()));
    const std::size_t hash = line.find(" # ");
    if (hash == std::string_view::npos) continue;
    lines.emplace_back(trim(line.substr(0, hash)), line.substr(hash + 3));
  }
  return lines;
}

std::string command_help(const Command& command, const Options& options) {
  std::string out = fmt::format(
      "asmgw {}: {}\n\nUsage: asmgw {}{}{}\n", command.name, command.summary,
      command.name, command.usage.empty() ? "" : " ", command.usage);
  if (!command.details.empty()) out += '\n' + paragraphs(command.details);
  std::string_view section;
  for (const OptionInfo& info : options.all()) {
    const std::string_view title = info.positional ? "Arguments" : info.section;
    if (title != section) out += fmt::format("\n{}:\n", title);
    section = title;
    out += row(option_head(info), option_help(info));
  }
  return out + example_rows(command.examples);
}

std::string_view main_examples() {
  return "asmgw lint gateways/ # check all manifests below a folder\n"
         "helm template . | asmgw lint - # check what Helm makes\n"
         "asmgw explain GW020 # what a rule means and how to fix it\n";
}

std::string main_help() {
  std::string out =
      "asmgw: what an Istio Gateway manifest will really do, before you apply "
      "it\n\nUsage: asmgw COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n";
  for (const Command* command : commands::all)
    out += fmt::format("  {:12}{}\n", command->name, command->summary);
  out +=
      "\nGeneral:\n"
      "  -h, --help     this help; after a command: the help of that command\n"
      "  -V, --version  release, and the releases of Istio it knows\n";
  out += example_rows(main_examples());
  return out +
         "\nExit status: 0 nothing found, 1 findings, 2 could not do as asked, "
         "3 a bug.\n";
}

}  // namespace asmgw::cli
