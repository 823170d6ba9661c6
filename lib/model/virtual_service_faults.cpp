// The object as a whole, then its routes; those of `tls` and `tcp` here.
#include "model/virtual_service_faults.h"

#include "base/text.h"
#include "model/host.h"
#include "model/http_route_faults.h"
#include "model/names.h"
#include "model/releases.h"
#include "model/route_reader.h"
#include "model/route_values.h"
#include "model/schema_check.h"
#include "model/virtual_service_schema.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace asmgw {
namespace {

/// Of one object; a route table of any size has fewer.
constexpr int most_regexes = 1'000;
/// Of which each is compared with each.
constexpr std::size_t most_hosts = 1'000;

/// Claims of tokens are for gateways alone; before, `mesh` might stand beside.
constexpr Since claims_at_gateways_alone{{1, 22, 4}, {1, 23, 3}, {1, 24, 0}};

class VirtualServiceCheck : RouteReader {
 public:
  VirtualServiceCheck(FaultWriter& out, const ObjectSource& from)
      : RouteReader(out),
        root_{Mapping(from.tree, from.node), out.head_of(from.node),
              root_path} {}

  void check() {
    check_version();
    const Entry entry = root_.mapping.find("spec");
    if (!has(root_, "spec")) return say_no_routes(root_);
    check_schema(out(), entry.value, out().range_of(entry.key),
                 out().paths().field(root_path, "spec"),
                 virtual_service_schema::spec);
    spec_ = part(root_, "spec");
    if (spec_.mapping.given()) check_spec();
  }

 private:
  /// Of v1 before 1.22 the Gateways tell, which are shown all the same.
  void check_version() {
    const auto written = text(root_, "apiVersion");
    if (!written) return;
    const std::string_view version =
        std::string_view(written->text).substr(written->text.find('/') + 1);
    if (version == "v1alpha3" || version == "v1beta1" || version == "v1")
      return;
    out().add(ProblemKind::route_schema, written->range, written->path,
              fmt::format("Istio {} does not serve {}",
                          to_string(out().version()), in_quotes(written->text)),
              "write networking.istio.io/v1beta1");
  }

  void check_spec() {
    const std::size_t count = list_size(spec_, "hosts");
    delegate_ = !has(spec_, "hosts") || (is_list("hosts") && count == 0);
    if (delegate_) check_delegate();
    const Part metadata = part(root_, "metadata");
    const Part annotations = part(metadata, "annotations");
    const auto semantics =
        text(annotations, "internal.istio.io/route-semantics");
    gateway_semantics_ = semantics && semantics->text == "gateway";
    gateways_ = texts(spec_, "gateways");
    mesh_ = list_size(spec_, "gateways") == 0 ||
            std::any_of(gateways_.begin(), gateways_.end(),
                        [](const auto& one) { return one.text == "mesh"; });
    check_gateways(spec_, gateway_semantics_ && at_least(22));
    check_hosts();
    check_routes();
    check_export_to(metadata);
  }

  [[nodiscard]] bool is_list(std::string_view name) {
    const NodeId id = spec_.mapping.find(name).value;
    return id != no_node &&
           out().tree()[out().tree().follow(id)].kind == NodeKind::sequence;
  }

  /// Without hosts it is a delegate; a misspelt `hosts` has been told of.
  void check_delegate() {
    if (has_unknown_field(spec_.mapping, virtual_service_schema::spec)) {
      if (list_size(spec_, "gateways") > 0) out().refuse();
      return;
    }
    for (const char* name : {"gateways", "tls", "tcp"})
      if (list_size(spec_, name) > 0)
        fault(spec_, name,
              fmt::format("{} in a VirtualService without hosts, which is a "
                          "delegate",
                          name),
              fmt::format("add hosts, or remove {}", name));
  }

