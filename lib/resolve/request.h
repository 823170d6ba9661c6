// A request as a client sends it, and how people write one.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

struct Request {
  std::string url;                     ///< as written
  std::optional<std::string> address;  ///< of the pod; nothing: its own
  std::uint32_t port = 0;
  bool tls = false;
  std::optional<std::string> sni;  ///< as sent; without dot at the end
  std::string host;                ///< the header, with port if one is given
  std::string method = "GET";
  std::string path = "/";            ///< as sent, without query
  std::optional<std::string> query;  ///< behind the `?`
  /// By name in lower case, in the order given.
  std::vector<std::pair<std::string, std::string>> headers;
  bool client_certificate = false;
  /// Names offered in the handshake, in the client's order; nothing: h2 and
  /// http/1.1, as browsers and curl do.
  std::optional<std::vector<std::string>> alpn = {};
  bool http3 = false;  ///< it comes over QUIC

  /// `https` or `http`
  [[nodiscard]] std::string_view scheme() const {
    return tls ? "https" : "http";
  }
};

/// The request that a client makes of an http or https URL: what browsers and
/// curl send. What they would not send is an error.
Result<Request> parse_url(std::string_view text);

/// What may be sent as a server name: a host name, no address.
Result<std::string> parse_server_name(std::string_view text);
/// What may be sent as Host: name or address, and port.
Result<std::string> parse_host_header(std::string_view text);
/// An IPv4 or IPv6 address, in the form in which others are compared with it.
Result<std::string> parse_address(std::string_view text);
Result<std::string> parse_method(std::string_view text);
/// `h2,http/1.1`, as curl and openssl s_client take it.
Result<std::vector<std::string>> parse_alpn(std::string_view text);

/// What a client of gRPC sends: POST over HTTP/2, with the headers that it
/// needs where they are not given.
void make_grpc(Request& request);

/// Adds `Name: value`; `Host` replaces the host.
std::optional<Error> add_header(std::string_view line, Request& request);

/// An address as the system writes it; nothing if the text is none.
std::optional<std::string> canonical_address(std::string_view text);

/// A Host header without its port, in lower case: what virtual hosts are
/// looked up by.
std::string host_without_port(std::string_view host);

}  // namespace asmgw
