// Files on disk, as far as a root reaches.
#pragma once

#include "cli/files/store.h"

namespace asmgw::cli {

/// Paths are those of the system. `ReadLimits::all` is not looked at: one text
/// is held at a time.
class DiskStore : public FileStore {
 public:
  /// Of all folders that are listed only `start` may be a link: below, none
  /// has become one meanwhile.
  explicit DiskStore(Root root, std::string start = {})
      : root_(std::move(root)), start_(std::move(start)) {}

  Result<std::vector<FolderEntry>> list(const std::string& folder) override;
  Result<std::vector<PathEnd>> find(
      const std::vector<std::string>& paths) override;
  std::optional<Error> read(const std::vector<std::string>& paths,
                            const ReadLimits& limits,
                            const TakeText& take) override;
  [[nodiscard]] bool holds(const std::string& path) const override;

 private:
  [[nodiscard]] PathEnd end_of(const std::string& path) const;

  Root root_;
  std::string start_;
};

/// As `PathEnd::id`.
std::string id_of(const FileStatus& status);

}  // namespace asmgw::cli
