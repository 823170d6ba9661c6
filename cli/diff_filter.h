// `--ignore` and `--approve`: changes that somebody has looked at already.
#pragma once

#include "base/result.h"
#include "diff/diff.h"

#include <string>
#include <vector>

namespace asmgw::cli {

/// `host-added` or `host-added@shop/gateway`.
struct IgnoredChange {
  std::string id, gateway;
};

/// An unknown id is an error that names the nearest known one.
Result<std::vector<IgnoredChange>> parse_ignored(
    const std::vector<std::string>& words);

/// A line of a file of approvals: `fingerprint  # reason`.
struct Approval {
  std::string fingerprint;
  std::size_t line = 1;
  /// Of 64 bits, as releases before 0.2 printed them: another change could be
  /// made to have it.
  bool forgeable = false;
};

Result<std::vector<Approval>> parse_approvals(const std::string& path,
                                              std::string_view text);

struct Filtered {
  std::size_t ignored = 0, approved = 0;
  std::vector<std::size_t> unused;  ///< lines of approvals; sorted

  /// Takes over what was filtered of another result.
  void add(const Filtered& other);
};

/// Takes out what is ignored or approved.
Filtered filter_changes(DiffResult& result,
                        const std::vector<IgnoredChange>& ignored,
                        const std::vector<Approval>& approvals);

/// What is said of approvals that can be forged, with the lines that approve
/// the changes of `results` in their place. Empty: there are none.
std::vector<std::string> refused_approvals(
    const std::string& path, const std::vector<Approval>& approvals,
    const std::vector<const DiffResult*>& results);

}  // namespace asmgw::cli
