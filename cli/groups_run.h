// What `groups` is asked for, and carrying it out.
#pragma once

#include "cli/inputs.h"
#include "cli/outputs.h"
#include "mesh/settings.h"

#include <string>

namespace asmgw::cli {

struct GroupsWishes {
  InputWishes input;
  OutputWishes output;
  AllSaid settings;
  std::string config;
  bool quiet = false, verbose = false;
};

ExitStatus list_groups(const GroupsWishes& wishes, Io& io);

}  // namespace asmgw::cli
