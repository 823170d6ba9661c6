// Host to virtual host, then the first route that takes the request.
#include "base/text.h"
#include "resolve/dead_entries.h"
#include "resolve/own_answer.h"
#include "resolve/redirect.h"
#include "resolve/steps.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::size_t most_routes = 3, most_looked_at = 100;
constexpr std::uint32_t moved = 301, not_found = 404, unavailable = 503;

bool miss(Answer& answer, Reason reason) {
  answer.status = not_found;
  return end(answer, RequestOutcome::not_found, reason);
}

/// 404, unless a server has the host and no route can be known.
bool miss_route(Scene& scene, std::string_view host, Answer& answer,
                Reason reason) {
  if (!scene.lacks_routes() ||
      scene.served_by(*answer.routes).covering(host).empty())
    return miss(answer, reason);
  answer.steps.back().why += "; no VirtualService is among the inputs";
  return end(answer, RequestOutcome::unknown, Reason::not_given);
}

/// A host of the servers that is the domain, else the one next above it.
std::optional<Range> served_at(Scene& scene, const RouteConfiguration& routes,
                               std::string_view domain) {
  for (const auto& found : scene.served_by(routes).covering(domain))
    for (const ServerHost& one : found.all)
      if (one.host->field) return place_in(one.host->field->range);
  const ServerIn& first = scene.effective.servers[routes.servers.front()];
  return first.field ? place_in(first->hosts.range) : std::nullopt;
}

void add_near_misses(Scene& scene, const RouteConfiguration& routes,
                     std::string_view host, Step& step) {
  for (const NearMiss& one : scene.near_misses(routes.servers, host))
    // What delegates do is told entry by entry.
    if (one.cause != MissCause::delegate || routes.dead_entries.empty())
      step.rivals.push_back(
          {full_name(scene.mesh.virtual_services[one.id].head), one.words,
           place_in(one.range)});
}

class HostFinder {
 public:
  HostFinder(Scene& scene, const Sent& sent, const RouteConfiguration& routes,
             Answer& answer)
      : scene_(scene), sent_(sent), routes_(routes), answer_(answer) {}

  bool run() {
    step_ = &answer_.steps.emplace_back();
    step_->kind = StepKind::virtual_host;
    const Domains& domains = scene_.domains_of(routes_);
    const std::string host = host_without_port(sent_.request.host);
    const auto found = domains.covering(host);
    const bool none = found.empty() || is_empty(*found.front().all.front());
    DeadEntries dead(scene_, sent_, routes_,
                     none ? std::string_view() : found.front().name);
    if (const DeadEntry* one = none ? dead.unknown_before(nullptr) : nullptr) {
      dead.give_up(*one, answer_);
      return false;
    }
    if (found.empty()) {
      dead.tell(*step_);
      explain_nothing(domains, host);
      return miss_route(scene_, host, answer_, Reason::no_virtual_host);
    }
    choose(found.front(), host);
    if (none) explain_empty(dead, host);
    for (std::size_t i = 1; i < std::min(found.size(), most_routes + 1); ++i)
      add_rival(found[i], "less specific");
    return true;
  }

 private:
  using Domains = HostIndex<const VirtualHost*>;

  /// A short host is the name of a Service, which clients outside do not send.
  std::string why_other(const Domains::Found& found) const {
    for (const Route& route : found.all.front()->routes) {
      const VirtualService& service =
          scene_.mesh.virtual_services[route.virtual_service];
      const std::string& ns = service.head.namespace_;
      for (const Field<std::string>& host : *service.hosts)
        if (const std::string full = complete_host(*host, ns);
            full != *host && lower(full) == found.name)
          return fmt::format(
              "another name: VirtualService {} has the short host {}, which "
              "stands for it",
              full_name(service.head), in_quotes(*host));
      break;
    }
    return "another name";
  }

  std::optional<Range> place_of(const Domains::Found& found) {
    std::optional<VirtualServiceId> looked_at;
    for (const Route& route : found.all.front()->routes) {
      if (looked_at == route.virtual_service) continue;
      looked_at = route.virtual_service;
      if (auto place = scene_.surroundings->place_of(*looked_at, found.name))
        return place;
    }
    return served_at(scene_, routes_, found.name);
  }

