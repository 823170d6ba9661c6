// Where in the Gateway API a name stands, for fields in the wrong mapping.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// The mapping that has a field of this name (case and `_` left aside), as
/// people write it: `spec.servers[].tls`. "" if none has, or several do.
std::string elsewhere(std::string_view name);

/// The field that people who think of another API mean by `name` in the message
/// `message`: `port` in a Port is `number`. "" if there is none.
std::string_view other_word(std::string_view message, std::string_view name);

}  // namespace asmgw
