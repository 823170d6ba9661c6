// Server name, then ALPN, without backtracking; then the handshake.
#include "base/text.h"
#include "listen/credentials.h"
#include "resolve/steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace asmgw {
namespace {

constexpr std::size_t most_chains = 3;

using AlpnNames = std::vector<std::string>;

AlpnNames offered_by(const Request& request) {
  if (!request.tls) return {};
  if (request.http3) return {"h3"};
  return request.alpn.value_or(AlpnNames{"h2", "http/1.1"});
}

bool is_among(const AlpnNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool inspects(const EffectiveListener& listener) {
  return std::find(listener.filters.begin(), listener.filters.end(),
                   "tls_inspector") != listener.filters.end();
}

class ChainFinder {
 public:
  ChainFinder(Scene& scene, const Request& request, Answer& answer)
      : scene_(scene),
        request_(request),
        listener_(*answer.listener),
        names_(scene.names_of(listener_)),
        answer_(answer) {
    // QUIC knows the server name by itself.
    if (request.tls && request.sni && (inspects(listener_) || listener_.quic))
      sni_ = lower(*request.sni);
  }

  bool run() {
    step_ = &answer_.steps.emplace_back();
    step_->kind = StepKind::chain;
    const auto found = names_.covering(sni_.empty() ? "*" : sni_);
    if (found.empty()) {
      explain_nothing();
      return end(answer_, RequestOutcome::closed, Reason::no_chain);
    }
    const Chain* chain = by_alpn(found.front().all);
    if (!chain) {
      const Chain& wants = *found.front().all.front();
      step_->why = fmt::format(
          "{} is for clients of a mesh, which offer ALPN {}{}",
          names_text(wants), wants.alpn.front(),
          request_.alpn ? ", not " + visible(fmt::format(
                                         "{}", fmt::join(*request_.alpn, ", ")))
                        : std::string());
      step_->range = place_of(wants, found.front().name);
      return end(answer_, RequestOutcome::closed, Reason::no_chain);
    }
    answer_.chain = chain;
    step_->chosen = found.front().name;
    step_->why = why(found.front().name);
    step_->range = place_of(*chain, found.front().name);
    for (std::size_t i = 1; i < std::min(found.size(), most_chains + 1); ++i)
      add_rival(found[i], "less specific");
    return true;
  }

 private:
  /// The chains of one name; several differ in ALPN.
  const Chain* by_alpn(std::span<const Chain* const> chains) const {
    const AlpnNames offered = offered_by(request_);
    const Chain* any = nullptr;
    for (const Chain* chain : chains) {
      if (chain->alpn.empty()) any = chain;
      for (const std::string& one : chain->alpn)
        if (is_among(offered, one)) return chain;
    }
    return any;
  }

  std::string server_name() const {
    if (!request_.tls) return "plaintext brings no server name";
    return request_.sni ? "server name " + in_quotes(*request_.sni)
                        : "no server name is sent";
  }

  std::string why(std::string_view name) const {
    if (name == sni_) return server_name() + " is named exactly";
    if (name != "*")
      return fmt::format("the longest wildcard that covers {}", server_name());
    if (!request_.tls) return "asks for no server name: it takes plaintext";
    if (!request_.sni) return "asks for no server name, and none is sent";
    if (sni_.empty()) return "the listener does not look at server names";
    return fmt::format("asks for no server name, and no other chain names {}",
                       in_quotes(*request_.sni));
  }

  std::optional<Range> place_of(const Chain& chain, std::string_view name) {
    if (auto place = place_in(chain.rule_range)) return place;
    // Plaintext HTTP shares one chain, which asks for no host.
    const ServerIn& first = scene_.effective.servers[chain.servers.front()];
    if (auto place = scene_.host_place(first, name)) return place;
    return first.field ? place_in(first->hosts.range) : std::nullopt;
  }

  void add_rival(const ChainIndex::Found& found, std::string why) {
    step_->rivals.push_back({std::string(found.name), std::move(why),
                             place_of(*found.all.front(), found.name)});
  }

  void explain_nothing() {
    step_->why = sni_.empty() ? server_name() + ", and every chain asks for one"
                              : "no chain takes " + server_name();
    if (sni_.empty()) {
      const Chain& first = listener_.chains.front();
      const std::string name = lower(first.sni.front());
      step_->rivals.push_back(
          {names_text(first), "asks for a server name", place_of(first, name)});
      return;
    }
    for (const ChainIndex::Found& one : names_.near(sni_))
      add_rival(one, one.name.substr(0, 2) == "*." && one.name.substr(2) == sni_
                         ? "covers what is below the name, not the name itself"
                         : "another name");
    for (ServerId id : scene_.dropped_on(listener_.port, sni_)) {
      if (step_->rivals.size() >= 2 * most_chains) break;
      add_dropped(id);
    }
  }

  /// A server that names the host but has no chain.
  void add_dropped(ServerId id) {
    const ServerIn& server = scene_.effective.servers[id];
    step_->rivals.push_back({name_of(scene_.mesh, server),
                             fmt::format("names it, but comes to nothing ({})",
                                         text_of(server.drop.reason)),
                             scene_.host_place(server, sni_)});
    if (server.drop.reason != DropReason::no_filter_chain) return;
    for (const NearMiss& one : scene_.near_misses(std::span(&id, 1), sni_))
      step_->rivals.push_back(
          {full_name(scene_.mesh.virtual_services[one.id].head), one.words,
           place_in(one.range)});
  }

  Scene& scene_;
  const Request& request_;
  const EffectiveListener& listener_;
  const ChainIndex& names_;
  Answer& answer_;
  Step* step_ = nullptr;
  std::string sni_;  ///< in lower case, as the inspector has it
};

std::string secret_text(const SecretName& secret) {
  if (secret.kind == "Secret" || secret.kind == "ConfigMap")
    return fmt::format("{} {}/{}", secret.kind, secret.namespace_,
                       secret.object);
  return secret.name;
}

/// Why a handshake lacks a certificate.
std::string lack_text(const SecretName& secret,
                      std::string_view pod_namespace) {
  if (secret.fault == CredentialFault::none)
    return secret_text(secret) + " does not exist";
  constexpr std::string_view scheme = "kubernetes://";
  std::string_view credential = secret.name;
  if (credential.starts_with(scheme)) credential.remove_prefix(scheme.size());
  return words_of(secret.fault, credential, pod_namespace);
}

/// `certificate Secret infra/shop (not among the inputs)`
std::string certificate_text(const TlsContext& tls) {
  if (tls.secrets.empty()) return "certificate not known";
  const auto good = std::find_if(
      tls.secrets.begin(), tls.secrets.end(), [](const SecretName& one) {
        return one.fault == CredentialFault::none && one.found != false;
      });
  const SecretName& first =
      good == tls.secrets.end() ? tls.secrets.front() : *good;
  const bool unknown = first.kind == "Secret" && !first.found;
  return fmt::format(
      "certificate {}{}", secret_text(first),
      unknown ? ", not among the inputs: taken to be there" : "");
}

/// Envoy goes by its own order, and on without ALPN where it has none of the
/// names. Source: envoy source/common/tls/context_impl.cc, parseAndSelectAlpn.
std::string alpn_text(const Request& request, const TlsContext& tls,
                      bool http) {
  if (!request.alpn && !request.http3) return {};
  const AlpnNames offered = offered_by(request);
  for (const std::string& one : tls.alpn)
    if (is_among(offered, one)) return fmt::format("; ALPN {} is chosen", one);
  return fmt::format(
      "; none of the ALPN names offered is the server's ({}): the handshake "
      "goes on without{}",
      fmt::join(tls.alpn, ", "),
      http ? ", and Envoy tells HTTP/1.1 from HTTP/2 by the first bytes" : "");
}

std::optional<Range> tls_place(const Scene& scene, const Chain& chain) {
  for (ServerId id : chain.servers) {
    const ServerIn& server = scene.effective.servers[id];
    if (!server.field || !given(server->tls)) continue;
    const Tls& tls = *server->tls;
    return place_in(given(tls.credential_name) ? tls.credential_name.range
                                               : server->tls.key);
  }
  return std::nullopt;
}

/// Other entries of `tcp` that fit the server, which has one route only.
void add_passed_over(Scene& scene, Answer& answer) {
  const Chain& chain = *answer.chain;
  if (chain.kind != Handling::tcp && chain.kind != Handling::tls_terminate)
    return;
  const auto entries =
      tcp_entries(scene.mesh, scene.surroundings->bindings(),
                  scene.effective.servers[chain.servers.front()],
                  scene.effective.workload.namespace_, most_chains + 1);
  for (std::size_t i = 1; i < entries.size(); ++i)
    answer.steps.back().rivals.push_back(
        {full_name(scene.mesh.virtual_services[entries[i].service].head),
         "stands behind it: the server has one route for all its hosts",
         place_in(entries[i].route->range)});
}

bool fail(Answer& answer, RequestOutcome outcome, Reason reason,
          std::string why) {
  answer.steps.back().why = std::move(why);
  return end(answer, outcome, reason);
}

/// What the certificate of a client has to carry; "" where any will do.
std::string wanted_names(Scene& scene, const Chain& chain) {
  const ServerIn& server = scene.effective.servers[chain.servers.front()];
  if (!chain.tls->require_client_certificate || !server.field) return {};
  std::string names;
  for (const Field<std::string>& one : *server->tls->subject_alt_names)
    names += (names.empty() ? "" : ", ") + in_quotes(*one);
  if (names.empty()) return {};
  return "; the certificate of the client must carry one of " + names;
}

}  // namespace

bool find_chain(Scene& scene, const Request& request, Answer& answer) {
  return ChainFinder(scene, request, answer).run();
}

bool shake_hands(Scene& scene, const Request& request, Answer& answer) {
  const Chain& chain = *answer.chain;
  const bool http = !chain.route.empty();
  if (!chain.tls && !(request.tls && http)) return true;
  Step& step = answer.steps.emplace_back();
  step.kind = StepKind::handshake;
  step.range = tls_place(scene, chain);
  if (!chain.tls)
    return fail(answer, RequestOutcome::protocol, Reason::protocol,
                "a TLS handshake meets plaintext HTTP; clients say \"wrong "
                "version number\"");
  if (!request.tls)
    return fail(answer, RequestOutcome::tls, Reason::tls,
                "plaintext meets TLS: the connection is closed");
  const TlsContext& tls = *chain.tls;
  if (const TlsRefusal* found = find(tls.refusals, Refuser::handshake)) {
    if (auto place = place_in(found->range)) step.range = place;
    const bool version = found->cause == TlsRefusalCause::versions_crossed;
    return fail(answer, RequestOutcome::handshake,
                version ? Reason::no_version : Reason::no_curve,
                std::string(text_of(found->cause)) +
                    (version ? ": no version of TLS is left"
                             : ": new pods close every handshake, running ones "
                               "keep the listener they had"));
  }
  if (highest_version(tls.max) < TlsVersion::v1_2)
    return fail(answer, RequestOutcome::handshake, Reason::no_version,
                fmt::format("the highest version is {}, and clients offer TLS "
                            "1.2 and 1.3 only",
                            text_of(tls.max)));
  if (const SecretName* secret = missing_secret(tls))
    return fail(answer, RequestOutcome::handshake, Reason::no_credential,
                lack_text(*secret, scene.effective.workload.namespace_));
  if (tls.require_client_certificate && !request.client_certificate)
    return fail(answer, RequestOutcome::handshake, Reason::client_certificate,
                fmt::format("mode {} asks for a client certificate, and none "
                            "is sent",
                            text_of(tls.mode)));
  step.chosen = text_of(tls.mode);
  step.why = certificate_text(tls) + wanted_names(scene, chain) +
             alpn_text(request, tls, http);
  return true;
}

void pass_on(Scene& scene, Answer& answer) {
  const Chain& chain = *answer.chain;
  answer.virtual_service = chain.virtual_service;
  const bool lacking = lacks_clusters(scene, chain.clusters);
  if (lacking) {
    end(answer, RequestOutcome::unavailable, Reason::no_cluster);
  } else {
    answer.clusters = chain.clusters;
    end(answer, RequestOutcome::cluster, Reason::none);
  }
  answer.steps.push_back({StepKind::route,
                          lacking ? "" : clusters_text(chain.clusters),
                          "TCP: neither Host nor path is looked at" +
                              clusters_fault(scene, chain.clusters),
                          place_in(chain.rule_range),
                          {}});
  add_passed_over(scene, answer);
}

}  // namespace asmgw
