// What git's plumbing prints, read. It is made of names and bytes that a
// stranger chose: what does not have the form is an Error, never a guess.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// The hash of an object in full, of SHA-1 or SHA-256.
bool is_object_id(std::string_view text);

/// Takes what stands before the next `end`, and `end` itself.
std::string_view take_until(std::string_view& text, char end);

struct GitEntry {
  std::string mode, id, path;
  char stage = '0';  ///< of a conflict in the index

  [[nodiscard]] bool is_file() const { return mode.starts_with("100"); }
  [[nodiscard]] bool is_link() const { return mode == "120000"; }
};
using GitEntries = Result<std::vector<GitEntry>>;

/// Which entries are kept: a listing may be far longer than what is wanted.
using KeepEntry = std::function<bool(const GitEntry&)>;

/// Of `ls-tree -z`.
GitEntries parse_tree_listing(std::string_view text, const KeepEntry& keep);
/// Of `ls-files -s -z`.
GitEntries parse_index_listing(std::string_view text, const KeepEntry& keep);

struct GitObject {
  enum class Is : std::uint8_t { missing, ambiguous, there };
  Is is = Is::missing;
  std::string id, type;  ///< of what is there: `blob`, `tree`
  std::uint64_t size = 0;
};
/// Of `cat-file --batch-check` that was asked about `count` names.
Result<std::vector<GitObject>> parse_objects(std::string_view text,
                                             std::size_t count);

/// Of `cat-file --batch`, asked for `blobs` that are there: their bytes, which
/// lie in `text`.
Result<std::vector<std::string_view>> parse_blobs(
    std::string_view text, const std::vector<GitObject>& blobs);

}  // namespace asmgw::cli
