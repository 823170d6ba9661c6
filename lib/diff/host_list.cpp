// Hosts normalised as istiod does, and who answers them.
#include "diff/host_list.h"

#include "base/text.h"
#include "listen/binding.h"
#include "model/host.h"
#include "model/names.h"
#include "model/sanitize.h"

#include <fmt/format.h>

#include <algorithm>

namespace asmgw {
namespace {

std::string some_hosts(const std::vector<std::string>& hosts) {
  if (hosts.empty()) return "no host";
  const std::string more =
      hosts.size() > 1 ? fmt::format(" and {} more", hosts.size() - 1) : "";
  return visible(hosts.front()) + more;
}

}  // namespace

std::vector<HostEntry> host_entries(const SideServer& server) {
  std::vector<HostEntry> all;
  for (const ServedHost& host :
       served_hosts(server->hosts, server.owner().namespace_)) {
    const std::size_t slash = host.text.find('/');
    const bool scoped = slash != std::string::npos;
    all.push_back({&server, host.field, lower(host.dns()),
                   scoped ? host.text.substr(0, slash) : "*"});
  }
  return all;
}

std::string goes(const std::vector<std::string>& hosts, std::string_view one,
                 std::string_view many) {
  return fmt::format("{} {}", some_hosts(hosts), hosts.size() > 1 ? many : one);
}

std::vector<std::string> subject_of(std::vector<std::string> hosts,
                                    const SideServer& server) {
  hosts.push_back(server.label());
  return hosts;
}

}  // namespace asmgw
