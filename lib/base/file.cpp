// Files and folders by the calls of POSIX, for their errors and their speed.
#include "base/file.h"

#include "base/descriptor.h"
#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace asmgw {
namespace {

Error failed(std::string_view what, std::string_view path, int error) {
  return {fmt::format("cannot {} {}: {}", what, in_quotes(path, 200),
                      system_message(error))};
}

Error no_file(std::string_view path, std::string_view what) {
  return {fmt::format("cannot read {}: {}, not a file", in_quotes(path, 200),
                      what)};
}

/// What is neither file nor folder.
std::string_view other_kind(mode_t mode) {
  if (S_ISREG(mode) || S_ISDIR(mode)) return {};
  if (S_ISFIFO(mode)) return "a named pipe";
  return S_ISSOCK(mode) ? "a socket" : "a device";
}

/// Where an open file lies; by its path if the system does not tell.
std::string place_of(int descriptor, const std::string& path) {
  std::error_code error;
  const auto real = std::filesystem::read_symlink(
      fmt::format("/proc/self/fd/{}", descriptor), error);
  if (!error) return real.string();
  const auto way = real_path(path);
  return way ? way->real : std::string();
}

using Is = FolderEntry::Is;

/// Nothing: it is gone. `type` is what the folder itself tells.
std::optional<Is> kind_of(const std::string& path, unsigned char type) {
  if (type == DT_REG) return Is::file;
  if (type == DT_DIR) return Is::folder;
  if (type == DT_LNK) return Is::link;
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return std::nullopt;
  if (S_ISLNK(status.st_mode)) return Is::link;
  if (S_ISREG(status.st_mode)) return Is::file;
  return S_ISDIR(status.st_mode) ? Is::folder : Is::other;
}

using Directory = std::unique_ptr<DIR, int (*)(DIR*)>;

/// `flags`: whether a link is followed.
Directory open_directory(const std::string& folder, int flags) {
  const int descriptor =
      ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
  DIR* open = descriptor < 0 ? nullptr : fdopendir(descriptor);
  if (descriptor >= 0 && !open) ::close(descriptor);
  return {open, closedir};
}

std::optional<Error> write_in_place(const std::string& path,
                                    std::string_view text) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (file.get() < 0) return failed("write", path, errno);
  int error = write_all(file.get(), text);
  if (error == 0) error = file.close();
  if (error != 0) return failed("write", path, error);
  return std::nullopt;
}

/// Where links lead, be it to nothing. Of those to open files the target only
/// looks like a path.
std::string followed(const std::string& path) {
  constexpr int most = 40;  // as the system itself
  std::filesystem::path at = path;
  for (int i = 0; i < most && !at.native().starts_with("/proc/"); ++i) {
    std::error_code error;
    const auto target = std::filesystem::read_symlink(at, error);
    if (error || descriptor_of(at.native())) break;
    at = at.parent_path() / target;
  }
  return at.string();
}

std::optional<Error> write_through(int descriptor, const std::string& path,
                                   std::string_view text) {
  const int error = write_all(descriptor, text);
  if (error != 0) return failed("write", path, error);
  return std::nullopt;
}

mode_t default_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

std::optional<Error> replace(const std::string& target, mode_t mode,
                             std::string_view text) {
  const std::size_t slash = target.rfind('/') + 1;  // npos + 1 is 0
  std::string beside =
      target.substr(0, slash) + "." + target.substr(slash) + ".XXXXXX";
  Descriptor file(mkostemp(beside.data(), O_CLOEXEC));
  if (file.get() < 0) return failed("write", target, errno);
  int error = write_all(file.get(), text);
  if (error == 0 && fchmod(file.get(), mode) != 0) error = errno;
  if (const int late = file.close(); error == 0) error = late;
  if (error == 0 && rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return std::nullopt;
  unlink(beside.c_str());
  return failed("write", target, error);
}

}  // namespace

std::optional<int> descriptor_of(std::string_view path) {
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    const std::string_view name = path.substr(folder.size());
    int number = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc{} && end == name.data() + name.size() && number >= 0)
      return number;
  }
  return std::nullopt;
}

