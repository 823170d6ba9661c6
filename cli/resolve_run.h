// What resolve is asked for, and carrying it out.
#pragma once

#include "cli/group_meshes.h"
#include "cli/inputs.h"
#include "cli/outputs.h"
#include "mesh/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct ResolveWishes {
  std::vector<std::string> urls, headers;
  std::string address, sni, host, method = "GET";
  std::string alpn;
  bool no_sni = false, client_certificate = false;
  bool http3 = false, grpc = false;
  InputWishes input;
  OutputWishes output;
  AllSaid settings;
  GroupWishes groups;
  bool quiet = false;
};

ExitStatus resolve(const ResolveWishes& wishes, Io& io);

}  // namespace asmgw::cli
