// From the address and port that a client names to the socket in the pod.
#include "base/text.h"
#include "listen/workloads.h"
#include "resolve/steps.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>

namespace asmgw {
namespace {

constexpr std::size_t most_listeners = 5, most_ports = 8;

/// The first few of `ports`, which `number_of` turns into numbers.
template <class Ports, class NumberOf>
std::string ports_text(const Ports& ports, NumberOf number_of) {
  std::string out;
  std::size_t count = 0;
  for (const auto& one : ports) {
    if (count == most_ports) return out + ", ...";
    out += fmt::format("{}{}", count++ == 0 ? "" : ", ", number_of(one));
  }
  return out;
}

class ListenerFinder {
 public:
  ListenerFinder(Scene& scene, const Request& request, std::size_t lead,
                 Answer& answer)
      : scene_(scene), request_(request), lead_(lead), answer_(answer) {}

  bool run() {
    port_ = request_.port;
    if (request_.http3) return run_quic();
    if (!request_.address && !translate()) return no_listener();
    step_ = &answer_.steps.emplace_back();
    step_->kind = StepKind::listener;
    const EffectiveListener* found = choose();
    if (!found) {
      if (is_not_given())
        return end(answer_, RequestOutcome::unknown, Reason::not_given);
      explain_nothing();
      return no_listener();
    }
    answer_.listener = found;
    step_->chosen = found->name;
    step_->range = place_of(*found);
    add_others(found);
    if (found->reason == ListenerReason::tls_context)
      explain_refusal(*found->tls_refusal);
    else if (found->state == ListenerState::nack)
      explain_refusal(*found);
    else if (const auto* other = scene_.same_address_as(*found))
      explain_same_address(*other);
    else
      return true;
    return end(answer_, RequestOutcome::unknown, Reason::none);
  }

 private:
  /// UDP has listeners and ports of Services of its own.
  bool run_quic() {
    step_ = &answer_.steps.emplace_back();
    step_->kind = StepKind::listener;
    const EffectiveListener* found = choose_quic();
    if (!found) {
      step_->why = fmt::format(
          "nothing listens for QUIC on UDP port {}: {}", port_,
          scene_.settings.quic
              ? "istiod makes such a listener for an HTTPS server that ends "
                "TLS, where a Service of the workload has its port as UDP"
              : "istiod makes such listeners only with "
                "PILOT_ENABLE_QUIC_LISTENERS (--quic)");
      for (const EffectiveListener* one : scene_.listeners_on(port_)) {
        if (step_->rivals.size() >= most_listeners) break;
        step_->rivals.push_back({one->name, "takes TCP", place_of(*one)});
      }
      return no_listener();
    }
    answer_.listener = found;
    step_->chosen = found->name;
    step_->range = place_of(*found);
    step_->why = "takes QUIC, and so HTTP/3";
    if (found->state != ListenerState::nack) return true;
    if (found->reason == ListenerReason::tls_context)
      explain_refusal(*found->tls_refusal);
    else
      explain_refusal(*found);
    return end(answer_, RequestOutcome::unknown, Reason::none);
  }

  bool leads_to_quic(const EffectiveListener& listener) const {
    if (request_.address) return listener.port == port_;
    return std::find(listener.service_ports.begin(),
                     listener.service_ports.end(),
                     port_) != listener.service_ports.end();
  }

  const EffectiveListener* choose_quic() const {
    const std::string_view any = is_ipv6() ? "::" : "0.0.0.0";
    const EffectiveListener* all = nullptr;
    for (const EffectiveListener& one : scene_.effective.listeners) {
      if (!one.quic || one.state == ListenerState::omitted ||
          !leads_to_quic(one))
        continue;
      if (request_.address && one.address == *request_.address) return &one;
      if (!all && one.address == any) all = &one;
    }
    return all;
  }

  bool no_listener() {
    return end(answer_, RequestOutcome::closed, Reason::no_listener);
  }

  /// The port of a URL is that of a Service, if there are some. False: none
  /// has it, and there is no other.
  bool translate() {
    const auto& ports = scene_.service_ports();
    const auto found = ports.find(request_.port);
    if (found == ports.end()) return ports.empty() || lacks_port();
    const ServiceLead& lead = found->second.at(lead_);
    port_ = lead.target;
    std::vector<Rival> others;
    for (const ServiceLead& one : found->second)
      if (&one != &lead && others.size() < most_ports)
        others.push_back(
            {one.service,
             fmt::format("leads its port {} to {}", request_.port, one.target),
             one.range});
    answer_.steps.push_back(
        {StepKind::service, std::to_string(port_),
         fmt::format("port {} of Service {} leads to port {} of the pod",
                     request_.port, lead.service, port_),
         lead.range, std::move(others)});
    return true;
  }

  /// No Service has the port: false if there are no others, or clients come by
  /// those that there are.
  bool lacks_port() {
    const auto& targets = scene_.effective.targets;
    const bool closed = scene_.settings.complete.of(InputKind::service) ||
                        (has_entrance(targets) && !leads_to(targets, port_));
    answer_.steps.push_back(
        {StepKind::service,
         closed ? "" : std::to_string(port_),
         fmt::format("no Service of the workload has port {}, only {}{}", port_,
                     ports_text(scene_.service_ports(),
                                [](const auto& one) { return one.first; }),
                     closed ? ": clients cannot reach it"
                            : "; taken as that of the pod"),
         std::nullopt,
         {}});
    return !closed;
  }

