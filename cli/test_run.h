// What test is asked for, and carrying it out.
#pragma once

#include "cli/inputs.h"
#include "cli/limits.h"
#include "cli/mesh_options.h"
#include "cli/outputs.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct TestWishes {
  std::vector<std::string> files;
  std::string write;  ///< the file to write, "" if none
  InputWishes input;
  OutputWishes output;
  MeshWishes mesh;
  LimitWishes limits;
  std::string namespace_;  ///< "": not given
  std::string istio_version;
  bool quiet = false;
};

/// Names of the reporters, the default first.
std::vector<std::string_view> test_formats();

ExitStatus test(const TestWishes& wishes, Io& io);

}  // namespace asmgw::cli
