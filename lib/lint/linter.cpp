// Read, judge, keep; merge, judge.
#include "lint/linter.h"

#include "lint/look_at_groups.h"
#include "lint/patched.h"

#include <iterator>
#include <utility>

namespace asmgw {

Linter::Linter(const Sources& sources, const RuleSet& rules,
               const LintOptions& options)
    : sources_(&sources), options_(&options), judge_(rules, options) {}

void Linter::check(FileId file, FileRole role) {
  take(read_objects(*sources_, file, role, options_->settings));
}

void Linter::too_large(FileId file, std::uint64_t bytes) {
  take(asmgw::too_large(file, bytes, options_->settings.limits));
}

void Linter::take(FileObjects file) {
  JudgedFile judged = judge_.file(file);
  if (options_->wants(file.file)) findings_.add(std::move(judged.result));
  if (!judge_.judges_meshes()) return;
  file.refuse(judged.refused);
  if (options_->set_by_file)
    findings_.add(together(std::vector{MeshFile{&file}}, {}).result);
  else
    files_.push_back(std::move(file));
}

Linted Linter::together(std::span<const MeshFile> files,
                        const Keep& keep) const {
  Linted linted;
  linted.read = std::make_unique<MeshResult>(
      merge(files, *sources_, options_->settings, reading()));
  linted.facts = std::make_unique<const SetFacts>(
      *sources_, linted.mesh(), options_->settings,
      SetView{options_->listening, false});
  linted.result = judge_.meshes(
      [&](const Look& look) { look(*linted.facts, all_claims, keep); });
  return linted;
}

void Linter::absorb(Linter&& later) {
  findings_.add(std::move(later.findings_));
  std::move(later.files_.begin(), later.files_.end(),
            std::back_inserter(files_));
}

Linted Linter::finish() {
  if (!judge_.judges_meshes() || options_->set_by_file) return finish(Linted());
  std::vector<MeshFile> files;
  files.reserve(files_.size());
  for (const FileObjects& file : files_) files.push_back({&file, false});
  return finish(together(files, {}));
}

LintedMeshes Linter::finish(const std::vector<std::vector<MeshFile>>& meshes,
                            const Keep& keep) {
  LintedMeshes made;
  for (const std::vector<MeshFile>& files : meshes) {
    made.meshes.push_back(together(files, keep));
    made.meshes.back().result.sort();
  }
  made.result = std::move(findings_);
  made.result.sort();
  return made;
}

Linted Linter::finish(const MeshGroups& groups,
                      const std::vector<const FileObjects*>& files) {
  Linted linted;
  const PatchedGateways patched(groups, files);
  const AppliedFiles applied(groups, files, *sources_, options_->settings);
  const ByRelation by_relation(groups, files);
  const LookAtGroups looking{
      applied, by_relation,
      [&](const auto& some, bool variants, auto use) {
        const MeshResult read =
            merge(some, *sources_, options_->settings, reading());
        use(SetFacts(*sources_, read.mesh, options_->settings,
                     {false, variants}));
      },
      [&](const SetFacts& facts, auto claims) {
        return judge_.finds_nothing(facts, claims);
      }};
  linted.result =
      judge_.meshes([&](const Look& look) { looking.look_at_all(look); });
  linted = finish(std::move(linted));
  patched.lower(linted.result, options_->shown);
  return linted;
}

Linted Linter::finish(Linted linted) {
  findings_.add(std::move(linted.result));
  linted.result = std::move(findings_);
  linted.result.sort();
  return linted;
}

}  // namespace asmgw
