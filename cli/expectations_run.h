// What test is asked for, and carrying it out.
#pragma once

#include "cli/group_meshes.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "mesh/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct TestWishes {
  std::vector<std::string> files;
  std::string write;  ///< the file to write, "" if none
  InputWishes input;
  OutputWishes output;
  AllSaid settings;
  GroupWishes groups;
  bool quiet = false;
};

ExitStatus test(const TestWishes& wishes, Io& io);

}  // namespace asmgw::cli
