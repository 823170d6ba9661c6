// Files and folders: read, list, replace. What goes wrong is an Error worded
// for the user.
#pragma once

#include "base/result.h"
#include "base/root.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct FileText {
  std::string text;         ///< empty if too large
  std::uint64_t bytes = 0;  ///< size, or what was read before giving up
  bool too_large = false;
};

/// How much is read of many files.
struct ReadLimits {
  std::uint64_t each;   ///< bytes of a file
  std::uint64_t all;    ///< bytes under all names together, where that counts
  std::string_view of;  ///< what, for messages
};

/// Reads a file, a device or a pipe, whatever links lead to. What is larger
/// than `limit` bytes is not kept.
Result<FileText> read_file(const std::string& path, std::uint64_t limit);
/// Reads a regular file that lies in `root`, looked at when it is open: a link
/// put in its place meanwhile does not lead out either. Never waits, and opens
/// nothing that could notice.
Result<FileText> read_file(const std::string& path, std::uint64_t limit,
                           const Root& root);
/// The same of an open descriptor; `name` is for the message.
Result<FileText> read_descriptor(int descriptor, std::string_view name,
                                 std::uint64_t limit);

/// True of `.yaml`, `.yml` and `.json`.
bool is_manifest_name(std::string_view name);

/// `error` as the end of a message: "no such file or directory".
std::string system_message(int error);

struct FileStatus {
  bool directory = false, regular = false;
  bool link = false;  ///< the path itself is one
  /// `a named pipe`, `a socket`, `a device`; "" of files and folders.
  std::string_view other;
  std::uint64_t device = 0, inode = 0;
};
/// What is at `path`, links followed.
Result<FileStatus> file_status(const std::string& path);
/// The same question where there need not be anything: words no error.
bool is_regular_file(const std::string& path);
bool is_folder(const std::string& path);

/// `folder/name`; "", "." and a slash at the end add nothing.
std::string joined_path(std::string_view folder, std::string_view name);
/// What stands before the last slash: "" of `name`, `/` of `/name` and `/`.
std::string_view folder_of(std::string_view path);

/// N, if the path is one of an open descriptor N: `/dev/fd/N`.
std::optional<int> descriptor_of(std::string_view path);

struct FolderEntry {
  enum class Is : std::uint8_t { file, folder, link, other };
  std::string name;
  Is is;
};
/// What a folder holds, in no order. `may_be_link`: the folder itself.
Result<std::vector<FolderEntry>> list_folder(const std::string& folder,
                                             bool may_be_link);

/// Writes beside `path` and renames, so that there is never half a file; to a
/// device, a pipe and an open descriptor, as `/dev/stdout`, it adds. A link is
/// followed. Nothing is left behind after an error.
std::optional<Error> write_file(const std::string& path, std::string_view text);

}  // namespace asmgw
