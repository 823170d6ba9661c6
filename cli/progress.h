// How far a long run is, on a terminal.
#pragma once

#include "cli/command.h"

#include <chrono>
#include <cstddef>

namespace asmgw::cli {

/// Says nothing in the first second, and where stderr is no terminal; takes
/// back what it said.
class Progress {
 public:
  Progress(Io& io, std::size_t total, bool quiet)
      : io_(io), total_(total), quiet_(quiet || !io.err_is_terminal) {
    if (!quiet_) next_ = io_.now() + std::chrono::seconds(1);
  }
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more file is done.
  void step() { reach(done_ + 1); }
  /// So many files are done.
  void reach(std::size_t done);

 private:
  Io& io_;
  std::size_t done_ = 0, total_;
  bool quiet_, shown_ = false;
  std::chrono::milliseconds next_{};
};

}  // namespace asmgw::cli
