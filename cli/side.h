// One side of a comparison: texts with the names they are printed under.
#pragma once

#include "cli/builds.h"
#include "cli/files/kustomizations.h"
#include "model/load.h"

#include <memory>
#include <string>
#include <vector>

namespace asmgw::cli {

struct SideFile {
  std::string path;  ///< as printed; of git `REV:PATH/file.yaml`
  std::string text;
  FileRole role = FileRole::manifest;
  bool is_stdin = false;
  std::string whole = {};  ///< the path from `/`; "" of what lies nowhere
  std::shared_ptr<const Root> root = {};    ///< what it was read within
  std::shared_ptr<const Build> build = {};  ///< see Input
};

struct Side {
  std::string name;  ///< `main:gateways`, `gateways`, `HEAD`, `the work tree`
  std::vector<SideFile> files = {};  ///< in the order of reading
  bool is_null = false;  ///< given as /dev/null: that nothing is there is meant
  bool is_file = false;  ///< one was named, or stdin
  std::string folder = {};  ///< from `/`, where it begins; "" of none
  /// Of its folders; paths are whole.
  std::vector<Kustomization> kustomizations = {};
};

}  // namespace asmgw::cli
