// Words of the command line -> MeshSettings.
#include "cli/mesh_options.h"

#include "base/text.h"
#include "model/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace asmgw::cli {
namespace {

Order order_of(std::string_view word) {
  if (word == "file") return Order::file;
  return word == "timestamp" ? Order::timestamp : Order::name;
}

Error bad_workload(std::string_view text, std::string_view why) {
  return {fmt::format("--workload: {} {}; write [NAMESPACE/]NAME:KEY=VALUE,...",
                      in_quotes(text), why)};
}

/// One `k=v` of a workload into its labels.
std::optional<Error> add_label(std::string_view text, std::string_view label,
                               Labels& labels) {
  const std::size_t equals = label.find('=');
  if (equals == std::string_view::npos)
    return bad_workload(
        text, fmt::format("has no value for label {}", in_quotes(label)));
  const std::string key(label.substr(0, equals));
  const std::string value(label.substr(equals + 1));
  if (!is_qualified_name(key) || !is_label_value(value))
    return bad_workload(
        text, fmt::format("has a label that Kubernetes does not take, {}",
                          in_quotes(label)));
  labels.emplace_back(key, value);
  return std::nullopt;
}

/// Sorted; a key given twice is an error.
std::optional<Error> sort_labels(std::string_view text, Labels& labels) {
  std::sort(labels.begin(), labels.end());
  const auto twice = std::adjacent_find(
      labels.begin(), labels.end(),
      [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice == labels.end()) return std::nullopt;
  return bad_workload(
      text, fmt::format("gives label {} twice", in_quotes(twice->first)));
}

Result<WorkloadWish> parse_workload(std::string_view text) {
  WorkloadWish wish;
  const std::size_t colon = text.find(':');
  std::string_view name = text.substr(0, colon);
  if (const std::size_t slash = name.find('/');
      slash != std::string_view::npos) {
    wish.namespace_ = name.substr(0, slash);
    name.remove_prefix(slash + 1);
    if (!is_dns_label(wish.namespace_))
      return bad_workload(text, "has no good namespace");
  }
  wish.name = name;
  if (!is_dns_subdomain(wish.name))
    return bad_workload(text, "has no good name");
  std::string_view rest = text.substr(colon + 1);
  if (rest.empty()) return bad_workload(text, "has no labels");
  while (true) {
    const std::size_t comma = rest.find(',');
    if (auto error = add_label(text, rest.substr(0, comma), wish.labels))
      return *error;
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  if (auto error = sort_labels(text, wish.labels)) return *error;
  return wish;
}

std::optional<std::uint32_t> parse_port(std::string_view text) {
  std::uint32_t port = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), port);
  const bool good = error == std::errc{} && end == text.data() + text.size() &&
                    port > 0 && port <= 65535;
  return good ? std::optional(port) : std::nullopt;
}

Result<std::pair<std::uint32_t, std::uint32_t>> parse_ports(
    std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto from = parse_port(text.substr(0, colon));
  const auto to = colon == std::string_view::npos
                      ? std::nullopt
                      : parse_port(text.substr(colon + 1));
  if (!from || !to)
    return Error{fmt::format(
        "--service-ports: {} is not a port and its target such as 80:8080",
        in_quotes(text))};
  return std::pair(*from, *to);
}

std::optional<Error> add_service_ports(const MeshWishes& wishes,
                                       MeshSettings& settings) {
  for (const std::string& text : wishes.service_ports) {
    const auto ports = parse_ports(text);
    if (!ports) return ports.error();
    for (const auto& [port, target] : settings.service_ports)
      if (port == ports->first)
        return Error{
            fmt::format("--service-ports: port {} is given twice", port)};
    settings.service_ports.push_back(*ports);
  }
  return std::nullopt;
}

std::optional<Error> add_workloads(const MeshWishes& wishes,
                                   MeshSettings& settings) {
  for (const std::string& text : wishes.workloads) {
    if (text.find(':') == std::string::npos) {
      settings.only.push_back(text);
      continue;
    }
    auto wish = parse_workload(text);
    if (!wish) return wish.error();
    settings.workloads.push_back(std::move(*wish));
  }
  return std::nullopt;
}

std::optional<Error> stamped(const Sources& sources, std::string_view kind,
                             std::string_view name, std::string_view created,
                             Range range) {
  if (!created.empty()) return std::nullopt;
  const Place at = sources.place(range);
  return Error{
      fmt::format("--order timestamp: {}:{}: {} {} has no creationTimestamp",
                  visible(at.path), at.line, kind, in_quotes(name))};
}

/// What a flag takes from its variable.
bool is_yes(std::string_view word) {
  return word == "true" || word == "1" || word == "yes" || word == "on";
}

bool is_no(std::string_view word) {
  return word == "false" || word == "0" || word == "no" || word == "off";
}

}  // namespace

