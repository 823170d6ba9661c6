// Classes of change: the protocol of a server.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind protocol_family_http;
extern const ChangeKind protocol_grpc_web;
extern const ChangeKind protocol_http_to_https;
extern const ChangeKind protocol_https_to_http;
extern const ChangeKind protocol_https_to_tls;
extern const ChangeKind protocol_tls_to_https;
extern const ChangeKind protocol_http_to_tcp;
extern const ChangeKind protocol_tcp_to_http;
extern const ChangeKind protocol_tcp_to_tls;
extern const ChangeKind protocol_tls_to_tcp;
extern const ChangeKind protocol_https_to_tcp;
extern const ChangeKind protocol_tcp_to_https;
extern const ChangeKind protocol_http_to_tls;
extern const ChangeKind protocol_tls_to_http;
extern const ChangeKind protocol_passthrough_spelling;
extern const ChangeKind protocol_tcp_codec;

inline constexpr std::array<const ChangeKind*, 16> protocol{
    &protocol_family_http,          &protocol_grpc_web,
    &protocol_http_to_https,        &protocol_https_to_http,
    &protocol_https_to_tls,         &protocol_tls_to_https,
    &protocol_http_to_tcp,          &protocol_tcp_to_http,
    &protocol_tcp_to_tls,           &protocol_tls_to_tcp,
    &protocol_https_to_tcp,         &protocol_tcp_to_https,
    &protocol_http_to_tls,          &protocol_tls_to_http,
    &protocol_passthrough_spelling, &protocol_tcp_codec};

}  // namespace asmgw::changes