  void choose(const Domains::Found& found, std::string_view host) {
    const VirtualHost& chosen = *found.all.front();
    answer_.virtual_host = &chosen;
    step_->chosen = chosen.name;
    step_->range = place_of(found);
    if (found.name == host)
      step_->why = fmt::format("Host {} is named exactly", in_quotes(host));
    else
      step_->why = fmt::format("{} covers Host {}", in_quotes(found.name),
                               in_quotes(host));
  }

  static bool is_empty(const VirtualHost& host) {
    return host.routes.empty() && !host.require_tls;
  }

  void explain_empty(DeadEntries& dead, std::string_view host) {
    dead.tell(*step_);
    const bool left_out = !step_->rivals.empty();
    const auto misses = scene_.near_misses(routes_.servers, host);
    const bool bound = left_out || std::any_of(misses.begin(), misses.end(),
                                               [](const NearMiss& one) {
                                                 return one.is_bound();
                                               });
    step_->why = bound ? "no VirtualService that is bound here has a route"
                       : "no VirtualService is bound here";
    if (!left_out) add_near_misses(scene_, routes_, host, *step_);
  }

  void explain_nothing(const Domains& domains, std::string_view host) {
    step_->why = fmt::format("{} has no virtual host for {}", routes_.name,
                             in_quotes(host));
    add_near_misses(scene_, routes_, host, *step_);
    add_service_name(domains, host);
    for (const Domains::Found& one : domains.near(host))
      add_rival(one, why_other(one));
    const bool none = step_->rivals.empty();
    for (std::size_t i = 0; none && i < routes_.virtual_hosts.size(); ++i) {
      if (i == most_routes) break;
      const auto& domain = routes_.virtual_hosts[i].domains.front();
      const Domains::Found one = domains.covering(domain).front();
      add_rival(one, why_other(one));
    }
  }

  /// The virtual host of a short name that the Host begins with.
  void add_service_name(const Domains& domains, std::string_view host) {
    const std::string label = std::string(host.substr(0, host.find('.'))) + '.';
    const auto& all = routes_.virtual_hosts;
    for (std::size_t i = 0; i < std::min(all.size(), most_looked_at); ++i) {
      const std::string& domain = all[i].domains.front();
      if (!domain.starts_with(label) || !is_of_cluster(domain)) continue;
      const Domains::Found one = domains.covering(domain).front();
      return add_rival(one, why_other(one));
    }
  }

  void add_rival(const Domains::Found& found, std::string why) {
    step_->rivals.push_back(
        {std::string(found.name), std::move(why), place_of(found)});
  }

  Scene& scene_;
  const Sent& sent_;
  const RouteConfiguration& routes_;
  Answer& answer_;
  Step* step_ = nullptr;
};

class RouteFinder {
 public:
  RouteFinder(Scene& scene, const Sent& sent, Answer& answer)
      : scene_(scene),
        sent_(sent),
        routes_(answer.virtual_host->routes),
        dead_(scene, sent, *answer.routes, domain_of(scene, sent, answer)),
        answer_(answer) {}

  void run() {
    step_ = &answer_.steps.emplace_back();
    step_->kind = StepKind::route;
    const RoutesByPath& by_path = scene_.routes_of(*answer_.virtual_host);
    if (by_path.any_of(sent_.path, [&](std::size_t i) { return decides(i); }))
      return;
    step_->why = routes_.empty()
                     ? std::string("the virtual host has no routes")
                     : fmt::format("no route takes {} {}", sent_.request.method,
                                   in_quotes(sent_.path));
    if (const DeadEntry* one = dead_.unknown_before(nullptr))
      return dead_.give_up(*one, answer_);
    if (!routes_.empty()) dead_.tell(*step_);
    add_failed(0, std::min(routes_.size(), most_routes));
    const std::string host = host_without_port(sent_.request.host);
    if (!routes_.empty())
      add_near_misses(scene_, *answer_.routes, host, *step_);
    miss_route(scene_, host, answer_, Reason::no_route);
  }

