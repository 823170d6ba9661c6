// The words by which key material is known.
#pragma once

#include <string_view>

namespace asmgw {

/// The value under such a key is key material, whatever the object.
bool is_secret_key(std::string_view key);
/// Of an object of such a kind all but its head is.
bool is_secret_kind(std::string_view kind);

}  // namespace asmgw
