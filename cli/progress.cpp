// One line that is written over.
#include "cli/progress.h"

#include <fmt/core.h>

namespace asmgw::cli {

void Progress::reach(std::size_t done) {
  done_ = done;
  if (quiet_ || io_.now() < next_) return;
  next_ = io_.now() + std::chrono::milliseconds(100);
  shown_ = true;
  io_.err << fmt::format("\rchecked {} of {} files", done_, total_)
          << std::flush;
}

Progress::~Progress() {
  if (shown_) io_.err << "\r\x1b[K" << std::flush;
}

}  // namespace asmgw::cli