 private:
  std::optional<Range> place_of(const Route& route) const {
    auto place = place_in(route.match.range);
    return place ? place : place_in(route.range);
  }

  static std::string_view domain_of(Scene& scene, const Sent& sent,
                                    const Answer& answer) {
    const auto found = scene.domains_of(*answer.routes)
                           .covering(host_without_port(sent.request.host));
    return found.empty() ? std::string_view() : found.front().name;
  }

  std::string name_of_rule(const Route& route) const {
    std::string name =
        name_of(scene_.mesh, EntryPlace{route.written_in, route.entry});
    if (route.written_in != route.virtual_service)
      name += fmt::format(
          " (delegate of {})",
          full_name(scene_.mesh.virtual_services[route.virtual_service].head));
    return name;
  }

  void choose(std::size_t index) {
    const Route& route = routes_[index];
    answer_.route = &route;
    answer_.virtual_service = route.virtual_service;
    step_->range = place_of(route);
    step_->why =
        fmt::format("{} takes {}", name_of_rule(route), describe(route.match));
    carry_out(route);
    add_failed(index - std::min(index, most_routes), index);
    if (index + 1 < routes_.size()) add_later(routes_[index + 1]);
  }

  void carry_out(const Route& route) {
    switch (route.action) {
      case RouteAction::redirect:
        answer_.status = route.redirect->code;
        answer_.location = redirect_location(route, sent_);
        step_->chosen = fmt::format("{} {}", answer_.status, answer_.location);
        end(answer_, RequestOutcome::redirect, Reason::none);
        return;
      case RouteAction::direct:
        answer_.status = route.direct_status;
        step_->chosen = std::to_string(answer_.status);
        end(answer_, RequestOutcome::direct, Reason::none);
        return;
      case RouteAction::route:
        break;
    }
    if (const auto own = own_answer(scene_, route, sent_)) {
      answer_.status = own->status;
      step_->chosen = std::to_string(own->status);
      step_->why += own->why;
      end(answer_, RequestOutcome::direct, own->reason);
      return;
    }
    step_->why += clusters_fault(scene_, route.clusters);
    if (lacks_clusters(scene_, route.clusters)) {
      answer_.status = unavailable;
      step_->chosen = std::to_string(unavailable);
      end(answer_, RequestOutcome::unavailable, Reason::no_cluster);
      return;
    }
    answer_.clusters = route.clusters;
    step_->chosen = clusters_text(route.clusters);
    end(answer_, RequestOutcome::cluster, Reason::none);
  }

  void add_failed(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (const auto failed =
              failing(routes_[i].match, sent_, scene_.surroundings->regexes))
        step_->rivals.push_back({name_of_rule(routes_[i]),
                                 why_not(*failed, sent_),
                                 place_of(routes_[i])});
  }

  /// The next one, if it would have taken the request as well.
  void add_later(const Route& route) {
    if (!failing(route.match, sent_, scene_.surroundings->regexes))
      step_->rivals.push_back(
          {name_of_rule(route), "stands behind it", place_of(route)});
  }

  /// The route takes the request, or nobody can say whether it does.
  bool decides(std::size_t index) {
    const auto failed =
        failing(routes_[index].match, sent_, scene_.surroundings->regexes);
    if (failed && !failed->fault) return false;
    if (const DeadEntry* one = dead_.unknown_before(&routes_[index]))
      dead_.give_up(*one, answer_);
    else if (failed)
      give_up(index, *failed);
    else
      choose(index);
    return true;
  }

  [[nodiscard]] std::string effect_of(Fit fault) const {
    if (fault == Fit::too_many) return "it is not known whether it takes it";
    if (fault == Fit::too_long) return "Istio refuses the VirtualService";
    return fmt::format("Envoy refuses {}", answer_.routes->name);
  }

  void give_up(std::size_t index, const Condition& failed) {
    step_->why = fmt::format("{}: {}, so that {}", name_of_rule(routes_[index]),
                             why_not(failed, sent_), effect_of(*failed.fault));
    step_->range = place_of(routes_[index]);
    end(answer_, RequestOutcome::unknown, Reason::none);
  }

