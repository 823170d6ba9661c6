// Servers that stay, but meet on one listener in a way that matters. The one
// place where two servers are compared.
#pragma once

#include "listen/chains.h"
#include "listen/effective.h"

#include <vector>

namespace asmgw {

/// Two servers that stay, and how they meet.
struct Meeting {
  enum Kind : std::uint8_t {
    same_sni,          ///< equal chain matches: Envoy refuses the listener
    sni_passed_on,     ///< one ends TLS for a name, the other passes it on
    plaintext_on_tls,  ///< a plaintext server beside TLS servers
    plaintext_twice,   ///< two chains that match everything
  };
  Kind kind;
  ServerId earlier, later;
  const ServedHost* earlier_host = nullptr;  ///< of the first two kinds
  const ServedHost* later_host = nullptr;
};

/// One for each later server and kind, against the first server it meets.
std::vector<Meeting> meetings(const Effective& effective,
                              const EffectiveListener& listener);

}  // namespace asmgw
