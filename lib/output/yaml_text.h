// JSON spelled as YAML.
#pragma once

#include "output/json.h"

#include <string>

namespace asmgw {

/// Block style, two blanks a level; any reader of YAML 1.2 (and 1.1) gives back
/// the same value. Strings that could be taken for anything else are quoted.
std::string yaml_text(const Json& json);

}  // namespace asmgw
