// The words that tie one object to another.
#include "mesh/relevance.h"

#include "model/credentials.h"

#include <string>
#include <utility>

namespace asmgw {
namespace {

/// What to look for to find a label: its value, or its key if that is empty.
std::string_view word_of(std::string_view key, std::string_view value) {
  return longest_word(value).empty() ? key : value;
}

/// `kubernetes-gateway://ns/name` -> `name`
std::string_view behind_slash(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

/// It may have the label by which gateways are known, with whatever value:
/// the one that a selector means may be another.
bool has_istio_label(std::string_view text) {
  return text.find("istio:") != std::string_view::npos ||
         text.find("istio\":") != std::string_view::npos;
}

/// Some host `name.namespace.svc.cluster.local` may be among those that `host`
/// of a server stands for.
bool covers_services(std::string_view host) {
  constexpr std::string_view domain = ".svc.cluster.local";
  host = behind_slash(host);
  if (!host.empty() && host[0] == '*') host.remove_prefix(1);
  return host.ends_with(domain) || domain.ends_with(host);
}

}  // namespace

void Relevance::add(const Gateway& gateway) {
  add_selector(gateway.spec->selector);
  for (const Field<Server>& server : *gateway.spec->servers) {
    const Tls& tls = *server->tls;
    if (*tls.mode == TlsMode::auto_passthrough) add_passthrough(*server);
    for (const auto* name : written_credentials(tls, newest_version))
      add_credential(*name);
    add_credential(tls.ca_cert_credential_name);
  }
}

/// Such a server has a chain for every host it covers.
void Relevance::add_passthrough(const Server& server) {
  all_entries_ = true;
  for (const Field<std::string>& host : *server.hosts)
    all_services_ |= covers_services(*host);
}

/// All labels of a selector are on its pods, so the one that is rarest will
/// do: the longest, for want of better knowledge.
void Relevance::add_selector(const Field<StringMap>& selector) {
  std::string_view rarest;
  for (const Pair& pair : *selector) {
    const std::string_view word = word_of(pair.key, *pair.value);
    labels_.add(word);
    by_istio_ |= pair.key == "istio";
    if (word.size() >= rarest.size()) rarest = word;
  }
  if (!selector->empty()) selectors_.add(rarest);
}

/// The certificate of a CA may be in a Secret of its own.
void Relevance::add_credential(const Field<std::string>& name) {
  const std::string_view object = behind_slash(*name);
  if (object.empty()) return;
  credentials_.add(object);
  credentials_.add(std::string(object) + std::string(ca_suffix));
  if (is_ca_only(object))
    credentials_.add(object.substr(0, object.size() - ca_suffix.size()));
}

void Relevance::add(const VirtualService& service) {
  for (const HttpRoute& route : service.http)
    for (const Destination& to : route.route) add_destination(to);
  for (const L4Route& route : service.tls)
    for (const Destination& to : route.route) add_destination(to);
  for (const L4Route& route : service.tcp)
    for (const Destination& to : route.route) add_destination(to);
}

void Relevance::add_destination(const Destination& to) {
  const std::string_view host = *to.host;
  if (host.empty()) return;
  hosts_.add(host);
  const std::string_view service = host.substr(0, host.find('.'));
  if (!longest_word(service).empty()) services_.add(service);
}

void Relevance::add(const PodTemplate& pod) { add_workload(pod.labels); }

void Relevance::add(const IstioGatewayObject& gateway) {
  labels_.add(gateway.head.name);
  labels_.add("istio-" + gateway.head.name);
  add_workload(gateway.pod_labels);
}

void Relevance::add_workload(const Labels& labels) {
  for (const auto& [key, value] : labels) labels_.add(word_of(key, value));
}

bool Relevance::wants(ContextKind kind, std::string_view text) const {
  switch (kind) {
    case ContextKind::none:
      return false;
    case ContextKind::virtual_service:
    case ContextKind::destination_rule:
    case ContextKind::istio_gateway:
    case ContextKind::workload_policy:  // by labels that nobody else names
      return true;
    case ContextKind::pod:
      return selectors_.in(text) || is_in_disguise(text) ||
             (by_istio_ && has_istio_label(text));
    case ContextKind::service:
      return all_services_ || labels_.in(text) || services_.in(text) ||
             is_in_disguise(text) || (by_istio_ && has_istio_label(text));
    case ContextKind::service_entry:
      return all_services_ || all_entries_ || hosts_.in(text) ||
             is_in_disguise(text);
    case ContextKind::secret:
    case ContextKind::config_map:
      return credentials_.in(text) || is_in_disguise(text);
  }
  return true;
}

}  // namespace asmgw
