// Calls git's plumbing. Every revision stands behind the options or on stdin.
#include "cli/git.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/git_process.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace asmgw::cli {
namespace {

bool is_set(const char* variable) { return std::getenv(variable) != nullptr; }

/// The reason of a failure that may be due to what a clone has not got.
Error lacking(const Ended& ended) {
  return {reason_of(ended).message + std::string(git_lack_hint())};
}

/// An answer about objects.
Result<std::string> answer_of_objects(std::vector<std::string> words) {
  auto ended = run_git(std::move(words));
  if (!ended) return ended.error();
  if (ended->status != 0) return lacking(*ended);
  return std::move(ended->out);
}

std::string lines_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    const bool one_line = name.find('\n') == std::string::npos;
    text.append(one_line ? name : "").append("\n");  // nothing is called ""
  }
  return text;
}

/// Gives the text of `blobs`, each another one, to all targets of its id.
std::optional<Error> read_batch(
    const std::vector<GitObject>& blobs,
    const std::multimap<std::string, GitBlob*>& targets) {
  constexpr std::uint64_t header = 128;
  std::vector<std::string> ids;
  std::uint64_t size = 0;
  ids.reserve(blobs.size());
  for (const GitObject& blob : blobs) {
    ids.push_back(blob.id);
    size += blob.size + header;
  }
  const auto read = run_git({"cat-file", "--batch"}, lines_of(ids), size);
  if (!read) return read.error();
  if (read->status != 0) return lacking(*read);
  const auto texts = parse_blobs(read->out, blobs);
  if (!texts) return texts.error();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto [first, last] = targets.equal_range(ids[i]);
    std::for_each(first, last,
                  [&](const auto& one) { one.second->text = (*texts)[i]; });
  }
  return std::nullopt;
}

/// Reads blobs, each another one, by so many that little is held twice.
std::optional<Error> read_texts(
    const std::vector<GitObject>& blobs,
    const std::multimap<std::string, GitBlob*>& targets) {
  constexpr std::uint64_t most = 32 << 20;
  std::vector<GitObject> batch;
  std::uint64_t size = 0;
  for (const GitObject& blob : blobs) {
    if (!batch.empty() && size + blob.size > most) {
      if (auto error = read_batch(batch, targets)) return error;
      batch.clear();
      size = 0;
    }
    batch.push_back(blob);
    size += blob.size;
  }
  if (batch.empty()) return std::nullopt;
  return read_batch(batch, targets);
}

Error too_much(std::uint64_t bytes, std::size_t names,
               const ReadLimits& limits) {
  return {fmt::format(
      "{} come to {} MiB, more than the {} MiB that are read of {}",
      counted(names, "file"), (bytes >> 20) + 1, limits.all >> 20, limits.of)};
}

/// A work tree has `.git` at its root; one that `core.worktree` of a found
/// repository chose need not. Before git 2.38 a bare one may be found.
bool holds_its_repository(const GitPlace& place, bool bare) {
  if (is_set("GIT_DIR") || is_set("GIT_WORK_TREE")) return true;
  return place.work_tree ? file_status(place.up + ".git").has_value() : !bare;
}

}  // namespace

Result<GitPlace> git_place() {
  const auto told =
      git_answer({"rev-parse", "--is-bare-repository", "--is-inside-work-tree",
                  "--show-cdup", "--show-prefix"});
  if (!told) {
    if (!contains(told.error().message, "safe.bareRepository"))
      return told.error();
    return Error{told.error().message +
                 "; if it is meant, say so: GIT_DIR=. asmgw diff"};
  }
  std::string_view rest = *told;
  const bool bare = take_until(rest, '\n') == "true";
  GitPlace place;
  place.work_tree = take_until(rest, '\n') == "true";
  if (place.work_tree) {
    place.up = take_until(rest, '\n');
    place.prefix = rest.substr(0, rest.size() - (rest.empty() ? 0 : 1));
  }
  if (!holds_its_repository(place, bare))
    return Error{
        "the repository that git found is not the one around these files; if "
        "it is meant, name it by GIT_DIR"};
  return place;
}

