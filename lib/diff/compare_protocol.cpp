// What a server speaks.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/protocol.h"

#include <fmt/core.h>

#include <array>

namespace asmgw {
namespace {

struct Step {
  Handling from, to;
  const ChangeKind* kind;
};

constexpr std::array<Step, 12> steps{{
    {Handling::http, Handling::https, &changes::protocol_http_to_https},
    {Handling::https, Handling::http, &changes::protocol_https_to_http},
    {Handling::https, Handling::tls_terminate, &changes::protocol_https_to_tls},
    {Handling::tls_terminate, Handling::https, &changes::protocol_tls_to_https},
    {Handling::http, Handling::tcp, &changes::protocol_http_to_tcp},
    {Handling::tcp, Handling::http, &changes::protocol_tcp_to_http},
    {Handling::tcp, Handling::tls_terminate, &changes::protocol_tcp_to_tls},
    {Handling::tls_terminate, Handling::tcp, &changes::protocol_tls_to_tcp},
    {Handling::https, Handling::tcp, &changes::protocol_https_to_tcp},
    {Handling::tcp, Handling::https, &changes::protocol_tcp_to_https},
    {Handling::http, Handling::tls_terminate, &changes::protocol_http_to_tls},
    {Handling::tls_terminate, Handling::http, &changes::protocol_tls_to_http},
}};

bool passes_on(Handling form) {
  return form == Handling::passthrough || form == Handling::auto_passthrough;
}

/// Whoever passes TLS on speaks what its protocol says with TLS ended.
Handling spoken(Handling form, Protocol protocol) {
  if (!passes_on(form)) return form;
  return protocol == Protocol::https ? Handling::https
                                     : Handling::tls_terminate;
}

const ChangeKind& kind_of(Handling from, Handling to, Protocol before,
                          Protocol after) {
  if (from == to && from == Handling::http)
    return before == Protocol::grpc_web || after == Protocol::grpc_web
               ? changes::protocol_grpc_web
               : changes::protocol_family_http;
  if (from == to && from == Handling::tcp) return changes::protocol_tcp_codec;
  const bool both_tls = speaks_tls(before) && speaks_tls(after);
  if (both_tls && (passes_on(from) || passes_on(to)))
    return changes::protocol_passthrough_spelling;
  const Handling a = spoken(from, before), b = spoken(to, after);
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

void compare_protocol(const ServerPair& pair, ChangeList& out) {
  const Server& older = **pair.older;
  const Server& newer = **pair.newer;
  const auto from = handling_of(older), to = handling_of(newer);
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
