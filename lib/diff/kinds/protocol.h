// Classes of change: the protocol of a server.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, protocol, protocol_family_http, protocol_grpc_web,
              protocol_http_to_https, protocol_https_to_http,
              protocol_https_to_tls, protocol_tls_to_https,
              protocol_http_to_tcp, protocol_tcp_to_http, protocol_tcp_to_tls,
              protocol_tls_to_tcp, protocol_https_to_tcp, protocol_tcp_to_https,
              protocol_http_to_tls, protocol_tls_to_http,
              protocol_passthrough_spelling, protocol_tcp_codec);

}  // namespace asmgw::changes
