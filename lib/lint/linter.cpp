// Read, judge, keep; merge, judge.
#include "lint/linter.h"

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
  findings_.add(std::move(judged.result));
  if (!judge_.judges_meshes()) return;
  file.refuse(judged.refused);
  if (options_->set_by_file)
    findings_.add(together({&file}).result);
  else
    files_.push_back(std::move(file));
}

Linted Linter::together(const std::vector<const FileObjects*>& files) const {
  Linted linted;
  linted.read = std::make_unique<MeshResult>(
      merge(files, *sources_, options_->settings,
            {!options_->all_context, options_->patches}));
  linted.facts = std::make_unique<const SetFacts>(
      *sources_, linted.mesh(), options_->settings, options_->listening);
  linted.result = judge_.mesh(*linted.facts);
  return linted;
}

void Linter::absorb(Linter&& later) {
  findings_.add(std::move(later.findings_));
  std::move(later.files_.begin(), later.files_.end(),
            std::back_inserter(files_));
}

Linted Linter::finish() {
  Linted linted;
  if (judge_.judges_meshes() && !options_->set_by_file) {
    std::vector<const FileObjects*> files;
    files.reserve(files_.size());
    for (const FileObjects& file : files_) files.push_back(&file);
    linted = together(files);
  }
  findings_.add(std::move(linted.result));
  linted.result = std::move(findings_);
  linted.result.sort();
  return linted;
}

}  // namespace asmgw
