// kubectl names its files by what they hold; for what is not ours its own
// default, `diff -u -N`, is run.
#include "cli/kubectl.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/program.h"
#include "cli/secret_diff.h"
#include "source/secrecy.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `v1`, `v1beta1`, `v2alpha3`
bool is_version(std::string_view part) {
  const auto skip_digits = [&] {
    const std::size_t before = part.size();
    while (!part.empty() && is_digit(part.front())) part.remove_prefix(1);
    return part.size() < before;
  };
  if (!part.starts_with('v')) return false;
  part.remove_prefix(1);
  if (!skip_digits()) return false;
  if (part.empty()) return true;
  if (!part.starts_with("alpha") && !part.starts_with("beta")) return false;
  part.remove_prefix(part.front() == 'a' ? 5 : 4);
  return skip_digits() && part.empty();
}

bool is_kind(std::string_view part) {
  return !part.empty() && part.front() >= 'A' && part.front() <= 'Z';
}

std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t dot = 0; dot != std::string_view::npos;) {
    dot = name.find('.');
    parts.push_back(name.substr(0, dot));
    name.remove_prefix(std::min(name.size(), parts.back().size() + 1));
  }
  return parts;
}

/// The names of all that lies in a folder as kubectl makes it.
std::optional<std::vector<std::string>> names_in(const std::string& folder) {
  auto entries = list_folder(folder, true);
  if (!entries) return std::nullopt;
  std::vector<std::string> names;
  for (FolderEntry& entry : *entries) {
    // kubectl makes no links; theirs is no folder of kubectl.
    if (!is_kubectl_name(entry.name) || entry.is != FolderEntry::Is::file)
      return std::nullopt;
    names.push_back(std::move(entry.name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// A line keeps its tabs; what else could reach a terminal is made visible.
std::string harmless_line(std::string_view line) {
  std::string made;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    made += visible(line.substr(0, end));
    if (end < line.size()) made += '\t';
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return at_line_start(std::move(made));
}

std::string harmless(std::string_view text) {
  std::string made;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    made += harmless_line(text.substr(0, end));
    if (end < text.size()) made += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return made;
}

/// What a file holds; one that is not there holds nothing.
Result<std::string> text_of(const std::string& path) {
  constexpr std::uint64_t limit = 64 << 20;
  if (!file_status(path)) return std::string();
  auto file = read_file(path, limit);
  if (!file) return file.error();
  if (file->too_large)
    return Error{fmt::format("{} is too large", visible_path(path))};
  return std::move(file->text);
}

/// As `diff -u -N` shows it.
Result<std::string> plain_diff(const std::string& before,
                               const std::string& after) {
  const auto ran =
      run_program({.arguments = {"diff", "-u", "-N", "--label", before,
                                 "--label", after, before, after},
                   .environment = {"LC_ALL=C"}});
  if (!ran) return ran.error();
  if (ran->status > 1)
    return Error{visible(trim(ran->err.substr(0, ran->err.find('\n'))))};
  return harmless(ran->out);
}

/// The same, but what may be a Secret shows its fields alone.
Result<std::string> diff_of(const std::string& before,
                            const std::string& after) {
  const auto older = text_of(before);
  if (!older) return older.error();
  const auto newer = text_of(after);
  if (!newer) return newer.error();
  const auto hides = [](const std::string& text) {
    return !text.empty() && may_hold_secrets(text);
  };
  if (!hides(*older) && !hides(*newer)) return plain_diff(before, after);
  const std::string lines = secret_diff(*older, *newer);
  if (lines.empty()) return std::string();
  return fmt::format("--- {}\n+++ {}\n{}", visible(before), visible(after),
                     lines);
}

/// A path that is no option.
std::string path_in(const std::string& folder, const std::string& name) {
  const std::string path = joined_path(folder, name);
  return path.starts_with('-') ? "./" + path : path;
}

}  // namespace

bool is_kubectl_name(std::string_view file_name) {
  if (is_manifest_name(file_name)) return false;
  const std::vector<std::string_view> parts = parts_of(file_name);
  for (std::size_t i = 0; i + 3 < parts.size(); ++i)
    if (is_version(parts[i]) && is_kind(parts[i + 1]))
      return !parts[i + 3].empty();
  return false;
}

std::optional<KubectlFolders> kubectl_folders(const std::string& old_dir,
                                              const std::string& new_dir) {
  auto old_names = names_in(old_dir), new_names = names_in(new_dir);
  if (!old_names || !new_names) return std::nullopt;
  if (old_names->empty() && new_names->empty()) return std::nullopt;
  return KubectlFolders{std::move(*old_names), std::move(*new_names)};
}

/// As kubectl's own default shows it, without the times of its temporary files.
Result<std::string> text_diff(const std::string& old_dir,
                              const std::string& new_dir,
                              const std::vector<std::string>& file_names) {
  std::string all;
  for (const std::string& name : file_names) {
    const std::string before = path_in(old_dir, name),
                      after = path_in(new_dir, name);
    const auto lines = diff_of(before, after);
    if (!lines) return lines.error();
    if (lines->empty()) continue;
    all += fmt::format("diff -u -N {} {}\n", visible(before), visible(after));
    all += *lines;
  }
  return all;
}

}  // namespace asmgw::cli
