// What the keys in the records of rules stand for.
#pragma once

#include <span>
#include <string_view>

namespace asmgw {

/// Why Kubernetes, Istio or Envoy refuses, drops or ignores something.
struct Reason {
  std::string_view key;   ///< `X1`, `T37`, `L01`
  std::string_view text;  ///< one line, markdown
};

/// Sorted by letters, then number.
extern const std::span<const Reason> reasons;

}  // namespace asmgw
