// Calls git's plumbing. What users may have set in their environment is
// obeyed where it says which repository, and not where it changes answers.
#include "cli/git.h"

#include "base/text.h"
#include "cli/program.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace asmgw::cli {
namespace {

Result<Ended> ask(std::vector<std::string> words, std::string in = {},
                  std::uint64_t limit = Program{}.limit) {
  std::vector<std::string> call{"git", "--no-pager", "-c",
                                "core.fsmonitor=false"};
  std::move(words.begin(), words.end(), std::back_inserter(call));
  return run_program(
      {std::move(call),
       std::move(in),
       {"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
        "GIT_LITERAL_PATHSPECS=1", "GIT_GLOB_PATHSPECS=0",
        "GIT_NOGLOB_PATHSPECS=0", "GIT_ICASE_PATHSPECS=0"},
       limit});
}

std::string_view line_with(std::string_view text, std::string_view start) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with(start)) return line.substr(start.size());
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return {};
}

/// The reason that git gave, in one line.
Error said(const Ended& ended) {
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

/// The same, for an answer that only a status of 0 makes one.
Result<std::string> answer(std::vector<std::string> words) {
  auto ended = ask(std::move(words));
  if (!ended) return ended.error();
  if (ended->status != 0) return said(*ended);
  return std::move(ended->out);
}

/// Takes what stands before the next `end`, and `end` itself.
std::string_view take(std::string_view& text, char end) {
  const std::string_view part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

bool is_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `MODE TYPE ID\tPATH` of ls-tree.
GitEntry tree_entry(std::string_view line, const std::string& folder) {
  GitEntry made;
  made.mode = take(line, ' ');
  take(line, ' ');
  made.id = take(line, '\t');
  made.path = folder;
  made.path += line;
  return made;
}

/// `MODE ID STAGE\tPATH` of ls-files.
GitEntry index_entry(std::string_view line) {
  GitEntry made;
  made.mode = take(line, ' ');
  made.id = take(line, ' ');
  const std::string_view stage = take(line, '\t');
  if (!stage.empty()) made.stage = stage.front();
  made.path = line;
  return made;
}

template <class Read>
Result<std::vector<GitEntry>> entries_of(const Result<std::string>& listed,
                                         Read read) {
  if (!listed) return listed.error();
  std::vector<GitEntry> found;
  for (std::string_view rest = *listed; !rest.empty();)
    found.push_back(read(take(rest, '\0')));
  return found;
}

/// `ID blob SIZE`; nothing where there is none.
std::optional<std::uint64_t> blob_size(std::string_view line) {
  if (!is_id(take(line, ' ')) || take(line, ' ') != "blob") return std::nullopt;
  std::uint64_t size = 0;
  const auto read =
      std::from_chars(line.data(), line.data() + line.size(), size);
  if (read.ec != std::errc()) return std::nullopt;
  return size;
}

std::string lines_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(name).append("\n");
  return text;
}

Error unexpected() { return {"git gave an answer that was not expected"}; }

/// Reads blobs that are known to be there, `size` bytes of text in all.
std::optional<Error> read_texts(const std::vector<std::string>& names,
                                const std::vector<GitBlob*>& blobs,
                                std::uint64_t size) {
  if (names.empty()) return std::nullopt;
  constexpr std::uint64_t header = 128;
  const auto read = ask({"cat-file", "--batch"}, lines_of(names),
                        size + names.size() * header);
  if (!read) return read.error();
  if (read->status != 0) return said(*read);
  std::string_view rest = read->out;
  for (GitBlob* blob : blobs) {
    const auto bytes = blob_size(take(rest, '\n'));
    if (!bytes || *bytes >= rest.size()) return unexpected();
    blob->text = rest.substr(0, *bytes);
    rest.remove_prefix(*bytes + 1);
  }
  return std::nullopt;
}

/// What is missing may only not have been fetched.
std::string_view hint_if_shallow() {
  const auto shallow = answer({"rev-parse", "--is-shallow-repository"});
  return shallow && *shallow == "true\n"
             ? " in this shallow clone (git fetch --unshallow gets the rest)"
             : "";
}

}  // namespace

