// Lists of records. A record is defined in a source file of its own, under the
// name that its list declares: what is defined but not listed does not compile,
// what is listed but not defined does not link.
#pragma once

#include <array>

namespace asmgw {

/// The addresses of records, in this order.
template <class T, class... More>
constexpr std::array<const T*, 1 + sizeof...(More)> addresses_of(
    const T& first, const More&... more) {
  return {&first, &more...};
}

}  // namespace asmgw

/// Declares the records named after `list`, all of `type`, and their list.
#define ASMGW_RECORDS(type, list, ...) \
  extern const type __VA_ARGS__;       \
  inline constexpr auto list = ::asmgw::addresses_of(__VA_ARGS__)
