// How a report is to look, whatever it tells.
#pragma once

#include <cstddef>

namespace asmgw {

struct Presentation {
  bool colour = false;
  std::size_t width = 0;  ///< columns of the terminal; 0: no limit
};

}  // namespace asmgw
