// What is read is kept by its files, so that the context can be told from the
// side.
#include "cli/side_reader.h"

#include "base/text.h"
#include "cli/empty_side.h"
#include "cli/lint_summary.h"
#include "cli/mesh_input.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

/// Text, but no object of any kind: a page of an error, half a file. A side
/// with nothing in it is empty, or comments, or an empty List.
const Skipped* text_alone(const Sources& sources, const LintResult& side) {
  const auto is_object = [&](const Skipped& one) {
    return one.reason == "another kind" ||
           sources.text(one.range).find("kind") != std::string_view::npos;
  };
  if (side.counts.gateways > 0 || side.counts.context > 0 ||
      side.skipped.empty() ||
      std::any_of(side.skipped.begin(), side.skipped.end(), is_object))
    return nullptr;
  return &side.skipped.front();
}

}  // namespace

SideReader::SideReader(const LintOptions& options, bool quiet, Sources& sources,
                       Io& io)
    : options_(options),
      quiet_(quiet),
      rules_(rules::all),
      sources_(sources),
      io_(io) {}

std::optional<ReadSide> SideReader::read(const Side& side,
                                         const std::optional<Side>& context) {
  Linter linter(sources_, rules_, options_);
  if (context) check(*context, linter);
  const std::size_t before = linter.files().size();
  check(side, linter);
  const std::span<const FileObjects> own = linter.files().subspan(before);
  ReadSide made;
  made.gateways = gateways_in(own);
  if (made.gateways == 0)
    made.instead = found_instead(side, own, sources_, options_.settings);
  made.linted = linter.finish();
  const LintResult& result = made.linted.result;
  io_.err << left_alone_lines(sources_, result, quiet_);
  const std::vector<std::string> lines = unreadable_lines(
      sources_, result, std::vector<const Linted*>{&made.linted});
  for (const std::string& line : lines) refuse(io_, line);
  if (!lines.empty()) return std::nullopt;
  if (const Skipped* text = text_alone(sources_, result))
    made.text_alone = sources_.place(text->range).path;
  return made;
}

void SideReader::check(const Side& side, Linter& linter) {
  for (const SideFile& file : side.files)
    linter.check(sources_.add(file.path, file.text), file.role);
}

}  // namespace asmgw::cli
