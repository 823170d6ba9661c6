// What diff is asked for, and carrying it out.
#pragma once

#include "cli/limits.h"
#include "cli/mesh_options.h"
#include "cli/outputs.h"
#include "cli/sides.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct DiffWishes {
  SideWishes sides;
  std::vector<std::string> without;  ///< `ns/name` of Gateways
  OutputWishes output;
  MeshWishes mesh;
  LimitWishes limits;
  std::string namespace_ = "default";
  std::string istio_version, approve, requests;
  std::string level = "safe", fail_on = "safe";
  std::vector<std::string> ignore;  ///< `ID` or `ID@ns/name`
  bool exit_zero = false, show_metadata = false, quiet = false;
};

/// Names of the reporters, the default first.
std::vector<std::string_view> diff_formats();

ExitStatus diff(const DiffWishes& wishes, Io& io);

}  // namespace asmgw::cli
