// What resolve is asked for, and carrying it out.
#pragma once

#include "cli/inputs.h"
#include "cli/limits.h"
#include "cli/mesh_options.h"
#include "cli/outputs.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct ResolveWishes {
  std::vector<std::string> urls, headers;
  std::string address, sni, host, method = "GET";
  bool no_sni = false, client_certificate = false;
  InputWishes input;
  OutputWishes output;
  MeshWishes mesh;
  LimitWishes limits;
  std::string namespace_ = "default";
  std::string istio_version;
  bool quiet = false;
};

/// Names of the reporters, the default first.
std::vector<std::string_view> resolve_formats();

ExitStatus resolve(const ResolveWishes& wishes, Io& io);

}  // namespace asmgw::cli