  void check_hosts() {
    hosts_ = texts(spec_, "hosts");
    std::erase_if(hosts_,
                  [](const auto& one) { return is_blank_name(one.text); });
    hosts_known_ = hosts_.size() == list_size(spec_, "hosts");
    bool valid = hosts_known_;
    for (const PlacedText& host : hosts_) {
      const std::string wrong = fault_of_host(host.text);
      if (wrong.empty()) continue;
      valid = false;
      fault(host, fmt::format("host {}: {}", in_quotes(host.text), wrong),
            host.text == "*" ? "name the hosts, or take mesh out of gateways"
                             : "write a DNS name, at most with \"*.\" before "
                               "it, or an address");
    }
    if (valid && hosts_.size() <= most_hosts) check_repeated_hosts();
  }

  [[nodiscard]] std::string fault_of_host(const std::string& host) const {
    // Made by Istio for AUTO_PASSTHROUGH; its form differs between releases.
    if (host.starts_with("outbound_")) return "";
    const std::string wrong = fault_of_wildcard_domain(host);
    if (!wrong.empty()) return is_ip_address(host) ? "" : wrong;
    return host == "*" && mesh_ ? "for the mesh a host must be named" : "";
  }

  void check_repeated_hosts() {
    for (std::size_t later = 1; later < hosts_.size(); ++later)
      for (std::size_t i = 0; i < later; ++i) {
        const PlacedText &first = hosts_[i], &second = hosts_[later];
        if (!hosts_overlap(first.text, second.text)) continue;
        fault(
            second,
            first.text == second.text
                ? fmt::format("host {} is given twice", in_quotes(second.text))
                : fmt::format("hosts {} and {} cover each other",
                              in_quotes(second.text), in_quotes(first.text)),
            "keep the wider one, or use two VirtualServices")
            .related.push_back({first.range, "given here"});
        break;
      }
  }

  void say_no_routes(const Part& at) {
    fault(at, "neither http, tls nor tcp", "add http with a route");
  }

  void check_routes() {
    const bool some = list_size(spec_, "http") + list_size(spec_, "tls") +
                          list_size(spec_, "tcp") >
                      0;
    const bool odd = (has(spec_, "http") && !is_list("http")) ||
                     (has(spec_, "tls") && !is_list("tls")) ||
                     (has(spec_, "tcp") && !is_list("tcp"));
    if (!some && !odd) {
      if (has_unknown_field(spec_.mapping, virtual_service_schema::spec))
        out().refuse();
      else
        say_no_routes(spec_);
    }
    int regexes_left = most_regexes;
    const HttpRouteSetting setting{delegate_, gateway_semantics_,
                                   claims_are_refused()};
    for (const Part& route : parts(spec_, "http"))
      check_http_route(out(), route, setting, regexes_left);
    for (const Part& route : parts(spec_, "tls")) check_tls(route);
    for (const Part& route : parts(spec_, "tcp")) check_tcp(route);
  }

  /// A delegate, which names no gateways, is refused too.
  [[nodiscard]] bool claims_are_refused() const {
    if (!mesh_ || !at_least(18)) return false;
    const bool others =
        std::any_of(gateways_.begin(), gateways_.end(),
                    [](const auto& one) { return one.text != "mesh"; });
    return !others || claims_at_gateways_alone.holds(version());
  }
  [[nodiscard]] IstioVersion version() const { return version_; }

  void check_tls(const Part& route) {
    if (list_size(route, "match") == 0 && !schema_told_of(route, "match"))
      fault(route, "the tls route has no match",
            "add match with the sniHosts to take");
    for (const Part& match : parts(route, "match")) {
      check_sni_hosts(match);
      check_l4_match(match);
    }
    check_l4_route(route, "tls");
  }

  /// It is missing or no list, and the schema says so.
  [[nodiscard]] bool schema_told_of(const Part& in, std::string_view name) {
    if (!has(in, name)) return schema_requires();
    const NodeId id = in.mapping.find(name).value;
    return out().tree()[out().tree().follow(id)].kind != NodeKind::sequence;
  }

