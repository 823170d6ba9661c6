// istiod and Envoy name listeners by the text of `bind`.
#include "listen/same_address.h"

#include <arpa/inet.h>
#include <array>
#include <map>
#include <utility>

namespace asmgw {

std::string ipv6_bytes(const std::string& text) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return {};
  return {bytes.data(), bytes.size()};
}

std::vector<SameAddress> same_addresses(const Effective& effective) {
  std::vector<SameAddress> found;
  std::map<std::pair<std::uint32_t, std::string>, const EffectiveListener*>
      known;
  for (const EffectiveListener& one : effective.listeners) {
    const bool bound = !one.quic && !one.servers.empty() &&
                       !effective.servers[one.servers.front()].bind.empty();
    const std::string bytes = bound ? ipv6_bytes(one.address) : std::string();
    if (bytes.empty()) continue;
    const auto [at, fresh] = known.try_emplace({one.port, bytes}, &one);
    if (!fresh) found.push_back({at->second, &one});
  }
  return found;
}

}  // namespace asmgw
