// A line at a time, or what stands before a NUL.
#include "cli/git_listing.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace asmgw::cli {
namespace {

Error unexpected() { return {"git gave an answer that was not expected"}; }

bool is_mode(std::string_view text) {
  return text.size() == 6 &&
         text.find_first_not_of("01234567") == std::string_view::npos;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

bool is_sound(const GitEntry& entry) {
  return is_mode(entry.mode) && is_object_id(entry.id) && !entry.path.empty() &&
         entry.stage >= '0' && entry.stage <= '3';
}

/// `MODE TYPE ID\tPATH`
GitEntry tree_entry(std::string_view line) {
  GitEntry made;
  made.mode = take_until(line, ' ');
  take_until(line, ' ');
  made.id = take_until(line, '\t');
  made.path = line;
  return made;
}

/// `MODE ID STAGE\tPATH`
GitEntry index_entry(std::string_view line) {
  GitEntry made;
  made.mode = take_until(line, ' ');
  made.id = take_until(line, ' ');
  const std::string_view stage = take_until(line, '\t');
  made.stage = stage.size() == 1 ? stage.front() : '?';
  made.path = line;
  return made;
}

template <class Read>
GitEntries entries_of(std::string_view text, const KeepEntry& keep, Read read) {
  std::vector<GitEntry> found;
  while (!text.empty()) {
    GitEntry entry = read(take_until(text, '\0'));
    if (!is_sound(entry)) return unexpected();
    if (keep(entry)) found.push_back(std::move(entry));
  }
  return found;
}

/// `ID TYPE SIZE`
std::optional<GitObject> object_there(std::string_view line) {
  GitObject made{GitObject::Is::there, {}, {}, 0};
  made.id = take_until(line, ' ');
  made.type = take_until(line, ' ');
  const auto size = number(line);
  if (!is_object_id(made.id) || made.type.empty() || !size) return std::nullopt;
  made.size = *size;
  return made;
}

/// That, or `NAME missing`, `NAME ambiguous` and other words of what is not to
/// be had.
GitObject object_of(std::string_view line) {
  if (auto there = object_there(line)) return std::move(*there);
  GitObject none;
  if (line.ends_with(" ambiguous")) none.is = GitObject::Is::ambiguous;
  return none;
}

}  // namespace

bool is_object_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view take_until(std::string_view& text, char end) {
  const std::string_view part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

GitEntries parse_tree_listing(std::string_view text, const KeepEntry& keep) {
  return entries_of(text, keep, tree_entry);
}

GitEntries parse_index_listing(std::string_view text, const KeepEntry& keep) {
  return entries_of(text, keep, index_entry);
}

Result<std::vector<GitObject>> parse_objects(std::string_view text,
                                             std::size_t count) {
  std::vector<GitObject> found;
  found.reserve(count);
  while (!text.empty() && found.size() < count)
    found.push_back(object_of(take_until(text, '\n')));
  if (!text.empty() || found.size() < count) return unexpected();
  return found;
}

Result<std::vector<std::string_view>> parse_blobs(
    std::string_view text, const std::vector<GitObject>& blobs) {
  std::vector<std::string_view> found;
  found.reserve(blobs.size());
  for (const GitObject& blob : blobs) {
    const GitObject head = object_of(take_until(text, '\n'));
    if (head.id != blob.id || head.size != blob.size ||
        text.size() <= blob.size)
      return unexpected();
    found.push_back(text.substr(0, blob.size));
    text.remove_prefix(blob.size + 1);
  }
  if (!text.empty()) return unexpected();
  return found;
}

}  // namespace asmgw::cli
