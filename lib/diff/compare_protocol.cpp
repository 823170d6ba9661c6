// What a server speaks.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/protocol.h"

#include <fmt/core.h>

#include <array>

namespace asmgw {
namespace {

struct Step {
  ServerForm from, to;
  const ChangeKind* kind;
};

constexpr std::array<Step, 12> steps{{
    {ServerForm::http, ServerForm::https, &changes::protocol_http_to_https},
    {ServerForm::https, ServerForm::http, &changes::protocol_https_to_http},
    {ServerForm::https, ServerForm::tls, &changes::protocol_https_to_tls},
    {ServerForm::tls, ServerForm::https, &changes::protocol_tls_to_https},
    {ServerForm::http, ServerForm::tcp, &changes::protocol_http_to_tcp},
    {ServerForm::tcp, ServerForm::http, &changes::protocol_tcp_to_http},
    {ServerForm::tcp, ServerForm::tls, &changes::protocol_tcp_to_tls},
    {ServerForm::tls, ServerForm::tcp, &changes::protocol_tls_to_tcp},
    {ServerForm::https, ServerForm::tcp, &changes::protocol_https_to_tcp},
    {ServerForm::tcp, ServerForm::https, &changes::protocol_tcp_to_https},
    {ServerForm::http, ServerForm::tls, &changes::protocol_http_to_tls},
    {ServerForm::tls, ServerForm::http, &changes::protocol_tls_to_http},
}};

bool passes_on(ServerForm form) {
  return form == ServerForm::passthrough ||
         form == ServerForm::auto_passthrough;
}

/// Whoever passes TLS on speaks what its protocol says with TLS ended.
ServerForm spoken(ServerForm form, Protocol protocol) {
  if (!passes_on(form)) return form;
  return protocol == Protocol::https ? ServerForm::https : ServerForm::tls;
}

const ChangeKind& kind_of(ServerForm from, ServerForm to, Protocol before,
                          Protocol after) {
  if (from == to && from == ServerForm::http)
    return before == Protocol::grpc_web || after == Protocol::grpc_web
               ? changes::protocol_grpc_web
               : changes::protocol_family_http;
  if (from == to && from == ServerForm::tcp) return changes::protocol_tcp_codec;
  const bool both_tls = speaks_tls(before) && speaks_tls(after);
  if (both_tls && (passes_on(from) || passes_on(to)))
    return changes::protocol_passthrough_spelling;
  const ServerForm a = spoken(from, before), b = spoken(to, after);
  for (const Step& step : steps)
    if (step.from == a && step.to == b) return *step.kind;
  return changes::protocol_family_http;
}

std::string_view effect_of(const ChangeKind& kind) {
  if (&kind == &changes::protocol_family_http)
    return "a gateway listener is the same for all of HTTP";
  if (&kind == &changes::protocol_grpc_web)
    return "the first server of a port decides whether its gRPC-Web filter is "
           "there, for all hosts of the port";
  if (&kind == &changes::protocol_passthrough_spelling)
    return "TLS that is passed on makes the same filter chains";
  if (&kind == &changes::protocol_tcp_codec)
    return "a filter for the protocol can come into the chain";
  if (&kind == &changes::protocol_https_to_tls)
    return "TCP is passed on behind TLS: http routes stop, and without a tcp "
           "route there is no filter chain";
  if (&kind == &changes::protocol_tls_to_https)
    return "HTTP is spoken behind TLS: tcp routes stop, and without an http "
           "route the answer is 404";
  return "clients speak the other protocol on this port: their connections "
         "fail";
}

}  // namespace

std::optional<ServerForm> form_of(const Server& server) {
  if (!given(server.port)) return std::nullopt;
  const auto protocol = parse_protocol(*server.port->protocol);
  if (!protocol) return std::nullopt;
  if (is_http_family(*protocol)) return ServerForm::http;
  if (!given(server.tls) || is_raw(*protocol)) return ServerForm::tcp;
  const TlsMode mode =
      given(server.tls->mode) ? *server.tls->mode : TlsMode::passthrough;
  if (mode == TlsMode::passthrough) return ServerForm::passthrough;
  if (mode == TlsMode::auto_passthrough) return ServerForm::auto_passthrough;
  return protocol == Protocol::https ? ServerForm::https : ServerForm::tls;
}

ServerForm form_of(const ServerIn& server) {
  return form_of(*server).value_or(ServerForm::tcp);
}

void compare_protocol(const ServerPair& pair, ChangeList& out) {
  const Server& older = **pair.older;
  const Server& newer = **pair.newer;
  const auto from = form_of(older), to = form_of(newer);
  if (!from || !to) return;
  const auto& before = older.port->protocol;
  const auto& after = newer.port->protocol;
  const auto was = parse_protocol(*before), is = parse_protocol(*after);
  if (was == is) return;
  Change& change = out.add(kind_of(*from, *to, *was, *is), pair, before, after);
  change.title =
      fmt::format("port {} speaks {} instead of {}", *newer.port->number,
                  visible(*after), visible(*before));
  change.subject = {*newer.port->name};
  change.then = effect_of(*change.kind);
}

}  // namespace asmgw
