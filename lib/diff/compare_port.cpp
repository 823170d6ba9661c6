// Port, bind and names of one server.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/port.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace asmgw {
namespace {

constexpr std::string_view drains =
    "its filter chain is replaced: open connections drain";

bool is_https(const ServerPair& pair) {
  const auto form = handling_of(**pair.newer);
  return form == Handling::https && handling_of(**pair.older) == form;
}

/// The patch applies to the routes of the server, by the name of its port.
bool names_port(const RouteConfigurationMatch& match,
                const SideServer& server) {
  const std::string& name = *server->port->name;
  const ServerIn* facts = server.facts();
  if (!match.name.empty()) return facts && match.name == facts->route;
  return match.port_name == name && !name.empty() &&
         (match.gateway.empty() ||
          match.gateway == server.owner().full_name()) &&
         (match.port == 0 || match.port == *server->port->number);
}

class PortComparison {
 public:
  PortComparison(const ServerPair& pair, ChangeList& out)
      : pair_(pair), older_(**pair.older), newer_(**pair.newer), out_(out) {}

  void run() {
    compare_bind();
    compare_name();
    compare_endpoint();
    if (!given(older_.port) || !given(newer_.port)) return;
    compare_number();
    compare_port_name();
    compare_target();
  }

 private:
  void compare_number() {
    const auto& before = older_.port->number;
    const auto& after = newer_.port->number;
    if (*before == *after) return;
    const bool same = pair_.older->listeners == pair_.newer->listeners;
    Change& change = out_.add(same ? changes::port_number_changed_same_target
                                   : changes::port_number_changed,
                              pair_, before, after);
    change.title = fmt::format("port {} instead of {}", *after, *before);
    change.subject = {port_name(), std::to_string(*before),
                      std::to_string(*after)};
    change.then =
        same
            ? "both numbers lead to one listener, but HTTPS route names hold "
              "the number, and VirtualServices that match by port see the "
              "new one"
            : fmt::format("clients of port {} are refused or closed{}", *before,
                          pair_.newer->live()
                              ? fmt::format("; the hosts answer on {}", *after)
                              : "");
  }

  void compare_port_name() {
    const auto& before = older_.port->name;
    const auto& after = newer_.port->name;
    if (*before == *after) return;
    Change& change = out_.add(changes::port_renamed, pair_, before, after);
    change.title =
        fmt::format("port {} is called {} instead of {}", *newer_.port->number,
                    in_quotes(*after), in_quotes(*before));
    change.subject = {pair_.newer->label()};
    if (is_https(pair_)) {
      change.then = fmt::format(
          "the route configuration of HTTPS servers holds the name: {}, and "
          "EnvoyFilters that name it stop matching",
          drains);
      judge_filters(change);
      return;
    }
    change.level = Impact::none;
    change.classes = {};
    change.then = "the name is not used";
  }

  void judge_filters(Change& change) const {
    for (const EnvoyFilter& filter : out_.facts().newer.mesh->envoy_filters)
      if (std::any_of(filter.routes.begin(), filter.routes.end(),
                      [&](const RouteConfigurationMatch& match) {
                        return names_port(match, *pair_.older);
                      })) {
        change.classes = {ChangeClass::availability, ChangeClass::drain,
                          ChangeClass::ops};
        set_level(change, Impact::breaking,
                  fmt::format("EnvoyFilter {} names it, and is not applied any "
                              "more",
                              visible(full_name(filter.head))));
      }
  }

  void compare_target() {
    if (*older_.port->target_port == *newer_.port->target_port) return;
    Change& change =
        out_.add(changes::target_port_changed, pair_, older_.port->target_port,
                 newer_.port->target_port);
    change.title = "targetPort differs";
    change.then = "istiod does not read it";
  }

  void compare_bind() {
    const std::string& before = *older_.bind;
    const std::string& after = *newer_.bind;
    if (before == after) return;
    const bool removed = after.empty();
    Change& change =
        out_.add(removed ? changes::bind_removed : changes::bind_changed, pair_,
                 older_.bind, newer_.bind);
    change.title =
        fmt::format("{} listens on {} instead of {}", pair_.newer->label(),
                    address(after), address(before));
    change.subject = {port_name()};
    change.then = removed
                      ? "the port is open on all addresses of the pod"
                      : "other addresses of the pod stop answering; an address "
                        "that the pod does not have makes the listener fail";
    if (pair_.older->listeners == pair_.newer->listeners) {
      change.then =
          "the listener is the same, but its route configuration is "
          "called otherwise";
      if (!removed) set_level(change, Impact::risky, "the address is the same");
    } else if (removed && meets_duplicate()) {
      set_level(change, Impact::breaking, "another server has the port there");
    }
  }

  static std::string address(const std::string& bind) {
    return bind.empty() ? "all addresses" : visible(bind);
  }

  /// On some workload it was live, and is dropped now.
  [[nodiscard]] bool meets_duplicate() const {
    return pair_.older->live() &&
           std::any_of(pair_.newer->seen.begin(), pair_.newer->seen.end(),
                       [&](const Seen& at) {
                         return pair_.newer->in(at).drop.at_merge();
                       });
  }

  void compare_name() {
    if (*older_.name == *newer_.name) return;
    Change& change =
        out_.add(changes::server_name_changed, pair_, older_.name, newer_.name);
    change.title =
        fmt::format("{} has the name {} instead of {}", pair_.newer->label(),
                    named(*newer_.name), named(*older_.name));
    change.subject = {port_name()};
    if (is_https(pair_)) {
      change.then = fmt::format(
          "metrics of HTTPS servers hold it: they are called "
          "otherwise, and {}",
          drains);
      return;
    }
    change.level = Impact::none;
    change.classes = {};
    change.then = "istiod does not read it for this protocol";
  }

  static std::string named(const std::string& name) {
    return name.empty() ? "none" : in_quotes(name);
  }

  void compare_endpoint() {
    if (*older_.default_endpoint == *newer_.default_endpoint) return;
    Change& change = out_.add(changes::default_endpoint_changed, pair_,
                              older_.default_endpoint, newer_.default_endpoint);
    change.title = "defaultEndpoint differs";
    change.then = "Gateways do not read it";
  }

  [[nodiscard]] std::string port_name() const {
    return given(newer_.port) && filled(newer_.port->name)
               ? *newer_.port->name
               : pair_.newer->label();
  }

  const ServerPair& pair_;
  const Server& older_;
  const Server& newer_;
  ChangeList& out_;
};

}  // namespace

void compare_port(const ServerPair& pair, ChangeList& out) {
  PortComparison(pair, out).run();
}

void compare_order(const std::vector<ServerPair>& pairs, ChangeList& out) {
  for (std::size_t i = 1; i < pairs.size(); ++i)
    if (pairs[i].older->index < pairs[i - 1].older->index) {
      Change& change = out.add(changes::server_reordered, pairs[i]);
      change.level = Impact::none;
      change.hosts.clear();
      change.title = "servers in another order";
      change.then = "the filter chains are the same";
      return;
    }
}

}  // namespace asmgw
