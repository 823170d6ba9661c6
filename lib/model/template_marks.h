// Signs that a text is a template and no manifest yet.
#pragma once

#include <string_view>

namespace asmgw {

/// `{{ … }}` outside of quotes and comments: what Helm would fill in.
bool is_helm_template(std::string_view text);
/// A comment that ytt reads: `#@ …`, `#@data/values`, `#@overlay/match …`.
bool is_ytt_template(std::string_view text);

}  // namespace asmgw
