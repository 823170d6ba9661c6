// One side of a comparison: texts with the names they are printed under.
#pragma once

#include "model/load.h"

#include <string>
#include <vector>

namespace asmgw::cli {

struct SideFile {
  std::string path;  ///< as printed; of git `REV:PATH/file.yaml`
  std::string text;
  FileRole role = FileRole::manifest;
  bool is_stdin = false;
};

struct Side {
  std::string name;  ///< `main:gateways`, `gateways`, `HEAD`, `the work tree`
  std::vector<SideFile> files = {};  ///< in the order of reading
  bool is_null = false;  ///< given as /dev/null: that nothing is there is meant
};

}  // namespace asmgw::cli
