// Prefixes `./`, `*/` and `namespace/`.
#include "model/sanitize.h"

namespace asmgw {

std::string_view dns_part(std::string_view host) {
  const std::size_t slash = host.find('/');
  return slash == std::string_view::npos ? host : host.substr(slash + 1);
}

std::string sanitised_host(std::string_view host,
                           std::string_view gateway_namespace) {
  const std::size_t slash = host.find('/');
  if (slash == std::string_view::npos) return std::string(host);
  const std::string_view prefix = host.substr(0, slash);
  if (prefix == "*") return std::string(host.substr(slash + 1));
  if (prefix != ".") return std::string(host);
  return std::string(gateway_namespace) + std::string(host.substr(slash));
}

std::vector<ServedHost> served_hosts(const Field<List<std::string>>& hosts,
                                     std::string_view gateway_namespace) {
  std::vector<ServedHost> served;
  served.reserve(hosts->size());
  for (const Field<std::string>& host : *hosts) {
    // A placeholder has a text, though nobody knows what for.
    if (absent(host) || host->empty()) continue;
    if (*host == "*/*") return {{&host, "*"}};
    served.push_back({&host, sanitised_host(*host, gateway_namespace)});
  }
  return served;
}

}  // namespace asmgw
