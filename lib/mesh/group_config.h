// The file `.asmgw.yaml`, as far as it is known: `groups:`.
#pragma once

#include "source/source.h"
#include "yaml/limits.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

inline constexpr std::string_view config_file_name = ".asmgw.yaml";

/// `prod: ["envs/prod/**", "base/**"]`
struct ConfigGroup {
  std::string name;
  std::vector<std::string> globs;  ///< see base/glob.h
  Range range;                     ///< of the name
};

/// What is wrong, and where.
struct ConfigFault {
  Range range;
  std::string message;
};

struct GroupConfig {
  std::vector<ConfigGroup> groups;  ///< in the order of the file
  std::vector<ConfigFault> faults;  ///< if any, the rest is not whole
};

/// A file that is empty says nothing; a key that is not known is a fault, with
/// the nearest one.
GroupConfig read_config(const SourceFile& file, FileId id,
                        const Limits& limits);

}  // namespace asmgw
