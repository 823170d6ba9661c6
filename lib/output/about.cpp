// Release and known releases of Istio.
#include "output/about.h"

#include "model/version.h"
#include "output/json.h"

#include <fmt/core.h>

namespace asmgw {

std::string about_line() {
  return fmt::format("asmgw {} (Istio {} to {})", ASMGW_VERSION,
                     first_release(oldest_version), to_string(newest_version));
}

std::string about_json() {
  Json all = json_form();
  all["istio"] = {{"oldest", first_release(oldest_version)},
                  {"newest", to_string(newest_version)}};
  return json_text(all);
}

std::string about_markdown() {
  return fmt::format("| asmgw | Istio |\n|---|---|\n| {} | {} to {} |\n",
                     ASMGW_VERSION, first_release(oldest_version),
                     to_string(newest_version));
}

}  // namespace asmgw