Result<std::string> git_object(const std::string& rev) {
  // No revision begins with a dash; an option does.
  if (rev.empty() || rev.front() == '-')
    return Error{fmt::format("{} is not a revision", in_quotes(rev))};
  const auto told = run_git({"rev-parse", "--verify", "--end-of-options", rev});
  if (!told) return told.error();
  std::string_view out = told->out;
  const std::string_view id = take_until(out, '\n');
  if (told->status == 0 && is_object_id(id)) return std::string(id);
  // rev-parse only says that one revision is needed.
  const auto why = run_git({"cat-file", "-t", "--end-of-options", rev});
  if (!why) return why.error();
  if (why->status != 0) return lacking(*why);
  return Error{fmt::format("{} is not one revision", in_quotes(rev))};
}

bool git_has_no_commit() {
  return git_answer({"symbolic-ref", "--quiet", "HEAD"}) &&
         !git_answer({"rev-parse", "--verify", "--quiet", "HEAD"});
}

Result<std::string> git_merge_base(const std::string& a, const std::string& b) {
  const auto from = git_object(a), to = git_object(b);
  if (!from) return from.error();
  if (!to) return to.error();
  const auto told = run_git({"merge-base", *from, *to});
  if (!told) return told.error();
  if (told->status == 0) return told->out.substr(0, told->out.find('\n'));
  if (told->status != 1) return reason_of(*told);
  return Error{fmt::format("{} and {} have no common ancestor{}", in_quotes(a),
                           in_quotes(b), git_lack_hint())};
}

std::string_view git_lack_hint() {
  const auto shallow = git_answer({"rev-parse", "--is-shallow-repository"});
  if (shallow && *shallow == "true\n")
    return " in this shallow clone (git fetch --unshallow gets the rest)";
  const auto partial =
      git_answer({"config", "--get-regexp",
                  R"(^(extensions\.partialclone|remote\..*\.promisor)$)"});
  return partial
             ? " in this partial clone, and asmgw fetches nothing (git show "
               "fetches a file)"
             : "";
}

GitEntries git_tree(const std::string& tree, const std::string& path,
                    const KeepEntry& keep) {
  std::vector<std::string> words{"ls-tree",          "-r", "-z", "--full-tree",
                                 "--end-of-options", tree};
  if (!path.empty()) words.insert(words.end(), {"--", path});
  const auto listed = answer_of_objects(std::move(words));
  if (!listed) return listed.error();
  return parse_tree_listing(*listed, keep);
}

GitEntries git_index(const GitPlace& place, const std::string& path,
                     const KeepEntry& keep) {
  std::vector<std::string> words{"ls-files", "-s", "-z", "--full-name"};
  // Seen from a folder, ls-files lists no more than what is below it.
  if (!place.up.empty()) words.insert(words.begin(), {"-C", place.up});
  if (!path.empty()) words.insert(words.end(), {"--", path});
  const auto listed = answer_of_objects(std::move(words));
  if (!listed) return listed.error();
  return parse_index_listing(*listed, keep);
}

Result<std::vector<GitObject>> git_objects(
    const std::vector<std::string>& names) {
  if (names.empty()) return std::vector<GitObject>{};
  const auto told = run_git({"cat-file", "--batch-check"}, lines_of(names));
  if (!told) return told.error();
  if (told->status != 0) return lacking(*told);
  return parse_objects(told->out, names.size());
}

Result<std::vector<GitBlob>> git_blobs(const std::vector<std::string>& names,
                                       const ReadLimits& limits) {
  const auto objects = git_objects(names);
  if (!objects) return objects.error();
  std::vector<GitBlob> blobs(names.size());
  std::vector<GitObject> wanted;
  std::multimap<std::string, GitBlob*> targets;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const GitObject& object = (*objects)[i];
    blobs[i].there = object.type == "blob";
    blobs[i].too_large = blobs[i].there && object.size > limits.each;
    if (!blobs[i].there || blobs[i].too_large) continue;
    if (targets.count(object.id) == 0) wanted.push_back(object);
    targets.emplace(object.id, &blobs[i]);
    all += object.size;
  }
  if (all > limits.all) return too_much(all, targets.size(), limits);
  if (const auto error = read_texts(wanted, targets)) return *error;
  return blobs;
}

}  // namespace asmgw::cli
