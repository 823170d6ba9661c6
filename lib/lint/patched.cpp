// Who patches what is asked of the groups; findings are looked at afterwards.
#include "lint/patched.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

/// It is about `spec.servers`, or about its not being there.
bool rests_on_servers(const Diagnostic& found) {
  return found.pointer == "/spec" || found.pointer == "/spec/servers" ||
         found.pointer.starts_with("/spec/servers/");
}

/// Of a Gateway, or of what else was judged and has a name.
std::optional<ObjectIdentity> identity_of(const FileObject& object) {
  if (const MeshGateway* gateway = object.gateway.get())
    return ObjectIdentity{"Gateway", gateway->namespace_, gateway->name,
                          filled(gateway->model.gateway->metadata->namespace_)};
  if (object.outcome != Outcome::context || !object.other) return std::nullopt;
  const ObjectName& name = object.other->object;
  return ObjectIdentity{name.kind.value_or(""), name.namespace_.value_or(""),
                        name.name.value_or(""), name.namespace_.has_value()};
}

}  // namespace

PatchedGateways::PatchedGateways(const MeshGroups& groups,
                                 const std::vector<const FileObjects*>& files) {
  const bool some =
      std::any_of(groups.all().begin(), groups.all().end(),
                  [](const MeshGroup& one) { return !one.patches.empty(); });
  if (!some) return;
  for (FileIndex i = 0; i < files.size(); ++i)
    if (files[i]->role != FileRole::patch) add(groups, i, *files[i]);
}

void PatchedGateways::add(const MeshGroups& groups, FileIndex index,
                          const FileObjects& file) {
  for (const FileObject& object : file.objects) {
    const auto identity = identity_of(object);
    if (!identity) continue;
    const MeshGroup* first = nullptr;
    bool all = true;
    for (GroupIndex group : groups.of_file(index)) {
      const bool patched = groups.all()[group].is_patched(*identity);
      if (patched && !first) first = &groups.all()[group];
      all &= patched;
    }
    if (!first) continue;
    if (object.gateway) object.gateway->patched = true;
    const ObjectName& name = object.model()->object;
    if (all)
      everywhere_[{file.file, name.document, name.item}] = {
          first->why, object.gateway != nullptr,
          !object.gateway || !object.gateway->spec().servers->empty()};
  }
}

const PatchedGateways::Patched* PatchedGateways::find(
    const LintResult& result, const Diagnostic& found) const {
  const ObjectName& object =
      result.objects[static_cast<std::size_t>(found.object)];
  const auto at =
      everywhere_.find({found.range.file, object.document, object.item});
  if (at == everywhere_.end()) return nullptr;
  const Patched& patched = at->second;
  const bool rests = patched.is_gateway ? rests_on_servers(found)
                                        : found.rule->check.one != nullptr;
  return rests ? &patched : nullptr;
}

void PatchedGateways::lower(LintResult& result, Severity shown) const {
  if (everywhere_.empty()) return;
  LevelCounts& counts = result.counts.findings;
  std::erase_if(result.diagnostics, [&](Diagnostic& found) {
    const Patched* patched = find(result, found);
    if (!patched || found.severity <= Severity::info) return false;
    std::size_t& level =
        found.severity == Severity::error ? counts.errors : counts.warnings;
    level -= std::min<std::size_t>(level, 1);
    if (!patched->has_servers) return true;
    ++counts.infos;
    found.severity = Severity::info;
    found.notes.push_back(
        {std::nullopt,
         fmt::format("{} patches this {}: what becomes of {} is not known "
                     "here",
                     patched->by,
                     patched->is_gateway ? "Gateway" : "VirtualService",
                     patched->is_gateway ? "its servers" : "it")});
    return found.severity < shown;
  });
}

}  // namespace asmgw
