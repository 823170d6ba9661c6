// JSON as kubectl's own reader takes it, where it differs from YAML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The first thing in the text, past blanks, is a brace: kubectl takes all of
/// it for JSON. A byte order mark is no blank, and kubectl looks at 4,096
/// bytes.
bool is_json_stream(std::string_view text);

/// The ends of the JSON objects that stand one behind the other from the start
/// of the text on, blanks behind each included: kubectl reads them one by one.
std::vector<std::uint32_t> json_objects(std::string_view text);

/// Line breaks in strings that are none to JSON: U+0085, U+2028, U+2029.
bool has_odd_breaks(std::string_view json);

/// Turns the escapes of halves of a character, which are JSON but not YAML,
/// into one escape of YAML of the same length and value.
void join_surrogates(std::string& json);

}  // namespace asmgw
