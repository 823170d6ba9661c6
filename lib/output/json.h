// What all JSON that we write has in common.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace asmgw {

/// Keys stay in the order of writing.
using Json = nlohmann::ordered_json;

/// `{"version": 1, "tool": {…}}`, with which every form begins.
Json json_form();

/// Indented text with a line break at the end; bytes that are not UTF-8 become
/// U+FFFD.
std::string json_text(const Json& json);

}  // namespace asmgw
