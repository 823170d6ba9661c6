// What render is asked for, and carrying it out.
#pragma once

#include "cli/group_meshes.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "mesh/settings.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct RenderWishes {
  InputWishes input;
  OutputWishes output;
  AllSaid settings;
  GroupWishes groups;
  std::string host;
  std::string dropped = "also";
  std::uint64_t port = 0;  ///< 0: all
  bool fail_on_dropped = false, fail_if_empty = false, quiet = false,
       verbose = false;
};

ExitStatus render(const RenderWishes& wishes, Io& io);

}  // namespace asmgw::cli
