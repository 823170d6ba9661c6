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

enum class Entry {
  gone,
  file,
  folder,
  folder_link,
  broken_link,
  outside,
  named_pipe,
  socket,
  device
};

/// Why a walk leaves it out; "": it does not.
std::string_view reason(Entry kind) {
  switch (kind) {
    case Entry::folder_link:
      return "a link to a folder";
    case Entry::broken_link:
      return "a link to nothing";
    case Entry::named_pipe:
      return "a named pipe";
    case Entry::socket:
      return "a socket";
    case Entry::device:
      return "a device";
    case Entry::gone:
    case Entry::file:
    case Entry::folder:
    case Entry::outside:
      break;
  }
  return {};
}

Entry kind_of(mode_t mode) {
  if (S_ISREG(mode)) return Entry::file;
  if (S_ISDIR(mode)) return Entry::folder;
  if (S_ISFIFO(mode)) return Entry::named_pipe;
  return S_ISSOCK(mode) ? Entry::socket : Entry::device;
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

bool leads_out(const std::string& path, const Root& root) {
  const auto way = real_path(path);
  return !way || !root.holds(way->real) || is_kernel_file(path);
}

/// A link counts as what it leads to, unless that is a folder.
Entry entry_kind(const std::string& path, const Root& root,
                 unsigned char type) {
  if (type == DT_REG) return Entry::file;
  if (type == DT_DIR) return Entry::folder;
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return Entry::gone;
  if (!S_ISLNK(status.st_mode)) return kind_of(status.st_mode);
  if (stat(path.c_str(), &status) != 0) return Entry::broken_link;
  const Entry kind = kind_of(status.st_mode);
  if (kind == Entry::folder) return Entry::folder_link;
  return kind == Entry::file && leads_out(path, root) ? Entry::outside : kind;
}

struct Named {
  std::string path;
  Entry kind;
};

using Directory = std::unique_ptr<DIR, int (*)(DIR*)>;

/// `flags`: whether a link is followed.
Directory open_directory(const std::string& folder, int flags) {
  const int descriptor =
      ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
  DIR* open = descriptor < 0 ? nullptr : fdopendir(descriptor);
  if (descriptor >= 0 && !open) ::close(descriptor);
  return {open, closedir};
}

Result<std::vector<Named>> list(
    const std::string& folder, int flags, const Root& root,
    const std::function<bool(const std::string&)>& prune) {
  std::vector<Named> found;
  const Directory open = open_directory(folder, flags);
  if (!open) return failed("read directory", folder, errno);
  for (errno = 0; const dirent* entry = readdir(open.get()); errno = 0) {
    const std::string_view name = entry->d_name;
    const bool hidden = name.front() == '.';
    if (name == "." || name == "..") continue;
    std::string path = joined_path(folder, name);
    const Entry kind = entry_kind(path, root, entry->d_type);
    const bool folder_like =
        kind == Entry::folder || kind == Entry::folder_link;
    if (kind == Entry::gone) continue;
    if (folder_like ? hidden : !is_manifest_name(name)) continue;
    if (prune(path)) continue;
    found.push_back({std::move(path), kind});
  }
  if (errno != 0) return failed("read directory", folder, errno);
  std::sort(found.begin(), found.end(),
            [](const Named& a, const Named& b) { return a.path < b.path; });
  return found;
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
  const Entry kind = kind_of(status.st_mode);
  if (kind == Entry::folder) return failed("read", path, EISDIR);
  if (kind != Entry::file) return no_file(path, reason(kind));
  if (!root.holds(place_of(file.get(), path)))
    return Error{fmt::format("cannot read {}: it leads out of {}",
                             in_quotes(path, 200), root.name())};
  if (is_kernel_file(file.get()))
    return no_file(path, "what the running system says of itself");
  return read_descriptor(file.get(), path, limit);
}

Result<FileStatus> file_status(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return failed("read", path, errno);
  return FileStatus{S_ISDIR(status.st_mode), S_ISREG(status.st_mode),
                    reason(kind_of(status.st_mode)), status.st_dev,
                    status.st_ino};
}

bool is_regular_file(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::string joined_path(std::string_view folder, std::string_view name) {
  if (folder == ".") return std::string(name);
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  const bool bare = folder == "/";
  std::string path(folder);
  if (!bare) path += '/';
  return path.append(name);
}

Walk walk(const std::string& folder, const Root& root,
          const std::function<bool(const std::string&)>& prune) {
  Walk found;
  std::vector<Named> open{{folder, Entry::folder}};
  int flags = 0;
  while (!open.empty()) {
    Named next = std::move(open.back());
    open.pop_back();
    if (next.kind == Entry::file) {
      found.files.push_back(std::move(next.path));
    } else if (const std::string_view why = reason(next.kind); !why.empty()) {
      found.left_out.emplace_back(std::move(next.path), why);
    } else if (next.kind == Entry::outside) {
      found.outside.push_back(std::move(next.path));
    } else if (auto inside = list(next.path, flags, root, prune)) {
      flags = O_NOFOLLOW;  // below, no folder has become a link meanwhile
      std::move(inside->rbegin(), inside->rend(), std::back_inserter(open));
    } else {
      found.errors.push_back(inside.error());
    }
  }
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
