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
    if (!object.gateway) continue;
    MeshGateway& gateway = *object.gateway;
    const ObjectIdentity identity{
        "Gateway", gateway.namespace_, gateway.name,
        filled(gateway.model.gateway->metadata->namespace_)};
    const MeshGroup* first = nullptr;
    bool all = true;
    for (GroupIndex group : groups.of_file(index)) {
      const bool patched = groups.all()[group].is_patched(identity);
      if (patched && !first) first = &groups.all()[group];
      all &= patched;
    }
    if (!first) continue;
    gateway.patched = true;
    const ObjectName& name = gateway.model.object;
    if (all)
      everywhere_[{file.file, name.document, name.item}] = {
          first->why, !gateway.spec().servers->empty()};
  }
}

const PatchedGateways::Patched* PatchedGateways::find(
    const LintResult& result, const Diagnostic& found) const {
  if (!rests_on_servers(found)) return nullptr;
  const ObjectName& object =
      result.objects[static_cast<std::size_t>(found.object)];
  const auto at =
      everywhere_.find({found.range.file, object.document, object.item});
  return at == everywhere_.end() ? nullptr : &at->second;
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
         fmt::format("{} patches this Gateway: what becomes of its servers is "
                     "not known here",
                     patched->by)});
    return found.severity < shown;
  });
}

}  // namespace asmgw
