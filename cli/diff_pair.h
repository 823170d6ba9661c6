// Two meshes, or three, that are compared: one group of each side.
#pragma once

#include "cli/diff_filter.h"
#include "cli/side_reader.h"
#include "cli/sides.h"
#include "output/diff_report.h"
#include "resolve/expectation_file.h"

#include <span>
#include <string>
#include <vector>

namespace asmgw::cli {

class DiffPair {
 public:
  /// `live` may be null. All must outlive it.
  DiffPair(std::string group, SideMesh& older, SideMesh& newer, SideMesh* live);

  [[nodiscard]] const std::string& group() const { return result_.group; }
  [[nodiscard]] std::vector<SideMesh*> sides() const;
  [[nodiscard]] SideMesh& older() const { return older_; }
  [[nodiscard]] SideMesh& newer() const { return newer_; }
  /// Said beside what is found.
  void note(std::string text) { notes_.push_back(std::move(text)); }

  /// What there is against what is wanted; with a live side both are compared
  /// with that. Call once.
  Filtered compare(const MeshSettings& settings, const Sources& sources,
                   std::span<const ExpectedRequest> requests,
                   const std::vector<IgnoredChange>& ignored,
                   const std::vector<Approval>& approvals);
  [[nodiscard]] const DiffResult& result() const { return result_; }
  /// Without what is the same for all pairs; points into this.
  [[nodiscard]] DiffReport report(const Sides& sides,
                                  const Sources& sources) const;

 private:
  void note_context();

  SideMesh& older_;
  SideMesh& newer_;
  SideMesh* live_;
  std::vector<std::string> notes_;
  std::size_t older_gateways_, newer_gateways_, live_gateways_ = 0;
  DiffResult result_, drift_;
};

}  // namespace asmgw::cli