  Scene& scene_;
  const Sent& sent_;
  const std::vector<Route>& routes_;
  DeadEntries dead_;
  Answer& answer_;
  Step* step_ = nullptr;
};

bool claims_scheme(const Request& request) {
  return std::any_of(
      request.headers.begin(), request.headers.end(),
      [](const auto& one) { return one.first == "x-forwarded-proto"; });
}

/// Where the redirect of a host is asked for.
std::optional<Range> redirect_place(Scene& scene,
                                    const RouteConfiguration& routes,
                                    std::string_view host) {
  for (const auto& found : scene.served_by(routes).covering(host))
    for (const auto& [server, its] : found.all)
      if (server->redirects && server->field) {
        const Tls& tls = *server->field->value.tls;
        return place_in(tls.https_redirect.range);
      }
  return std::nullopt;
}

bool refused(Scene& scene, const RouteRefusal& refusal, Answer& answer) {
  answer.steps.push_back(
      {StepKind::virtual_host,
       "",
       fmt::format(
           "Envoy refuses {}: {}; running pods keep the routes they had",
           answer.routes->name, words_of(refusal)),
       refusal.virtual_service
           ? place_in(refusal.range)
           : served_at(scene, *answer.routes, lower(refusal.text)),
       {}});
  return miss(answer, Reason::refused_routes);
}

}  // namespace

bool find_virtual_host(Scene& scene, const Sent& sent, Answer& answer) {
  answer.routes = find_routes(scene.effective, answer.chain->route);
  if (answer.routes && answer.routes->refusal)
    return refused(scene, *answer.routes->refusal, answer);
  if (answer.routes)
    return HostFinder(scene, sent, *answer.routes, answer).run();
  answer.steps.push_back(
      {StepKind::virtual_host,
       "",
       answer.chain->route.empty()
           ? std::string("the servers of the chain have no route name in this "
                         "release, so that istiod makes no routes for them")
           : fmt::format("istiod makes no routes for {}", answer.chain->route),
       std::nullopt,
       {}});
  return miss(answer, Reason::no_virtual_host);
}

bool redirect_to_tls(Scene& scene, const Sent& sent, Answer& answer) {
  if (!answer.virtual_host->require_tls || sent.request.tls) return false;
  answer.status = moved;
  answer.location = tls_location(sent);
  end(answer, RequestOutcome::redirect, Reason::redirect);
  answer.steps.push_back(
      {StepKind::route,
       fmt::format("{} {}", moved, answer.location),
       std::string(
           "httpsRedirect: no route of this host is reached in clear text") +
           (claims_scheme(sent.request)
                ? "; x-forwarded-proto of the client is overwritten "
                  "(numTrustedProxies is 0)"
                : ""),
       redirect_place(scene, *answer.routes,
                      host_without_port(sent.request.host)),
       {}});
  return true;
}

void find_route(Scene& scene, const Sent& sent, Answer& answer) {
  RouteFinder(scene, sent, answer).run();
}

std::string clusters_text(const std::vector<Cluster>& clusters) {
  std::string out;
  for (const Cluster& one : clusters) {
    if (!out.empty()) out += ", ";
    out += one.name;
    if (one.weight) out += fmt::format("*{}", *one.weight);
  }
  return out.empty() ? "no cluster" : out;
}

bool lacks_clusters(Scene& scene, const std::vector<Cluster>& clusters) {
  const std::string& ns = scene.effective.workload.namespace_;
  return !clusters.empty() &&
         std::all_of(clusters.begin(), clusters.end(), [&](const Cluster& one) {
           return scene.surroundings->destinations().state_of(one, ns).certain;
         });
}

std::string clusters_fault(Scene& scene, const std::vector<Cluster>& clusters) {
  const std::string& ns = scene.effective.workload.namespace_;
  for (const Cluster& one : clusters) {
    const ClusterState state =
        scene.surroundings->destinations().state_of(one, ns);
    if (state.fault != ClusterFault::none) return "; " + words_of(state, ns);
  }
  return {};
}

}  // namespace asmgw
