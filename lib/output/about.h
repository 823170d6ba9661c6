// What this program is, for `asmgw version`.
#pragma once

#include <string>

namespace asmgw {

/// `asmgw 0.1.0 (Istio 1.16 to 1.32)`
std::string about_line();
std::string about_json();
std::string about_markdown();

}  // namespace asmgw
