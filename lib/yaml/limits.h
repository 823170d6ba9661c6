// How much is read before it is given up.
#pragma once

#include <cstdint>

namespace asmgw {

struct Limits {
  std::uint32_t file_size = 64;  ///< MiB, at most 2047
  std::uint32_t depth = 64;      ///< levels of nesting
  std::uint64_t nodes = 1'000'000;
  std::uint64_t alias_visits = 10'000;
  std::uint64_t findings = 10'000;  ///< of a file that are reported

  [[nodiscard]] std::uint64_t file_bytes() const {
    return std::uint64_t{file_size} << 20;
  }
};

}  // namespace asmgw
