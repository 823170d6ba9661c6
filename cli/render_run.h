// What render is asked for, and carrying it out.
#pragma once

#include "cli/inputs.h"
#include "cli/limits.h"
#include "cli/mesh_options.h"
#include "cli/outputs.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct RenderWishes {
  InputWishes input;
  OutputWishes output;
  MeshWishes mesh;
  LimitWishes limits;
  std::string namespace_ = "default";
  std::string istio_version, host;
  std::string dropped = "also";
  std::uint64_t port = 0;  ///< 0: all
  bool fail_on_dropped = false, fail_if_empty = false, quiet = false,
       verbose = false;
};

/// Names of the reporters, the default first.
std::vector<std::string_view> render_formats();

ExitStatus render(const RenderWishes& wishes, Io& io);

}  // namespace asmgw::cli
