// How whatever applies a file changes the names of its objects.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// Of a kustomization (`namespace`, `namePrefix`, `nameSuffix`), or of an
/// object that applies folders. References in Istio objects (`gateways`, hosts,
/// credentials) are left alone, as kustomize leaves them.
struct Renaming {
  std::string namespace_, prefix, suffix;
  bool only_unnamed = false;  ///< `namespace_` is for objects that name none

  [[nodiscard]] bool empty() const {
    return namespace_.empty() && prefix.empty() && suffix.empty();
  }
  [[nodiscard]] std::string name_of(std::string_view name) const {
    return prefix + std::string(name) + suffix;
  }
  /// Of an object that names the namespace `written`, "" for none, and would
  /// land in `otherwise`.
  [[nodiscard]] std::string_view namespace_of(
      std::string_view written, std::string_view otherwise) const {
    const bool lands = !only_unnamed || written.empty();
    if (!namespace_.empty() && lands) return namespace_;
    return written.empty() ? otherwise : written;
  }
  bool operator==(const Renaming&) const = default;
};

}  // namespace asmgw
