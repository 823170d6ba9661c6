// What a fuzz target defines, and how it says that something must hold.
#pragma once

#include <cstdlib>
#include <string_view>

namespace asmgw {

/// The one library call under test; whatever the bytes are it must return.
void fuzz(std::string_view bytes);

inline void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace asmgw
