// Regular expressions by the library that Envoy uses: the same syntax, and time
// linear in the text whatever the expression.
#pragma once

#include "model/version.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace asmgw {

/// What an expression says of a text, or why it says nothing.
enum class Fit : std::uint8_t {
  no,
  yes,
  broken,     ///< it is no expression
  too_long,   ///< Istio does not take it
  too_large,  ///< Envoy does not take it
  too_many,   ///< those before it took all the memory there is for them
};

/// Bytes of an expression that Istio takes. Source: istio
/// pkg/config/validation, validateStringMatchRegexp (since 1.13).
inline constexpr std::size_t longest_regex = 1024;

/// Instructions of an expression that an Envoy of Istio takes: Envoy's own
/// limit is 100, and Istio's bootstrap raises it. Sources: envoy
/// source/common/common/regex.cc, `re2.max_program_size.error_level`; istio
/// pkg/bootstrap/config.go, extractRuntimeFlags (since 1.13).
inline constexpr int most_instructions = 32768;

/// Each expression is compiled once, when it is first asked, as long as there
/// is memory for it. Not for several threads.
class Regexes {
 public:
  /// `version`: since Envoy 1.40 expressions are of bytes, not of UTF-8.
  explicit Regexes(IstioVersion version = newest_version);
  ~Regexes();
  Regexes(const Regexes&) = delete;
  Regexes& operator=(const Regexes&) = delete;

  /// Whether the expression fits the whole text.
  Fit full_match(const std::string& expression, std::string_view text);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace asmgw
