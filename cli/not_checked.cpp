// Names of files, three at most, and what to do instead.
#include "cli/not_checked.h"

#include "base/file.h"
#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace asmgw::cli {
namespace {

using Paths = std::vector<std::string_view>;

constexpr std::string_view helm = "Helm template";

/// `a.yaml, b.yaml and 3 more`
std::string names_of(const Paths& paths) {
  constexpr std::size_t most = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(paths.size(), most); ++i)
    out += (i == 0 ? "" : ", ") + visible(paths[i]);
  if (paths.size() > most)
    out += fmt::format(" and {} more", paths.size() - most);
  return out;
}

std::string names_of(const std::vector<std::string>& paths) {
  return names_of(Paths(paths.begin(), paths.end()));
}

/// The files in which documents stand, each once.
void add_file(const Sources& sources, const Skipped& one, Paths& paths) {
  const std::string_view path = sources.file(one.range.file).path();
  if (paths.empty() || paths.back() != path) paths.push_back(path);
}

std::map<std::string_view, Paths> by_reason(const Sources& sources,
                                            const std::vector<Skipped>& all,
                                            bool quiet) {
  std::map<std::string_view, Paths> files;
  for (const Skipped& one : all)
    if (one.reason != helm && (!quiet || one.is_gateway))
      add_file(sources, one, files[one.reason]);
  return files;
}

/// The folder of the nearest chart that the file belongs to.
std::optional<std::string> chart_of(std::string_view path) {
  for (std::string_view folder = folder_of(path);;) {
    if (is_regular_file(joined_path(folder, "Chart.yaml")))
      return folder.empty() ? "." : std::string(folder);
    if (folder.empty() || folder == "/" || folder == ".") return std::nullopt;
    folder = folder_of(folder);
  }
}

/// As a word for a shell.
std::string shell_word(const std::string& path) {
  constexpr std::string_view plain = "._/-+=@%:,";
  const bool bare =
      !path.empty() && std::all_of(path.begin(), path.end(), [&](char c) {
        return is_alphanumeric(c) || plain.find(c) != std::string_view::npos;
      });
  const std::string named = path.starts_with('-') ? "./" + path : path;
  if (bare) return named;
  std::string word = "'";
  for (char c : named)
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  return visible(word + "'");
}

/// `; helm template charts/shop | asmgw lint -`
std::string helm_command(const Paths& templates) {
  std::set<std::string> charts;
  std::string first;
  for (std::string_view path : templates) {
    const auto chart = chart_of(path);
    if (!chart) continue;
    if (charts.empty()) first = *chart;
    charts.insert(*chart);
  }
  if (charts.empty()) return "; check what they make instead";
  std::string text =
      fmt::format("; helm template {} | asmgw lint -", shell_word(first));
  if (charts.size() > 1)
    text += fmt::format(" (and so for {})",
                        counted(charts.size() - 1, "other chart"));
  return text;
}

/// Said always: a run that found nothing found nothing in these.
std::string helm_line(const Sources& sources, const LintResult& result) {
  Paths files, others;
  std::size_t gateways = 0;
  for (const Skipped& one : result.left_alone) {
    if (one.reason != helm) continue;
    gateways += one.is_gateway ? 1 : 0;
    add_file(sources, one, one.is_gateway ? files : others);
  }
  if (gateways == 0) files = others;
  if (files.empty()) return {};
  const std::string templates = counted(files.size(), helm);
  const std::string what =
      gateways == 0
          ? templates
          : fmt::format("{} in {}", counted(gateways, "Gateway"), templates);
  return fmt::format("not checked: {} ({}){}\n", what, names_of(files),
                     helm_command(files));
}

std::string placeholder_line(const Sources& sources, const LintResult& result) {
  Paths files;
  std::size_t count = 0;
  for (const Skipped& one : result.with_placeholders) {
    count += std::stoul(one.reason);
    add_file(sources, one, files);
  }
  if (count == 0) return {};
  return fmt::format("not checked: what becomes of {} ({})\n",
                     counted(count, "placeholder"), names_of(files));
}

}  // namespace

std::string left_alone_lines(const Sources& sources, const LintResult& result,
                             bool quiet) {
  std::string out = helm_line(sources, result);
  for (const auto& [reason, paths] :
       by_reason(sources, result.left_alone, quiet))
    out += fmt::format("not checked: {} ({})\n", names_of(paths), reason);
  if (!quiet) out += placeholder_line(sources, result);
  for (const auto& [reason, paths] :
       by_reason(sources, result.whole_patches, quiet))
    out +=
        fmt::format("judged as it stands: {} ({})\n", names_of(paths), reason);
  return out;
}

std::string walk_lines(const Inputs& inputs) {
  std::string out;
  if (!inputs.wrapping.empty())
    out += fmt::format("not checked: {} with Gateways ({})\n",
                       counted(inputs.wrapping.size(), "other file"),
                       names_of(inputs.wrapping));
  if (!inputs.folders.empty())
    out += fmt::format("left out: {} ({})\n",
                       counted(inputs.folders.size(), "folder"),
                       names_of(inputs.folders));
  if (!inputs.ignored.empty())
    out += fmt::format("left out: {} that git ignores ({})\n",
                       counted(inputs.ignored.size(), "file"),
                       names_of(inputs.ignored));
  return out;
}

}  // namespace asmgw::cli
