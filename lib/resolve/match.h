// Whether a route takes a request, and which condition says no.
#pragma once

#include "listen/effective.h"
#include "model/version.h"
#include "resolve/regex.h"
#include "resolve/request.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// A request with what routes look at worked out once.
struct Sent {
  explicit Sent(const Request& sent, IstioVersion version = newest_version);

  const Request& request;
  std::string path;  ///< normalised
  /// As Envoy leaves them before it looks for a route, by name in lower case.
  std::vector<std::pair<std::string, std::string>> headers;
  bool joins_values;  ///< those of one header are one value

  /// The value of a header, those of one name joined; nothing: not there.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
  /// The values that a condition is asked of, one after the other.
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
  /// The first value of a query parameter, as it is sent.
  [[nodiscard]] std::optional<std::string> parameter(
      std::string_view name) const;
};

/// What a route asks for.
struct Condition {
  enum Kind : std::uint8_t {
    path,
    method,
    authority,
    scheme,
    header,
    without_header,
    parameter,
  };
  Kind kind{};
  std::string_view name;  ///< of the header or parameter
  const StringMatch* match = nullptr;
  bool ignores_case = false;
  bool wants_header = false;  ///< without_header: it has to be sent
  /// Its expression says neither yes nor no.
  std::optional<Fit> fault = std::nullopt;
};

/// The first condition that does not hold, in Envoy's order; nothing: the
/// route takes the request.
std::optional<Condition> failing(const HttpMatch& match, const Sent& sent,
                                 Regexes& regexes);

/// `path "/x" does not begin with "/api"`
std::string why_not(const Condition& condition, const Sent& sent);

/// What a route takes: `prefix "/api", method "GET", 1 header`
std::string describe(const HttpMatch& match);

}  // namespace asmgw
