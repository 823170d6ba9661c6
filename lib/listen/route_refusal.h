// What Istio lets pass in an entry of `http`, and Envoy refuses: then it takes
// none of the route configuration.
#pragma once

#include "model/context.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// Beside those of an entry: what only all routes together show.
enum class RouteRefusalCause : std::uint8_t {
  redirect_code,    ///< none of 301, 302, 303, 307, 308
  direct_status,    ///< 600 or more
  header_variable,  ///< `%NAME%` that Envoy does not know
  parameter_name,   ///< an empty name in queryParams
  line_break,       ///< in a text of redirect or rewrite
  domain_twice,     ///< one name in two spellings
};

struct RouteRefusal {
  RouteRefusalCause cause{};
  std::string text;  ///< what is refused, as written
  Range range;
  PathId path = root_path;
  /// Whose entry it is, in the mesh; nothing: of no single one.
  std::optional<std::size_t> virtual_service = std::nullopt;
};

/// What of the entry Envoy refuses where it stands for this match. Sources:
/// envoy api/envoy/config/route/v3/route_components.proto, source/common/
/// formatter.
std::optional<RouteRefusal> route_refusal(const HttpRoute& entry,
                                          const HttpMatch& match);

/// `redirectCode 304 is none that Envoy knows`
std::string words_of(const RouteRefusal& refusal);

}  // namespace asmgw
