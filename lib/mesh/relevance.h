// Which context documents can matter to the Gateways at hand, told from their
// text alone. It may say yes too often, never no too often.
#pragma once

#include "mesh/word_set.h"
#include "model/context_decode.h"
#include "model/gateway.h"

#include <string_view>

namespace asmgw {

/// Ask about workloads once all Gateways have been added, about Services,
/// ServiceEntries, Secrets and ConfigMaps once all else has.
class Relevance {
 public:
  void add(const Gateway& gateway);
  void add(const VirtualService& service);
  void add(const PodTemplate& pod);
  void add(const IstioGatewayObject& gateway);
  /// Labels of a workload that is given in another way.
  void add_workload(const Labels& labels);
  /// Every Service and ServiceEntry matters.
  void add_all_services() { all_services_ = true; }

  [[nodiscard]] bool wants(ContextKind kind, std::string_view text) const;
  /// A Service of this text may lie before a workload, and say which ports it
  /// has.
  [[nodiscard]] bool may_front(std::string_view text) const {
    return all_services_ || labels_.in(text);
  }

 private:
  void add_selector(const Field<StringMap>& selector);
  void add_passthrough(const Server& server);
  void add_credential(const Field<std::string>& name);
  void add_destination(const Destination& to);

  WordSet selectors_;  ///< one word of each selector
  WordSet labels_;     ///< a word for each label a Service may select by
  WordSet services_, hosts_, credentials_;
  bool all_services_ = false, all_entries_ = false;
  bool by_istio_ = false;  ///< some selector has the label of gateways
};

}  // namespace asmgw
