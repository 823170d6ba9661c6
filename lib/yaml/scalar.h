// What a scalar means to Kubernetes: the rules of its YAML library (YAML 1.1
// words, octal with a leading zero, no base 60), not those of yaml-cpp.
#pragma once

#include "yaml/tree.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace asmgw {

enum class ScalarType : std::uint8_t {
  null,
  boolean,
  integer,   ///< fits int64 or uint64
  floating,  ///< any other number
  string,    ///< dates too: they become strings in JSON
  invalid,   ///< the tag does not fit the text, or JSON cannot express it: then
             ///< `number` is not finite
};

struct Scalar {
  ScalarType type = ScalarType::string;
  bool boolean = false;
  bool negative = false;        ///< integer: below zero
  std::uint64_t magnitude = 0;  ///< integer: without its sign
  double number = 0;            ///< integer and floating
  std::string text;             ///< string: the value (`!!binary` decoded)
};

/// Reads `text`, written plain or not, with the resolved `tag` ("" if none,
/// "!" for the non-specific one).
Scalar read_scalar(std::string_view text, bool plain, std::string_view tag);
Scalar read_scalar(const Tree& tree, const Node& node);

/// What a key of this value, which is not null, is called in JSON: `true` of
/// `on`, 16 of 0x10, `.inf` of `+.INF`.
std::string name_of_key(const Scalar& key);

/// True if a plain scalar without tag is a string as it stands: the common
/// case, found without building a Scalar.
bool is_plain_string(std::string_view text);

}  // namespace asmgw
