// man(7) pages.
#include "cli/gen/man.h"

#include "cli/commands.h"
#include "cli/gen/declared.h"
#include "cli/help.h"
#include "output/catalogue.h"
#include "rules/all.h"

#include <fmt/core.h>

namespace asmgw::cli {
namespace {

/// Backslashes, minus signs and dots at the start of a line mean something.
std::string roff(std::string_view text) {
  std::string out;
  bool at_start = true;
  for (char c : text) {
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    at_start = c == '\n';
  }
  return out;
}

std::string head(std::string_view title, int section,
                 std::string_view summary) {
  return fmt::format(
      ".\\\" made by asmgw-gen\n.TH {} {} \"\" \"asmgw {}\"\n"
      ".SH NAME\n{} \\- {}\n",
      roff(title), section, ASMGW_VERSION, roff(title), roff(summary));
}

std::string roff_paragraphs(std::string_view text) {
  std::string out;
  for (const std::string& line : wrapped(text, 80))
    out += line.empty() ? ".PP\n" : roff(line) + '\n';
  return out;
}

std::string example_section(std::string_view examples) {
  std::string out = ".SH EXAMPLES\n";
  for (const auto& [line, comment] : example_lines(examples))
    out += fmt::format(".TP\n.B {}\n{}\n", roff(line), roff(comment));
  return out;
}

std::string exit_section() {
  return ".SH EXIT STATUS\n"
         ".TP\n.B 0\nnothing found\n.TP\n.B 1\nfindings\n"
         ".TP\n.B 2\ncould not do as asked\n.TP\n.B 3\na bug in asmgw\n";
}

std::string option_entry(const OptionInfo& info) {
  return fmt::format(".TP\n.B {}\n{}\n", roff(option_head(info)),
                     roff(option_help(info)));
}

std::string see_also(std::string_view but) {
  std::string out = ".SH SEE ALSO\n";
  if (but != "asmgw") out += ".BR asmgw (1),\n";
  for (const Command* command : commands::all)
    if (command->name != but)
      out += fmt::format(".BR asmgw\\-{} (1),\n", command->name);
  return out + ".BR asmgw\\-rules (7)\n";
}

std::string code(std::string_view text) {
  return fmt::format(".PP\n.RS 4\n.nf\n{}\n.fi\n.RE\n",
                     roff(example_text(text)));
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::string_view word : words)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", word);
  return out;
}

std::string rule_section(const Rule& rule) {
  std::string out = fmt::format(".SH {} {}\n{}\n.PP\n", roff(rule.id),
                                roff(rule.name), roff(rule.summary));
  const std::string bounds = releases(rule);
  out += fmt::format("Level {}, layer {}{}{}.\n.PP\n", text_of(rule.severity),
                     roff(text_of(rule.layer)),
                     bounds.empty() ? "" : ", Istio ", bounds);
  out += roff_paragraphs(rule.rationale);
  if (!rule.bad.empty())
    out += ".PP\nBad:\n" + code(rule.bad) + ".PP\nGood:\n" + code(rule.good);
  out += fmt::format(".PP\nDecided by: {}\n", roff(rule.source));
  const auto aliases = words(rule.aliases);
  if (!aliases.empty())
    out += fmt::format(".br\nAliases: {}\n", roff(joined(aliases)));
  return out;
}

}  // namespace

std::string main_page() {
  std::string out = head("asmgw", 1,
                         "what an Istio Gateway manifest will really do, "
                         "before you apply it");
  out += ".SH SYNOPSIS\n.B asmgw\n.I COMMAND\n[OPTIONS] [ARGUMENTS]\n";
  out += ".SH COMMANDS\n";
  for (const Command* command : commands::all)
    out += fmt::format(".TP\n.BR asmgw\\-{} (1)\n{}\n", command->name,
                       roff(command->summary));
  out +=
      ".SH OPTIONS\n.TP\n.B \\-h, \\-\\-help\nhelp\n"
      ".TP\n.B \\-V, \\-\\-version\nrelease, and the releases of Istio it "
      "knows\n";
  out += example_section(main_examples()) + exit_section();
  out +=
      ".SH ENVIRONMENT\n.TP\n.B ASMGW_OPTION\nstands for the long option of "
      "that name where it is not given: ASMGW_ISTIO_VERSION=1.22\n"
      ".TP\n.B NO_COLOR, FORCE_COLOR, TERM\ndecide on colour where "
      "\\-\\-color is auto\n";
  return out + see_also("asmgw");
}

std::string command_page(const Command& command) {
  std::string out =
      head(fmt::format("asmgw-{}", command.name), 1, command.summary);
  out += fmt::format(".SH SYNOPSIS\n.B asmgw {}\n{}\n", command.name,
                     roff(command.usage));
  if (!command.details.empty())
    out += ".SH DESCRIPTION\n" + roff_paragraphs(command.details);
  out += ".SH OPTIONS\n";
  std::string_view section = "Arguments";
  const auto options = declared(command);
  for (const OptionInfo& info : options->all()) {
    if (!info.positional && info.section != section)
      out += fmt::format(".SS {}\n", info.section);
    if (!info.positional) section = info.section;
    out += option_entry(info);
  }
  return out + example_section(command.examples) + exit_section() +
         see_also(command.name);
}

std::string rules_page() {
  std::string out = head("asmgw-rules", 7, "the rules of asmgw lint");
  for (const Rule* rule : rules::all) out += rule_section(*rule);
  return out + ".SH SEE ALSO\n.BR asmgw\\-lint (1),\n.BR asmgw\\-explain (1)\n";
}

}  // namespace asmgw::cli
