// The words of the Gateway API that are a closed set, each with its text.
#pragma once

#include "model/version.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace asmgw {

/// ServerTLSSettings.TLSmode; numbers as in the protobuf, so absent is
/// passthrough.
enum class TlsMode : std::uint8_t {
  passthrough,
  simple,
  mutual,
  auto_passthrough,
  istio_mutual,
  optional_mutual,
};

/// ServerTLSSettings.TLSProtocol; ordered.
enum class TlsVersion : std::uint8_t { automatic, v1_0, v1_1, v1_2, v1_3 };

template <class T>
struct Word {
  T value;
  std::string_view text;
  IstioVersion since;  ///< first release that knows it
};

inline constexpr std::array<Word<TlsMode>, 6> tls_mode_words{{
    {TlsMode::passthrough, "PASSTHROUGH", {}},
    {TlsMode::simple, "SIMPLE", {}},
    {TlsMode::mutual, "MUTUAL", {}},
    {TlsMode::auto_passthrough, "AUTO_PASSTHROUGH", {}},
    {TlsMode::istio_mutual, "ISTIO_MUTUAL", {}},
    {TlsMode::optional_mutual, "OPTIONAL_MUTUAL", {1, 19, 0}},
}};

inline constexpr std::array<Word<TlsVersion>, 5> tls_version_words{{
    {TlsVersion::automatic, "TLS_AUTO", {}},
    {TlsVersion::v1_0, "TLSV1_0", {}},
    {TlsVersion::v1_1, "TLSV1_1", {}},
    {TlsVersion::v1_2, "TLSV1_2", {}},
    {TlsVersion::v1_3, "TLSV1_3", {}},
}};

/// The table of an enum, found by its type.
constexpr const auto& words_of(TlsMode) { return tls_mode_words; }
constexpr const auto& words_of(TlsVersion) { return tls_version_words; }

template <class T>
constexpr std::string_view text_of(T value) {
  for (const auto& word : words_of(value))
    if (word.value == value) return word.text;
  return {};
}

/// Protocols of a server port, as Istio's parser groups them.
enum class Protocol : std::uint8_t {
  http,
  http2,
  grpc,
  grpc_web,
  http_proxy,
  https,
  tls,
  tcp,
  mongo,
  redis,
  mysql,
  udp,
};

inline constexpr std::array<Word<Protocol>, 12> protocol_words{{
    {Protocol::http, "HTTP", {}},
    {Protocol::http2, "HTTP2", {}},
    {Protocol::grpc, "GRPC", {}},
    {Protocol::grpc_web, "GRPC-WEB", {}},
    {Protocol::http_proxy, "HTTP_PROXY", {}},
    {Protocol::https, "HTTPS", {}},
    {Protocol::tls, "TLS", {}},
    {Protocol::tcp, "TCP", {}},
    {Protocol::mongo, "MONGO", {}},
    {Protocol::redis, "REDIS", {}},
    {Protocol::mysql, "MYSQL", {}},
    {Protocol::udp, "UDP", {}},
}};

constexpr const auto& words_of(Protocol) { return protocol_words; }

/// As Istio's protocol.Parse: any case, nothing trimmed; nothing if unknown.
std::optional<Protocol> parse_protocol(std::string_view text);

/// HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY: plaintext HTTP.
bool is_http_family(Protocol protocol);
/// HTTPS or TLS.
bool speaks_tls(Protocol protocol);
/// TCP, MONGO, REDIS, MYSQL, UDP: neither HTTP nor TLS.
bool is_raw(Protocol protocol);

}  // namespace asmgw
