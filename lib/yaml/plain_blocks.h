// A look at a text that is cheaper than reading it.
#pragma once

#include <string_view>

namespace asmgw {

/// The text is block YAML as manifests are mostly written, line by line a key,
/// an entry of a list or a block scalar, and can be read. False says nothing.
bool is_plainly_readable(std::string_view text);

}  // namespace asmgw
