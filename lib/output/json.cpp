// The head of every JSON form, and how one is written.
#include "output/json.h"

namespace asmgw {

Json json_form() {
  return {{"version", 1},
          {"tool", {{"name", "asmgw"}, {"version", ASMGW_VERSION}}}};
}

std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace asmgw
