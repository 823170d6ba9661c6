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
};

struct Side {
  std::string name;  ///< `main:gateways`, `gateways`, `HEAD`, `the work tree`
  std::vector<SideFile> files;  ///< in the order of reading
};

}  // namespace asmgw::cli
