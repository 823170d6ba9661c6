// Files on disk, as far as a root reaches.
#pragma once

#include "cli/files/store.h"

#include <memory>

namespace asmgw::cli {

/// Paths are those of the system. Of all folders that are listed only `start`
/// may be a link: below, none has become one meanwhile. `ReadLimits::all` does
/// not count, for one text is held at a time.
std::unique_ptr<FileStore> disk_store(Root root, std::string start = {});

/// As `PathEnd::id`.
std::string id_of(const FileStatus& status);

}  // namespace asmgw::cli