  void check_sni_hosts(const Part& match) {
    if (list_size(match, "sniHosts") == 0) {
      if (!schema_told_of(match, "sniHosts"))
        fault(match, "sniHosts", "a match of tls without sniHosts",
              "add sniHosts with the server names to take");
      return;
    }
    for (const PlacedText& name : texts(match, "sniHosts")) {
      if (name.text.starts_with("outbound_") || is_blank_name(name.text))
        continue;
      const std::string wrong = fault_of_wildcard_domain(name.text);
      if (!wrong.empty()) {
        if (!is_ip_address(name.text))
          fault(name,
                fmt::format("sniHost {}: {}", in_quotes(name.text), wrong),
                "write a DNS name, at most with \"*.\" before it");
        continue;
      }
      const bool within = std::any_of(
          hosts_.begin(), hosts_.end(), [&](const PlacedText& host) {
            return is_host_subset(name.text, host.text);
          });
      if (!within && hosts_known_ && !delegate_)
        fault(
            name,
            fmt::format("sniHost {} is not within hosts", in_quotes(name.text)),
            "add it to hosts, or write one that hosts cover");
    }
  }

  void check_l4_match(const Part& match) {
    for (const PlacedText& subnet : texts(match, "destinationSubnets"))
      if (!is_subnet(subnet.text))
        fault(subnet, fmt::format("{} is no subnet", in_quotes(subnet.text)),
              "write an address, or one with the length of its prefix");
    check_port(match, "port", true);
    check_source_labels(match);
    check_gateways(match, false);
  }

  void check_tcp(const Part& route) {
    for (const Part& match : parts(route, "match")) check_l4_match(match);
    check_l4_route(route, "tcp");
  }

  void check_l4_route(const Part& route, std::string_view kind) {
    const SchemaObject& type = kind == "tls"
                                   ? virtual_service_schema::tls_route
                                   : virtual_service_schema::tcp_route;
    if (list_size(route, "route") == 0) {
      if (has(route, "route") && schema_told_of(route, "route")) return;
      if (has_unknown_field(route.mapping, type)) return out().refuse();
      fault(route, fmt::format("the {} route has no route", kind),
            "add route with a destination");
    }
    check_weights(route, gateway_semantics_ && at_least(20));
  }

  void check_export_to(const Part& metadata) {
    const std::vector<PlacedText> all = texts(spec_, "exportTo");
    const auto own = text(metadata, "namespace");
    std::set<std::string> known;
    bool everywhere = false;
    for (const PlacedText& to : all) {
      const bool word = to.text == "." || to.text == "*";
      everywhere |= to.text == "*";
      if (!word && !is_istio_label(to.text))
        fault(to,
              fmt::format("exportTo {} is no namespace", in_quotes(to.text)),
              "write \".\", \"*\" or the name of a namespace");
      else if (!known.insert(to.text == "." && own ? own->text : to.text)
                    .second)
        fault(to, fmt::format("exportTo has {} twice", in_quotes(to.text)),
              "keep one of them");
    }
    if (everywhere && known.size() > 1)
      fault(spec_, "exportTo", "exportTo has \"*\" and more",
            "keep \"*\" alone, or remove it");
  }

  Part root_;
  Part spec_ = root_;
  IstioVersion version_ = out().version();
  std::vector<PlacedText> hosts_, gateways_;
  bool hosts_known_ = true;
  bool mesh_ = true;
  bool delegate_ = false;
  bool gateway_semantics_ = false;
};

}  // namespace

VirtualServiceFaults faults_of_virtual_service(const ObjectSource& from,
                                               IstioVersion version,
                                               std::size_t most_problems) {
  VirtualServiceFaults made;
  made.problems = Problems(most_problems);
  FaultWriter out(from.tree, from.file, version, made.problems, made.paths);
  VirtualServiceCheck(out, from).check();
  if (out.refused())
    made.acceptance = Acceptance::refused;
  else if (!made.problems.empty())
    made.acceptance = Acceptance::without_fields;
  return made;
}

}  // namespace asmgw
