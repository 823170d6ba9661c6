// What the findings on a refused host have in common.
#pragma once

#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// The one finding on a host that Istio refuses: it covers the reasons that
/// hold, and `also` if that is not empty.
template <class... A>
Finding refuse(Report& report, const HostFacts& host, std::string_view also,
               fmt::format_string<A...> text, A&&... args) {
  Finding found = report.at(*host.field, text, std::forward<A>(args)...);
  std::vector<std::string_view> keys = host.keys.names();
  if (!also.empty()) keys.push_back(also);
  found.covers(std::move(keys))
      .consequence("Istio refuses the whole Gateway, not only this host");
  return found;
}

/// The host with another dns part.
inline std::string with_dns(const HostFacts& host, std::string_view dns) {
  std::string out;
  if (host.pattern.namespace_) out.append(*host.pattern.namespace_) += '/';
  return out.append(dns);
}

/// Proposes `mended` as the whole host if Istio takes it, else `otherwise`.
inline void propose(Finding& found, const HostFacts& host,
                    std::string_view mended, std::string_view otherwise) {
  if (!judge_host(mended).empty()) {
    found.fix("{}", otherwise);
    return;
  }
  std::string text = "\"";
  text.append(mended) += '"';
  found.fix("write {}", in_quotes(mended)).edit(host.field->range, text, false);
}

}  // namespace asmgw
