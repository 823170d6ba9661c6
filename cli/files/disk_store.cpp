// Looks where links lead before anything is opened; reading looks again.
#include "cli/files/disk_store.h"

#include <fmt/core.h>

#include <utility>

namespace asmgw::cli {
namespace {

class DiskStore : public FileStore {
 public:
  DiskStore(Root root, std::string start)
      : root_(std::move(root)), start_(std::move(start)) {}

  Result<std::vector<FolderEntry>> list(const std::string& folder) override {
    return list_folder(folder, folder == start_);
  }

  Result<std::vector<PathEnd>> find(
      const std::vector<std::string>& paths) override {
    std::vector<PathEnd> ends;
    ends.reserve(paths.size());
    for (const std::string& path : paths) ends.push_back(end_of(path));
    return ends;
  }

  std::optional<Error> read(const std::vector<std::string>& paths,
                            const ReadLimits& limits,
                            const TakeText& take) override {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (!is_regular_file(paths[i])) continue;
      if (auto text = read_file(paths[i], limits.each, root_))
        take(i, std::move(*text));
    }
    return std::nullopt;
  }

  [[nodiscard]] bool holds(const std::string& path) const override {
    const auto way = real_path(path);
    return way && root_.holds(way->real);
  }

 private:
  [[nodiscard]] PathEnd end_of(const std::string& path) const {
    using Is = PathEnd::Is;
    const auto status = file_status(path);
    if (!status) return {.why = status.error().message};
    if (status->directory) return {Is::folder};
    if (!status->regular) return {Is::other, {}, std::string(status->other)};
    const bool inside = !status->link || (holds(path) && !is_kernel_file(path));
    return {inside ? Is::file : Is::outside, id_of(*status)};
  }

  const Root root_;
  const std::string start_;
};

}  // namespace

std::unique_ptr<FileStore> disk_store(Root root, std::string start) {
  return std::make_unique<DiskStore>(std::move(root), std::move(start));
}

std::string id_of(const FileStatus& status) {
  return fmt::format("{}:{}", status.device, status.inode);
}

}  // namespace asmgw::cli
