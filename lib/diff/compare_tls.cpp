// TLS of one server, family by family: only what has an effect in both modes is
// compared beside a change of mode.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/compare_tls_parts.h"

namespace asmgw {
namespace {

TlsMode mode_in(const Tls& tls) {
  return given(tls.mode) ? *tls.mode : TlsMode::passthrough;
}

/// ISTIO_MUTUAL checks clients as well, but by the CA of the mesh.
bool both_ask(const TlsPair& pair) {
  return pair.both(asks_for_client) ||
         (pair.from == TlsMode::istio_mutual && pair.from == pair.to);
}

}  // namespace

Texts without(const Texts& all, const Texts& others) {
  Texts left;
  for (const std::string& one : all)
    if (!has(others, one)) left.push_back(one);
  return left;
}

Texts texts_of(const Field<List<std::string>>& list) {
  Texts all;
  for (const Field<std::string>& one : *list)
    if (given(one) && !has(all, *one)) all.push_back(*one);
  return all;
}

std::string listed(const Texts& all) {
  std::string text;
  for (const std::string& one : all)
    text += (text.empty() ? "" : ", ") + (one.empty() ? "\"\"" : visible(one));
  return text;
}

void set_subject(Change& change, const ServerPair& servers,
                 std::string_view what) {
  const Server& server = **servers.newer;
  const std::string name =
      given(server.port) ? *server.port->name : std::string();
  change.subject = {servers.newer->label(), name, std::string(what)};
}

void raise(Change& change, std::string why) {
  if (change.level == Impact::breaking)
    change.notes.push_back(std::move(why));
  else
    set_level(change, Impact::breaking, std::move(why));
}

void compare_tls(const ServerPair& pair, ChangeList& out) {
  const auto from = handling_of(**pair.older), to = handling_of(**pair.newer);
  if (!from || !to) return;
  if (from == Handling::http && to == Handling::http)
    compare_redirect(pair, out);
  if (!speaks_tls(*from) || !speaks_tls(*to)) return;
  const Tls& older = *(*pair.older)->tls;
  const Tls& newer = *(*pair.newer)->tls;
  const TlsPair tls{pair, older, newer, mode_in(older), mode_in(newer), out};
  compare_mode(tls);
  compare_ignored_parameters(tls);
  if (tls.both(presents_certificate)) {
    compare_versions(tls);
    compare_ciphers(tls);
    compare_curves(tls);
    compare_certificates(tls);
  }
  if (both_ask(tls)) compare_client_checks(tls);
}

}  // namespace asmgw
