// Kinds of which the inputs of a run are declared to hold every object.
#pragma once

#include "model/kinds.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asmgw {

/// What is not among the inputs is unknown, unless its kind is declared here:
/// then it does not exist.
class Completeness {
 public:
  /// All kinds, or none.
  constexpr Completeness(bool all = false) : kinds_(all ? every : 0) {}

  /// False: there is no such kind.
  constexpr bool add(std::string_view kind) {
    for (std::size_t i = 0; i < input_kinds.size(); ++i)
      if (input_kinds[i] == kind) {
        kinds_ |= 1U << i;
        return true;
      }
    return false;
  }

  /// Something is declared.
  [[nodiscard]] constexpr bool any() const { return kinds_ != 0; }
  /// Every object of the kind is among the inputs.
  [[nodiscard]] constexpr bool of(InputKind kind) const {
    return (kinds_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  /// Every gateway workload is: as a pod, or as one of all that make pods.
  [[nodiscard]] constexpr bool of_workloads() const {
    return of(InputKind::pod) ||
           (of(InputKind::deployment) && of(InputKind::daemon_set) &&
            of(InputKind::stateful_set) && of(InputKind::istio_gateway));
  }

 private:
  static constexpr std::uint32_t every = (1U << input_kinds.size()) - 1;

  std::uint32_t kinds_;
};

}  // namespace asmgw
