// How istiod puts the servers of one Gateway onto ports: who stays, who is
// dropped and by whom, and which servers share a listener.
#pragma once

#include "listen/candidate.h"
#include "model/version.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace asmgw {

/// Index into Merged::servers.
using ServerId = std::size_t;

/// A host of a server that an earlier one has registered already.
struct Contested {
  const ServedHost* host;
  ServerId winner;
  const ServedHost* winner_host;
};

struct Fate {
  enum Kind : std::uint8_t { placed, duplicate_tls_host, protocol_conflict };
  Kind kind = placed;
  ServerId winner = 0;               ///< of a protocol conflict
  std::vector<Contested> contested;  ///< duplicate TLS hosts
  std::size_t group = 0;  ///< servers of one group and HTTP share one chain
};

/// Servers that are placed on one port and address, in order.
struct Listener {
  std::uint32_t port;
  std::string_view address;
  std::vector<ServerId> servers;
};

struct Merged {
  std::vector<Candidate> servers;
  std::vector<Fate> fates;  ///< of each server
  std::vector<Listener> listeners;
};

/// Ports are taken as declared: no Service translates them. A port name used
/// twice is taken as mended.
Merged merge(std::vector<Candidate> servers, IstioVersion version);

}  // namespace asmgw
