// JSON pointers made readable.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// `/spec/servers/1/hosts/0` -> `servers[1]`, `/metadata/name` ->
/// `metadata.name`; visible text.
std::string place_in_object(std::string_view pointer);

}  // namespace asmgw
