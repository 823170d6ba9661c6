// Asks git about all words at once.
#include "cli/side_words.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/git.h"
#include "cli/git_side.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace asmgw::cli {
namespace {

bool could_be_both(const SideWord& one) {
  return one.word != "-" && !is_path_alone(one.word) &&
         file_status(one.word).has_value();
}

/// Git would find a repository, or has been told of one.
bool in_repository() {
  if (std::getenv("GIT_DIR") != nullptr) return true;
  const std::string here = current_folder();
  return here.empty() || work_tree_of(here);
}

/// An abbreviated hash as git prints it: 7 digits or more. A folder called
/// `2024` is none, though some object may begin so.
bool is_abbreviated(std::string_view rev) {
  return rev.size() >= 7 && rev.find_first_not_of("0123456789abcdefABCDEF") ==
                                std::string_view::npos;
}

/// Names that say whether `rev` can stand for a side. Of several objects with
/// one abbreviated name the first takes the only tree or commit; the second
/// says that there are several.
void add_names(std::string_view rev, std::vector<std::string>& names) {
  if (rev.starts_with(":/"))
    names.emplace_back(rev);
  else
    names.push_back(std::string(rev) + "^{tree}");
  if (is_abbreviated(rev)) names.emplace_back(rev);
}

/// What `word` would have git look for: the revision of `REV` and `REV:PATH`,
/// for the path may be absent there, and both of `A...B`.
std::vector<std::string> names_in(const std::string& word) {
  const auto name = parse_git_name(word);
  const std::string& rev = name ? name->rev : word;
  const std::size_t dots = std::min(rev.find(".."), rev.size());
  const std::size_t behind =
      std::min(rev.find_first_not_of('.', dots), rev.size());
  std::vector<std::string> names;
  if (dots > 0) add_names(std::string_view(rev).substr(0, dots), names);
  if (behind < rev.size()) add_names(rev.substr(behind), names);
  if (names.empty()) add_names("HEAD", names);
  return names;
}

/// Or would be one, were it not the beginning of several.
bool is_revision(const GitObject& object) {
  return object.is == GitObject::Is::ambiguous ||
         (object.is == GitObject::Is::there && object.type != "blob");
}

/// `:PATH`
bool is_of_index(const std::string& word) {
  const auto name = parse_git_name(word);
  return name && name->rev.empty();
}

Error refused(const SideWord& one, std::string_view why) {
  const std::string word = visible(one.word);
  return {fmt::format(
      "{} {}: say ./{} for what is on disk{}", in_quotes(one.word), why, word,
      one.option.empty()
          ? ", the full id of a commit for what git has"
          : fmt::format(", {} {} for what git has", one.option, word))};
}

/// Where git cannot say: what nobody would call a branch.
bool is_plain_file(const std::string& word) {
  return is_manifest_name(word) && word.find(':') == std::string::npos;
}

/// Whether git refused because there is nothing that could name a revision.
bool means_no_git(const Error& error) {
  return contains(error.message, "not a git repository") ||
         contains(error.message, "not found in PATH");
}

}  // namespace

bool is_path_alone(const std::string& word) {
  return word.starts_with('/') || is_from_here(word) ||
         (word.ends_with('/') && word.find(':') == std::string::npos);
}

std::optional<Error> ambiguous_word(const std::vector<SideWord>& words) {
  std::vector<SideWord> doubtful;
  std::copy_if(words.begin(), words.end(), std::back_inserter(doubtful),
               could_be_both);
  if (doubtful.empty() || !in_repository()) return std::nullopt;
  std::vector<std::string> names;
  std::vector<const SideWord*> owners;
  for (const SideWord& one : doubtful)
    for (std::string& name : names_in(one.word)) {
      names.push_back(std::move(name));
      owners.push_back(&one);
    }
  const auto objects = git_objects(names);
  if (!objects && means_no_git(objects.error())) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const SideWord& one = *owners[i];
    if (!objects && !is_plain_file(one.word))
      return refused(one, "may be a path or a revision, and git cannot say (" +
                              objects.error().message + ")");
    if (objects && (is_revision((*objects)[i]) || is_of_index(one.word)))
      return refused(one, "is both a path and a revision");
  }
  return std::nullopt;
}

}  // namespace asmgw::cli
