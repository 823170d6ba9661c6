// Hosts of a server as istiod keeps them: namespace prefixes resolved.
#pragma once

#include "model/field.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// What stands behind the first slash of a host; all of it if there is none.
std::string_view dns_part(std::string_view host);

/// `./h` with the namespace of the Gateway, `*/h` as `h`, others as they are.
std::string sanitised_host(std::string_view host,
                           std::string_view gateway_namespace);

struct ServedHost {
  const Field<std::string>* field;
  std::string text;  ///< sanitised

  [[nodiscard]] std::string_view dns() const { return dns_part(text); }
};

/// The hosts of one server that could be read; `*/*` replaces all others.
std::vector<ServedHost> served_hosts(const Field<List<std::string>>& hosts,
                                     std::string_view gateway_namespace);

}  // namespace asmgw
