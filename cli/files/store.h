// Where files lie: on disk, in a tree of git, in memory. What is looked for
// among them is one thing for all; see walk.h and kustomizations.h.
#pragma once

#include "base/file.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// Where a path ends, links followed.
struct PathEnd {
  enum class Is : std::uint8_t { nothing, outside, file, folder, other };
  Is is = Is::nothing;
  std::string id = {};   ///< of a file: the same under each of its names
  std::string why = {};  ///< it is nothing, in a sentence; or what other it is
};

/// Takes the text of the path with this index.
using TakeText = std::function<void(std::size_t, FileText)>;

/// Paths are those of the store. Many are asked about at once, for that is
/// quicker where another program answers. An error: it cannot be asked.
class FileStore {
 public:
  virtual ~FileStore() = default;

  /// What a folder holds, in any order.
  virtual Result<std::vector<FolderEntry>> list(const std::string& folder) = 0;
  virtual Result<std::vector<PathEnd>> find(
      const std::vector<std::string>& paths) = 0;
  /// Hands over what can be read, one after the other.
  virtual std::optional<Error> read(const std::vector<std::string>& paths,
                                    const ReadLimits& limits,
                                    const TakeText& take) = 0;
  /// False of a path that leads out of it.
  [[nodiscard]] virtual bool holds(const std::string& path) const = 0;
};

}  // namespace asmgw::cli
