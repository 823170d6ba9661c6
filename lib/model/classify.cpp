// Names and shape decide; then the decoder is asked.
#include "model/classify.h"

#include "base/text.h"
#include "model/decode.h"
#include "model/glance.h"
#include "model/kinds.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 3> versions{"v1", "v1beta1", "v1alpha3"};

/// Not of a group that is known to have Gateways of its own, nor a blank that
/// somebody fills in.
bool is_unknown_api(std::string_view api_version) {
  const std::string_view its_group =
      api_version.substr(0, api_version.find('/'));
  return !its_group.ends_with(".k8s.io") &&
         api_version.find_first_of("{}$<") == std::string_view::npos;
}

void name_object(const Tree& tree, const ListItem& from, ObjectName& name) {
  const NodeId mapping = from.node;
  const auto fill = [&](NodeId at, std::string_view key,
                        std::optional<std::string>& out) {
    std::string text = text_at(tree, at, key);
    if (!text.empty()) out = std::move(text);
  };
  fill(mapping, "apiVersion", name.api_version);
  fill(mapping, "kind", name.kind);
  if (!from.kind.empty()) {
    name.api_version = from.api_version;
    name.kind = from.kind;
  }
  NodeId metadata = value_at(tree, mapping, "metadata");
  if (metadata == no_node) return;
  metadata = tree.follow(metadata);
  if (tree[metadata].kind != NodeKind::mapping) return;
  fill(metadata, "name", name.name);
  fill(metadata, "namespace", name.namespace_);
}

}  // namespace

bool is_near_group(std::string_view other) {
  return edit_distance(lower(other), istio_group) <= 3;
}

void classify(const Tree& tree, const ListItem& from, FileId file,
              FileRole role, LoadedObject& loaded) {
  const NodeId mapping = from.node;
  Model& model = loaded.model;
  name_object(tree, from, model.object);
  const std::string api_version = model.object.api_version.value_or("");
  const std::string kind = model.object.kind.value_or("");
  const std::size_t slash = api_version.find('/');
  const bool our_group = api_version.substr(0, slash) == istio_group;
  const auto problem = [&](ProblemKind what, std::string_view key,
                           std::string found, std::string wanted) {
    Problem& added = model.problems.add(what);
    const Node& place = tree[place_of(tree, mapping, key)];
    added.range = {file, place.begin, place.end};
    added.path = model.paths.field(root_path, key);
    added.found = std::move(found);
    added.wanted = std::move(wanted);
  };
  const auto leave = [&](Outcome outcome, std::string_view reason) {
    loaded.outcome = outcome;
    loaded.reason = reason;
  };
  if (our_group && resembles_gateway(kind) &&
      is_lost_indentation(tree, mapping)) {
    model.problems.clear();
    problem(ProblemKind::lost_indentation, "spec", {}, {});
    return;
  }
  const bool shaped = has_servers(tree, mapping);
  if (kind != "Gateway") {
    if (our_group && resembles_gateway(kind))
      problem(ProblemKind::wrong_kind, "kind", kind, "Gateway");
    else if (our_group && kind.empty() && shaped)
      problem(ProblemKind::missing_kind, "kind", {}, "Gateway");
    else
      leave(is_counted(kind) ? Outcome::context : Outcome::skipped,
            "another kind");
    return;
  }
  if (api_version.empty() && shaped) {
    problem(ProblemKind::missing_api_version, "apiVersion", {},
            "networking.istio.io/v1");
    return;
  }
  if (!our_group && shaped && is_unknown_api(api_version)) {
    model.problems.clear();
    problem(ProblemKind::wrong_version, "apiVersion", api_version,
            is_near_group(api_version.substr(0, slash))
                ? "networking.istio.io/v1"
                : "");
    leave(Outcome::noted, "a Gateway of another API");
    return;
  }
  if (!our_group) {
    leave(Outcome::skipped, "a Gateway of another API");
    return;
  }
  const std::string version =
      slash == std::string::npos ? "" : api_version.substr(slash + 1);
  if (std::find(versions.begin(), versions.end(), version) == versions.end()) {
    model.problems.clear();
    problem(ProblemKind::wrong_version, "apiVersion", api_version,
            "networking.istio.io/v1");
    return;
  }
  // A part would be refused; whatever can be applied is judged.
  if (!shaped &&
      (role == FileRole::patch || has_patch_directive(tree, mapping))) {
    model.problems.clear();
    problem(ProblemKind::kustomize_patch, "kind", {}, {});
    leave(Outcome::left_alone, "kustomize patch");
    return;
  }
  decode_gateway(tree, mapping, file, Repair::yes, model);
  model.patch = role == FileRole::patch;
  if (model.patch)
    model.problems.remove_if([](const Problem& one) {
      return one.kind == ProblemKind::unknown_field && one.found == "$patch";
    });
}

}  // namespace asmgw
