// The TLS context of a filter chain: versions, ciphers, ALPN, SDS names.
#pragma once

#include "listen/effective.h"

namespace asmgw {

/// Of a server that terminates TLS. Source: istio pilot/pkg/networking/core/
/// gateway.go, buildGatewayListenerTLSContext. Mesh-wide TLS defaults are taken
/// to be unset.
TlsContext tls_context(const ServerIn& server, const Mesh& mesh,
                       const MeshSettings& settings, const Workload& workload,
                       bool quic);

}  // namespace asmgw