Result<GitPlace> git_place() {
  const auto told = answer(
      {"rev-parse", "--is-inside-work-tree", "--show-cdup", "--show-prefix"});
  if (!told) return told.error();
  std::string_view rest = *told;
  GitPlace place;
  place.work_tree = take(rest, '\n') == "true";
  if (!place.work_tree) return place;
  place.up = take(rest, '\n');
  place.prefix = rest.substr(0, rest.size() - (rest.empty() ? 0 : 1));
  return place;
}

Result<std::string> git_object(const std::string& rev) {
  // No revision begins with a dash; an option does.
  if (rev.empty() || rev.front() == '-')
    return Error{fmt::format("{} is not a revision", in_quotes(rev))};
  const auto told = ask({"rev-parse", "--verify", rev});
  if (!told) return told.error();
  std::string_view out = told->out;
  const std::string_view id = take(out, '\n');
  if (told->status == 0 && is_id(id)) return std::string(id);
  // rev-parse only says that one revision is needed.
  const auto why = ask({"cat-file", "-t", rev});
  if (!why) return why.error();
  if (why->status != 0)
    return Error{said(*why).message + std::string(hint_if_shallow())};
  return Error{fmt::format("{} is not one revision", in_quotes(rev))};
}

Result<std::string> git_merge_base(const std::string& a, const std::string& b) {
  const auto from = git_object(a), to = git_object(b);
  if (!from) return from.error();
  if (!to) return to.error();
  const auto told = ask({"merge-base", *from, *to});
  if (!told) return told.error();
  if (told->status == 0) return told->out.substr(0, told->out.find('\n'));
  if (told->status != 1) return said(*told);
  return Error{fmt::format("{} and {} have no common ancestor{}", in_quotes(a),
                           in_quotes(b), hint_if_shallow())};
}

Result<std::vector<GitEntry>> git_entry(const std::string& tree,
                                        const std::string& path) {
  return entries_of(answer({"ls-tree", "-z", "--full-tree", tree, "--", path}),
                    [](auto line) { return tree_entry(line, ""); });
}

Result<std::vector<GitEntry>> git_below(const std::string& tree,
                                        const std::string& folder) {
  return entries_of(answer({"ls-tree", "-r", "-z", "--full-tree", tree}),
                    [&](auto line) { return tree_entry(line, folder); });
}

Result<std::vector<GitEntry>> git_index(const GitPlace& place,
                                        const std::string& path) {
  std::vector<std::string> words{"ls-files", "-s", "-z", "--full-name"};
  // Seen from a folder, ls-files lists no more than what is below it.
  if (!place.up.empty()) words.insert(words.begin(), {"-C", place.up});
  if (!path.empty()) words.insert(words.end(), {"--", path});
  return entries_of(answer(std::move(words)), index_entry);
}

Result<std::vector<GitBlob>> git_blobs(const std::vector<std::string>& names,
                                       std::uint64_t limit) {
  std::vector<GitBlob> blobs(names.size());
  if (names.empty()) return blobs;
  const auto told = ask({"cat-file", "--batch-check"}, lines_of(names));
  if (!told) return told.error();
  if (told->status != 0) return said(*told);
  std::string_view rest = told->out;
  std::vector<std::string> wanted;
  std::vector<GitBlob*> targets;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto size = blob_size(take(rest, '\n'));
    blobs[i].there = size.has_value();
    blobs[i].too_large = size && *size > limit;
    if (!size || *size > limit) continue;
    wanted.push_back(names[i]);
    targets.push_back(&blobs[i]);
    all += *size;
  }
  if (const auto error = read_texts(wanted, targets, all)) return *error;
  return blobs;
}

}  // namespace asmgw::cli
