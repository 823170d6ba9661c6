// JSON as kubectl's own reader takes it, where it differs from YAML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The ends of the JSON objects that stand one behind the other from the start
/// of the text on, blanks behind each included: kubectl reads them one by one.
std::vector<std::uint32_t> json_objects(std::string_view text);

/// Turns the escapes of halves of a character, which are JSON but not YAML,
/// into one escape of YAML of the same length and value.
void join_surrogates(std::string& json);

}  // namespace asmgw