  bool is_ipv6() const {
    if (!request_.address) return scene_.settings.ipv6;
    return request_.address->find(':') != std::string::npos;
  }

  const EffectiveListener* choose() {
    const std::string_view any = is_ipv6() ? "::" : "0.0.0.0";
    if (request_.address)
      if (const auto* one = scene_.bound_to(port_, *request_.address)) {
        step_->why = "is bound to just this address";
        return one;
      }
    const EffectiveListener* all = scene_.taking_all(port_, any);
    if (all) step_->why = "takes every address of the pod";
    return all;
  }

  /// The port of a server of a listener or chain.
  template <class Made>
  std::optional<Range> place_of(const Made& made) const {
    for (ServerId id : made.servers)
      if (auto place = port_place(scene_.effective.servers[id])) return place;
    return std::nullopt;
  }

  std::string why_other(const EffectiveListener& other) const {
    if (other.state == ListenerState::omitted)
      return other.reason == ListenerReason::privileged_port
                 ? "the pod may not listen below port 1024"
                 : "has no filter chain: no VirtualService gives it one";
    if (request_.address)
      return canonical_address(other.address) == request_.address
                 ? "is for the same address in another spelling"
                 : fmt::format("does not take {}", *request_.address);
    if (other.address.substr(0, 4) == "127." || other.address == "::1")
      return "nothing outside the pod reaches a loopback address";
    if (other.address == "0.0.0.0" || other.address == "::")
      return "takes addresses of the other family";
    return "is bound to an address that is not known to be the pod's";
  }

  void add_others(const EffectiveListener* found) {
    for (const EffectiveListener* one : scene_.listeners_on(port_)) {
      if (step_->rivals.size() >= most_listeners) return;
      if (one != found)
        step_->rivals.push_back({one->name, why_other(*one), place_of(*one)});
    }
  }

  void say_refused(std::string_view reason) {
    step_->why = fmt::format(
        "Envoy refuses it ({}): running pods keep what they had, new ones have "
        "nothing on this port",
        reason);
  }

  void explain_refusal(const TlsRefusal& refusal) {
    say_refused(text_of(refusal.cause));
    if (auto place = place_in(refusal.range)) step_->range = place;
  }

  void explain_refusal(const EffectiveListener& listener) {
    say_refused(text_of(listener.reason));
    if (!listener.clash) return;
    const auto [earlier, later] = *listener.clash;
    if (auto place = place_of(listener.chains[later])) step_->range = place;
    if (earlier == later) return;
    const Chain& other = listener.chains[earlier];
    step_->rivals.push_back(
        {names_text(other), "takes the same connections", place_of(other)});
  }

  void explain_same_address(const EffectiveListener& other) {
    step_->why = fmt::format(
        "{} is for the same address in another spelling: Envoy takes one of "
        "the two",
        other.name);
  }

  /// A server would take it if what makes its filter chains were there.
  bool is_not_given() {
    if (request_.address) return false;
    const PortGaps& gaps = scene_.gaps_of(port_);
    if (!gaps.not_given) return false;
    step_->why = fmt::format("{} is made of {}s, and none is among the inputs",
                             gaps.not_given->name, gaps.kind);
    step_->range = place_of(*gaps.not_given);
    return true;
  }

  void explain_nothing() {
    const std::set<std::uint32_t>& ports = scene_.listened_ports();
    step_->why = fmt::format("nothing listens on port {}", port_);
    if (!scene_.listeners_on(port_).empty())
      step_->why += request_.address ? " of " + *request_.address : "";
    else if (!ports.empty())
      step_->why +=
          fmt::format(", only on {}", ports_text(ports, std::identity()));
    add_others(nullptr);
    add_near_misses();
    for (ServerId id : scene_.gaps_of(port_).astray) {
      if (step_->rivals.size() >= most_listeners) return;
      add_server(id);
    }
  }

  /// What keeps VirtualServices from the servers that wait for their routes.
  void add_near_misses() {
    for (const NearMiss& one :
         scene_.near_misses(scene_.gaps_of(port_).waiting, {}))
      step_->rivals.push_back(
          {full_name(scene_.mesh.virtual_services[one.id].head), one.words,
           place_in(one.range)});
  }

  /// A server that might have made a listener on this port.
  void add_server(ServerId id) {
    const ServerIn& server = scene_.effective.servers[id];
    std::string why =
        server.drop.at_merge()
            ? fmt::format("istiod drops it ({})", text_of(server.drop.reason))
            : fmt::format("its port {} is listened on as {}", server.declared,
                          server.port);
    step_->rivals.push_back(
        {name_of(scene_.mesh, server), std::move(why), port_place(server)});
  }

  Scene& scene_;
  const Request& request_;
  std::size_t lead_;  ///< of the Services that have the port
  Answer& answer_;
  Step* step_ = nullptr;
  std::uint32_t port_ = 0;
};

}  // namespace

bool find_listener(Scene& scene, const Request& request, std::size_t lead,
                   Answer& answer) {
  return ListenerFinder(scene, request, lead, answer).run();
}

}  // namespace asmgw
