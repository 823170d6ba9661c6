// Which changes are listed, and names for them that survive moved lines.
#include "output/diff_report.h"

#include "diff/kinds/object.h"
#include "output/fingerprint.h"

#define XXH_INLINE_ALL
#include <fmt/core.h>

#include <unordered_map>

namespace asmgw {
namespace {

/// What Istio does not read has a switch of its own.
bool is_listed(const DiffReport& report, const Change& change) {
  const bool metadata = change.kind == &changes::metadata_changed ||
                        change.kind == &changes::foreign_annotation_changed;
  return change.level >= report.shown || (metadata && report.show_metadata);
}

}  // namespace

std::vector<const Change*> listed(const DiffReport& report,
                                  const DiffResult& result) {
  std::vector<const Change*> out;
  for (const Change& change : result.changes)
    if (is_listed(report, change)) out.push_back(&change);
  return out;
}

std::vector<std::string> fingerprints_of(const DiffResult& result) {
  std::vector<std::string> out;
  std::unordered_map<std::string, int> seen;
  for (const Change& change : result.changes) {
    std::string key = fmt::format("{}\n{}\n{}", change.kind->id, change.gateway,
                                  change.subject);
    const int before = seen[key]++;
    if (before > 0) key += fmt::format("\n{}", before);
    out.push_back(short_hash(key));
  }
  return out;
}

}  // namespace asmgw
