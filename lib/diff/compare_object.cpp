// Objects as a whole, on both sides: everything but `spec`.
#include "base/text.h"
#include "diff/canonical.h"
#include "diff/compare.h"
#include "diff/kinds/object.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

constexpr std::string_view revision_label = "istio.io/rev";
constexpr std::array<std::string_view, 3> foreign_prefixes{
    "galley.istio.io/", "kiali.io/", "asmgw.io/"};
/// What the API server and clients add by themselves.
constexpr std::string_view last_applied =
    "kubectl.kubernetes.io/last-applied-configuration";

const Metadata& metadata_of(const MeshGateway& gateway) {
  return *gateway.model.gateway->metadata;
}

const Pair* find(const StringMap& map, std::string_view key) {
  const auto found = std::find_if(
      map.begin(), map.end(), [&](const Pair& one) { return one.key == key; });
  return found == map.end() ? nullptr : &*found;
}

std::string text_of(const Pair* pair) { return pair ? *pair->value : ""; }

bool is_foreign(const Pair& pair) {
  return std::any_of(
      foreign_prefixes.begin(), foreign_prefixes.end(),
      [&](std::string_view prefix) { return pair.key.starts_with(prefix); });
}

StringMap foreign_only(const StringMap& all) {
  StringMap some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some), is_foreign);
  return some;
}

StringMap own_only(const StringMap& all) {
  StringMap some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [](const Pair& pair) {
                 return !is_foreign(pair) && pair.key != last_applied;
               });
  return some;
}

class ObjectComparison {
 public:
  ObjectComparison(const GatewayPair& pair, const Sources& sources,
                   ChangeList& out)
      : older_(out.facts().older.mesh->gateways[pair.older]),
        newer_(out.facts().newer.mesh->gateways[pair.newer]),
        sources_(sources),
        out_(out) {}

  bool run() {
    const bool taken = compare_revision() || compare_age();
    compare_version(older_, newer_, out_);
    compare_annotations();
    compare_rest();
    return taken;
  }

 private:
  bool compare_revision() {
    const Pair* before = find(*metadata_of(older_).labels, revision_label);
    const Pair* after = find(*metadata_of(newer_).labels, revision_label);
    if (text_of(before) == text_of(after)) return false;
    Change& change =
        out_.add(changes::revision_label_changed, &older_, &newer_);
    if (before) change.older = spot_of(older_, before->value);
    if (after) change.newer = spot_of(newer_, after->value);
    change.title =
        fmt::format("the revision of {} is {} instead of {}",
                    newer_.full_name(), revision(after), revision(before));
    change.then =
        "a control plane of another revision ignores the Gateway: its servers "
        "leave the gateways of that control plane";
    if (text_of(after).empty())
      set_level(change, Impact::risky,
                "without the label every control plane reads it");
    return true;
  }

  static std::string revision(const Pair* label) {
    return text_of(label).empty() ? "none" : in_quotes(text_of(label));
  }

  bool compare_age() {
    if (older_.created == newer_.created || newer_.created.empty() ||
        older_.created.empty())
      return false;
    Change& change = out_.add(changes::gateway_recreated, &older_, &newer_);
    change.title =
        fmt::format("{} was created at {} instead of {}", newer_.full_name(),
                    visible(newer_.created), visible(older_.created));
    change.then =
        "of two Gateways that want one host the older one wins; nothing of it "
        "is contested";
    if (!is_contested()) return true;
    change.level = Impact::risky;
    change.then =
        "of two Gateways that want one host the older one wins: who wins may "
        "change";
    return true;
  }

  /// A server of it is dropped, or makes one of another Gateway drop.
  [[nodiscard]] bool is_contested() const {
    for (const DiffSide* side : {&out_.facts().older, &out_.facts().newer})
      for (const Effective& effective : side->workloads)
        for (const ServerIn& server : effective.servers)
          if (server.drop.winner && is_one(*side, effective, server))
            return true;
    return false;
  }

  [[nodiscard]] bool is_one(const DiffSide& side, const Effective& effective,
                            const ServerIn& server) const {
    const auto& gateways = side.mesh->gateways;
    const std::string name = newer_.full_name();
    return gateways[server.gateway].full_name() == name ||
           gateways[effective.servers[*server.drop.winner].gateway]
                   .full_name() == name;
  }

  void compare_annotations() {
    const StringMap& before = *metadata_of(older_).annotations;
    const StringMap& after = *metadata_of(newer_).annotations;
    if (canonical_text(foreign_only(before)) ==
        canonical_text(foreign_only(after)))
      return;
    Change& change =
        out_.add(changes::foreign_annotation_changed, &older_, &newer_);
    change.title = "annotations of linters differ";
    change.then = "what linters say may change, traffic does not";
  }

  void compare_rest() {
    const bool same_bytes =
        sources_.text(older_.whole) == sources_.text(newer_.whole);
    if (same_bytes ||
        canonical_text(older_.spec()) != canonical_text(newer_.spec()))
      return;
    const bool same_labels = canonical_text(*metadata_of(older_).labels) ==
                             canonical_text(*metadata_of(newer_).labels);
    const bool same_annotations =
        canonical_text(own_only(*metadata_of(older_).annotations)) ==
        canonical_text(own_only(*metadata_of(newer_).annotations));
    Change& change = out_.add(changes::metadata_changed, &older_, &newer_);
    change.title = !same_labels        ? "labels differ"
                   : !same_annotations ? "annotations differ"
                                       : "written in another way";
    change.then = "the gateway code of Istio does not read it";
  }

  const MeshGateway& older_;
  const MeshGateway& newer_;
  const Sources& sources_;
  ChangeList& out_;
};

}  // namespace

void compare_version(const MeshGateway& older, const MeshGateway& newer,
                     ChangeList& out) {
  const auto& before = older.model.gateway->api_version;
  const auto& after = newer.model.gateway->api_version;
  if (*before == *after) return;
  Change& change = out.add(changes::api_version_changed, &older, &newer);
  change.older = spot_of(older, before);
  change.newer = spot_of(newer, after);
  change.title =
      fmt::format("{} instead of {}", visible(*after), visible(*before));
  change.then = "every version is stored as the same object";
  if (*after != "networking.istio.io/v1" ||
      out.facts().settings->version >= IstioVersion{1, 22, 0})
    return;
  change.level = Impact::risky;
  change.then = "the API server has v1 from Istio 1.22 on only";
}

bool compare_object(const GatewayPair& pair, const Sources& sources,
                    ChangeList& out) {
  return ObjectComparison(pair, sources, out).run();
}

}  // namespace asmgw
