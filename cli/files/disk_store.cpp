// Looks where links lead before anything is opened; reading looks again.
#include "cli/files/disk_store.h"

#include <fmt/core.h>

#include <utility>

namespace asmgw::cli {

Result<std::vector<FolderEntry>> DiskStore::list(const std::string& folder) {
  return list_folder(folder, folder == start_);
}

Result<std::vector<PathEnd>> DiskStore::find(
    const std::vector<std::string>& paths) {
  std::vector<PathEnd> ends;
  ends.reserve(paths.size());
  for (const std::string& path : paths) ends.push_back(end_of(path));
  return ends;
}

PathEnd DiskStore::end_of(const std::string& path) const {
  using Is = PathEnd::Is;
  const auto status = file_status(path);
  if (!status) return {.why = status.error().message};
  if (status->directory) return {Is::folder};
  if (!status->regular) return {Is::other, {}, std::string(status->other)};
  const bool inside = !status->link || (holds(path) && !is_kernel_file(path));
  return {inside ? Is::file : Is::outside, id_of(*status)};
}

std::optional<Error> DiskStore::read(const std::vector<std::string>& paths,
                                     const ReadLimits& limits,
                                     const TakeText& take) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!is_regular_file(paths[i])) continue;
    if (auto text = read_file(paths[i], limits.each, root_))
      take(i, std::move(*text));
  }
  return std::nullopt;
}

bool DiskStore::holds(const std::string& path) const {
  const auto way = real_path(path);
  return way && root_.holds(way->real);
}

std::string id_of(const FileStatus& status) {
  return fmt::format("{}:{}", status.device, status.inode);
}

}  // namespace asmgw::cli
