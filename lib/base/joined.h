// Lists of one type put together at compile time.
#pragma once

#include <array>
#include <cstddef>

namespace asmgw {

template <class T, std::size_t... N>
constexpr auto joined(const std::array<T, N>&... lists) {
  std::array<T, (N + ...)> all{};
  std::size_t i = 0;
  const auto append = [&](const auto& list) {
    for (const T& one : list) all[i++] = one;
  };
  (append(lists), ...);
  return all;
}

}  // namespace asmgw