void declare_mesh(Options& options, MeshWishes& wishes) {
  options.section("Mesh");
  options.values({"--workload", "WORKLOAD",
                  "[NAMESPACE/]NAME:KEY=VALUE,... is a workload, in place of "
                  "those of the inputs; an ID without : selects one; "
                  "repeatable"},
                 wishes.workloads);
  options.choice({"--order", "ORDER",
                  "which Gateway is first: by name (by timestamp where all "
                  "have one), as given, or by timestamp"},
                 {"name", "file", "timestamp"}, wishes.order);
  options.value({"--gateway-namespace", "NS",
                 "namespace of workloads that name none (istio-system)"},
                wishes.gateway_namespace);
  options.list({"--service-ports", "PORT:TARGET",
                "ports of the Service and where they lead, in place of the "
                "Services of the inputs"},
               wishes.service_ports);
  options.flag({"--scope-to-namespace", "",
                "a Gateway applies only in its own namespace"},
               wishes.scope_to_namespace);
  options.flag({"--quic", "", "istiod makes HTTP/3 listeners"}, wishes.quic);
  options.flag({"--ipv6", "", "workloads have IPv6 addresses only"},
               wishes.ipv6);
  options.flag(
      {"--unprivileged", "", "workloads cannot listen on ports below 1024"},
      wishes.unprivileged);
  options.flag_or_list({"--complete", "[=KIND,...]",
                        "what is not among the inputs does not exist; with "
                        "kinds, objects of these"},
                       wishes.complete);
  options.offer_choices({input_kinds.begin(), input_kinds.end()});
}

Result<MeshSettings> mesh_settings(const MeshWishes& wishes,
                                   IstioVersion version) {
  MeshSettings settings;
  settings.version = version;
  settings.order = order_of(wishes.order);
  if (!is_dns_label(wishes.gateway_namespace))
    return Error{
        fmt::format("--gateway-namespace: {} is not a name that a namespace "
                    "can have",
                    in_quotes(wishes.gateway_namespace))};
  settings.gateway_namespace = wishes.gateway_namespace;
  settings.scope_to_namespace = wishes.scope_to_namespace;
  settings.quic = wishes.quic;
  settings.ipv6 = wishes.ipv6;
  settings.unprivileged = wishes.unprivileged;
  const auto complete = completeness_of(wishes.complete);
  if (!complete) return complete.error();
  settings.complete = *complete;
  if (auto error = add_workloads(wishes, settings)) return *error;
  if (auto error = add_service_ports(wishes, settings)) return *error;
  return settings;
}

Result<Completeness> completeness_of(std::string_view text) {
  Completeness made;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (is_yes(word))
      made = true;
    else if (!word.empty() && !is_no(word) && !made.add(word))
      return Error{
          fmt::format("--complete: {} is none of the kinds that are "
                      "read{}",
                      in_quotes(word), did_you_mean(word, input_kinds))};
  }
  return made;
}

std::vector<std::string> completeness_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (is_yes(word)) return {"true"};
    if (!word.empty() && !is_no(word)) words.emplace_back(word);
  }
  return words;
}

std::optional<Error> missing_timestamp(const Mesh& mesh, Order order,
                                       const Sources& sources) {
  if (order != Order::timestamp) return std::nullopt;
  for (const MeshGateway& one : mesh.gateways)
    if (auto error = stamped(sources, "Gateway", one.full_name(), one.created,
                             one.range))
      return error;
  const auto check = [&](const ObjectHead& head) {
    return stamped(sources, head.kind, head.namespace_ + '/' + head.name,
                   head.created, head.range);
  };
  for (const VirtualService& one : mesh.virtual_services)
    if (auto error = check(one.head)) return error;
  for (const Service& one : mesh.services)
    if (auto error = check(one.head)) return error;
  return std::nullopt;
}

}  // namespace asmgw::cli
