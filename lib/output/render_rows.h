// The table of listeners as texts that are not yet laid out or escaped.
#pragma once

#include "output/render_view.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

enum class RowStatus : std::uint8_t {
  ok,
  no_vs,
  nack,
  omitted,
  privileged,
  unknown,  ///< what decides was not given
};
/// `no-vs`
std::string_view text_of(RowStatus status);

using Words = std::vector<std::string>;

/// A filter chain, or a listener that has none.
struct Row {
  std::string address, protocol, tls;
  Words sni;  ///< empty: ALL
  Words certificates, routes, from;
  /// The chains of one server, of which there may be thousands, share them.
  std::shared_ptr<const Words> hosts;
  RowStatus status{};
};

struct DroppedRow {
  std::string from, port;
  Words hosts;
  std::string reason, winner;
  bool order_sensitive = false;
  /// It was to be served, and is not: at the merge, or for want of a right.
  bool is_lost = false;
};

/// `0.0.0.0:8443 (svc 443)`
std::string address_text(const EffectiveListener& listener);

/// `each_service`: those behind AUTO_PASSTHROUGH have a row each, not one for
/// all of a server.
std::vector<Row> rows_of(const Rendering& rendering, const WorkloadView& view,
                         bool each_service = true);
std::vector<Row> rows_of(const Rendering& rendering, const Effective& effective,
                         const ListenerView& view, bool each_service = true);
std::vector<DroppedRow> dropped_of(const Rendering& rendering,
                                   const WorkloadView& view);

/// `a,b +3`: all words, or the first `most` and how many more there are.
std::string joined(const Words& words, std::size_t most);

}  // namespace asmgw