std::string system_message(int error) {
  std::string text = std::generic_category().message(error);
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z')
    text[0] = lower(text.substr(0, 1))[0];
  return text;
}

bool is_manifest_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 3> known{".yaml", ".yml", ".json"};
  return std::any_of(known.begin(), known.end(), [&](std::string_view one) {
    return equal_ignoring_case(name.substr(dot), one);
  });
}

Result<FileText> read_descriptor(int descriptor, std::string_view name,
                                 std::uint64_t limit) {
  FileText read;
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return failed("read", name, errno);
  if (S_ISREG(status.st_mode)) {
    read.bytes = static_cast<std::uint64_t>(status.st_size);
    if (read.bytes > limit) return FileText{{}, read.bytes, true};
  }
  constexpr std::size_t piece = 1 << 16;
  std::size_t have = 0;
  read.text.resize(read.bytes > 0 ? read.bytes + 1 : piece);
  while (true) {
    if (have == read.text.size()) read.text.resize(have * 2);
    const ssize_t got =
        ::read(descriptor, read.text.data() + have, read.text.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", name, errno);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
    if (have > limit) return FileText{{}, have, true};
  }
  read.text.resize(have);
  if (read.bytes != have) read.text.shrink_to_fit();
  read.bytes = have;
  return read;
}

Result<FileText> read_file(const std::string& path, std::uint64_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return failed("read", path, errno);
  return read_descriptor(file.get(), path, limit);
}

Result<FileText> read_file(const std::string& path, std::uint64_t limit,
                           const Root& root) {
  const auto before = file_status(path);
  if (!before) return before.error();
  // To open a device may be to set it going.
  if (!before->other.empty()) return no_file(path, before->other);
  const Descriptor file(
      ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0)
    return failed("read", path, errno);
  if (S_ISDIR(status.st_mode)) return failed("read", path, EISDIR);
  if (const auto other = other_kind(status.st_mode); !other.empty())
    return no_file(path, other);
  if (!root.holds(place_of(file.get(), path)))
    return Error{fmt::format("cannot read {}: it leads out of {}",
                             in_quotes(path, 200), root.name())};
  if (is_kernel_file(file.get()))
    return no_file(path, "what the running system says of itself");
  return read_descriptor(file.get(), path, limit);
}

Result<FileStatus> file_status(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return failed("read", path, errno);
  const bool link = S_ISLNK(status.st_mode);
  if (link && stat(path.c_str(), &status) != 0)
    return failed("read", path, errno);
  return FileStatus{
      S_ISDIR(status.st_mode),    S_ISREG(status.st_mode), link,
      other_kind(status.st_mode), status.st_dev,           status.st_ino};
}

bool is_regular_file(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string joined_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  const bool bare = folder == "/";
  std::string path(folder);
  if (!bare) path += '/';
  return path.append(name);
}

std::string_view folder_of(std::string_view path) {
  const std::size_t end = path.rfind('/');
  if (end == std::string_view::npos) return {};
  return path.substr(0, std::max<std::size_t>(end, 1));
}

Result<std::vector<FolderEntry>> list_folder(const std::string& folder,
                                             bool may_be_link) {
  const Directory open = open_directory(folder, may_be_link ? 0 : O_NOFOLLOW);
  if (!open) return failed("read directory", folder, errno);
  std::vector<FolderEntry> found;
  for (errno = 0; const dirent* entry = readdir(open.get()); errno = 0) {
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (const auto is = kind_of(joined_path(folder, name), entry->d_type))
      found.push_back({std::move(name), *is});
  }
  if (errno != 0) return failed("read directory", folder, errno);
  return found;
}

std::optional<Error> write_file(const std::string& path,
                                std::string_view text) {
  const std::string target = followed(path);
  if (const auto descriptor = descriptor_of(target))
    return write_through(*descriptor, path, text);
  struct stat status {};
  if (lstat(target.c_str(), &status) != 0)
    return replace(target, default_mode(), text);
  if (!S_ISREG(status.st_mode)) return write_in_place(path, text);
  return replace(target, status.st_mode & 07777, text);
}

}  // namespace asmgw
