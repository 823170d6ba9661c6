// Key by key: a gateway says what it is in `istio`, or in a value much alike.
#include "listen/near_labels.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::size_t shortest = 4;  // of values that are part of others
constexpr std::size_t most_edits = 2;
constexpr std::uint32_t readiness_port = 15021;

bool may_mean(std::string_view key, std::string_view a, std::string_view b) {
  if (key == "istio") return true;
  const auto is_part = [](std::string_view some, std::string_view all) {
    return some.size() >= shortest && all.find(some) != std::string_view::npos;
  };
  return is_part(a, b) || is_part(b, a) || edit_distance(a, b) <= most_edits;
}

const std::string* find(const Labels& labels, std::string_view key) {
  for (const auto& [name, value] : labels)
    if (name == key) return &value;
  return nullptr;
}

/// Each label that both have is the same in both.
bool may_meet(const Labels& a, const Labels& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& one) {
    const std::string* other = find(b, one.first);
    return !other || *other == one.second;
  });
}

std::optional<LabelMiss> miss_of(const Labels& selector, const Labels& labels,
                                 const ObjectHead& head) {
  for (const auto& [key, value] : selector) {
    const std::string* other = find(labels, key);
    if (other && *other != value && may_mean(key, value, *other))
      return LabelMiss{&head, key, *other};
  }
  return std::nullopt;
}

bool is_of_gateways(const Service& service) {
  return find(service.selector, "istio") ||
         std::any_of(service.ports.begin(), service.ports.end(),
                     [](const ServicePort& port) {
                       return port.port == readiness_port;
                     });
}

}  // namespace

std::string LabelMiss::words() const {
  return fmt::format("{} {} {} {}={}", head->kind, full_name(*head),
                     head->kind == "Service" ? "selects" : "has", visible(key),
                     visible(value));
}

std::optional<LabelMiss> label_miss(const Mesh& mesh, const Labels& selector) {
  for (const PodTemplate& one : mesh.pods)
    if (auto miss = miss_of(selector, one.labels, one.head)) return miss;
  for (const IstioGatewayObject& one : mesh.istio_gateways)
    if (auto miss = miss_of(selector, one.pod_labels, one.head)) return miss;
  std::optional<LabelMiss> first;
  for (const Service& one : mesh.services) {
    if (one.selector.empty() || !is_of_gateways(one)) continue;
    if (may_meet(selector, one.selector)) return std::nullopt;
    if (!first) first = miss_of(selector, one.selector, one.head);
  }
  return first;
}

}  // namespace asmgw
