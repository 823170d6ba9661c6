// Pods of gateways whose labels a selector misses by a little.
#pragma once

#include "mesh/mesh.h"

#include <optional>
#include <string>

namespace asmgw {

struct LabelMiss {
  const ObjectHead* head = nullptr;  ///< a workload, or a Service of gateways
  std::string key, value;            ///< the label that is another there

  /// `Deployment infra/gw has istio=ingress`; of a Service: `selects`
  [[nodiscard]] std::string words() const;
};

/// The first workload of the inputs that has one of the labels with a value
/// that may be meant, else the first Service of gateways. Nothing: there is
/// none, or some Service of gateways may select pods with the labels.
std::optional<LabelMiss> label_miss(const Mesh& mesh, const Labels& selector);

}  // namespace asmgw
