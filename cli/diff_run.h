// What diff is asked for, and carrying it out.
#pragma once

#include "cli/group_meshes.h"
#include "cli/outputs.h"
#include "cli/sides.h"
#include "mesh/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct DiffWishes {
  SideWishes sides;
  GroupWishes groups;
  std::vector<std::string> without;  ///< `ns/name` of Gateways
  OutputWishes output;
  AllSaid settings;
  std::string approve, requests;
  std::string level = "safe", fail_on = "safe";
  std::vector<std::string> ignore;  ///< `ID` or `ID@ns/name`
  bool allow_empty = false, exit_zero = false, show_metadata = false,
       quiet = false;
};

ExitStatus diff(const DiffWishes& wishes, Io& io);

}  // namespace asmgw::cli
