// A port protocol that Istio cannot parse.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <array>
#include <optional>
#include <string>

namespace asmgw {
namespace {

/// Words that people know from elsewhere, and what says the same here.
struct Meant {
  std::string_view word, instead, why;
};

constexpr std::string_view over_http =
    "HTTP servers let WebSocket connections through";
constexpr std::string_view over_tcp =
    "Gateways know no such protocol; its bytes pass through a TCP server";
constexpr std::string_view quic =
    "HTTP/3 has no protocol of its own: istiod adds it to HTTPS servers where "
    "that is switched on";

constexpr std::array<Meant, 30> meant{{
    {"http3", "HTTPS", quic},
    {"h3", "HTTPS", quic},
    {"quic", "HTTPS", quic},
    {"h2c", "HTTP2", "HTTP2 is HTTP/2 in plaintext"},
    {"h2", "HTTP2", "HTTP2 is HTTP/2 in plaintext; over TLS write HTTPS"},
    {"http/2", "HTTP2", ""},
    {"http1", "HTTP", ""},
    {"http1.1", "HTTP", ""},
    {"http/1.1", "HTTP", ""},
    {"ws", "HTTP", over_http},
    {"websocket", "HTTP", over_http},
    {"wss", "HTTPS", "HTTPS servers let WebSocket connections through"},
    {"grpc_web", "GRPC-WEB", "it is written with a hyphen"},
    {"grpcweb", "GRPC-WEB", "it is written with a hyphen"},
    {"grpcs", "HTTPS", "gRPC over TLS is served by an HTTPS server"},
    {"http-proxy", "HTTP", "on a Gateway HTTP_PROXY is ordinary HTTP"},
    {"ssl", "TLS", ""},
    {"tls/ssl", "TLS", ""},
    {"mtls", "HTTPS", "client certificates are asked for by tls.mode MUTUAL"},
    {"hbone", "HTTPS", "HBONE is between the proxies of the mesh alone"},
    {"kafka", "TCP", over_tcp},
    {"thrift", "TCP", over_tcp},
    {"dubbo", "TCP", over_tcp},
    {"amqp", "TCP", over_tcp},
    {"mqtt", "TCP", over_tcp},
    {"smtp", "TCP", over_tcp},
    {"ssh", "TCP", over_tcp},
    {"postgres", "TCP", over_tcp},
    {"postgresql", "TCP", over_tcp},
    {"mongodb", "MONGO", ""},
}};

/// The nearest protocol; of two equally near, one that fits the tls block.
std::string_view nearest_protocol(std::string_view word, bool tls) {
  std::array<std::string_view, protocol_words.size()> known;
  std::size_t n = 0;
  for (const bool first : {true, false})
    for (const auto& one : protocol_words)
      if ((speaks_tls(one.value) == tls) == first) known[n++] = one.text;
  return nearest(word, known);
}

/// What was probably meant: blanks aside, from elsewhere, or misspelt.
Meant guess(std::string_view text, bool tls) {
  const std::string_view trimmed = trim(text);
  for (const auto& word : protocol_words)
    if (equal_ignoring_case(word.text, trimmed))
      return {text, word.text, "blanks are part of the value"};
  for (const Meant& one : meant)
    if (equal_ignoring_case(one.word, trimmed)) return one;
  return {text, nearest_protocol(trimmed, tls), ""};
}

/// The text between the quotes, if there are any; nothing where it was written
/// with escapes.
std::optional<Range> inner_range(const Field<std::string>& field) {
  Range range = field.range;
  const std::size_t size = range.end - range.begin;
  if (size == field->size() + 2) {
    ++range.begin;
    --range.end;
  } else if (size != field->size()) {
    return std::nullopt;
  }
  return range;
}

void advise(Finding& found, const Server& server) {
  const Field<std::string>& protocol = server.port->protocol;
  const Meant one = guess(*protocol, given(server.tls));
  if (one.instead.empty()) {
    found.fix(
        "write HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS or "
        "MYSQL");
    return;
  }
  found.fix("write {}", one.instead);
  const auto range = inner_range(protocol);
  if (range && !protocol->empty()) found.edit(*range, one.instead, false);
  if (!one.why.empty()) found.remark("{}", one.why);
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!given(server->port) || server.protocol) continue;
    const Field<std::string>& protocol = server->port->protocol;
    if (protocol.given == Given::unreadable) continue;
    if (absent(protocol) && facts.at_least(20)) continue;
    Finding found = blank(protocol) ? report.at(protocol,
                                                "the port has no "
                                                "protocol")
                                    : report.at(protocol, "unknown protocol {}",
                                                in_quotes(*protocol));
    found.consequence("Istio refuses the whole Gateway");
    advise(found, *server);
  }
}

}  // namespace

constinit const Rule rules::unknown_protocol = {
    .id = "GW112",
    .name = "unknown-protocol",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "port protocol that Istio does not know",
    .rationale = R"(The protocol decides what the proxy does with a connection.
Istio knows HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY, HTTPS, TLS, TCP, MONGO,
REDIS, MYSQL and UDP, in any case but without blanks, and refuses a Gateway with
any other word. The text of its refusal forgets HTTPS and TLS.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 8080
    name: grpc-web
    protocol: GRPC_WEB  # <--
  hosts: [shop.example.com]
- port:
    number: 8443
    name: quic
    protocol: HTTP3  # <--
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 8080
    name: grpc-web
    protocol: GRPC-WEB
  hosts: [shop.example.com]
- port:
    number: 8443
    name: https
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "istio pkg/config/validation, validateServerPort; "
        "pkg/config/protocol, Parse",
    .keys = {"P2"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
