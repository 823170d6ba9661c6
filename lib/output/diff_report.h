// What diff prints, and the list of its reporters: one file each. Help,
// completions and `-o` come from the list.
#pragma once

#include "base/records.h"
#include "diff/diff.h"
#include "lint/linter.h"
#include "output/presentation.h"
#include "source/source.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct DiffSideName {
  std::string name;  ///< as the user says it
  std::size_t gateways = 0;
};

/// A finding of lint on one side only.
struct LintDelta {
  std::vector<const Diagnostic*> introduced, fixed;
  std::size_t unchanged = 0;
  /// Of the two sides, for the objects of the findings.
  const LintResult* older = nullptr;
  const LintResult* newer = nullptr;
};

/// The test file whose requests were asked on both sides.
struct AskedFile {
  std::string path;
  std::size_t requests = 0;
};

/// What is shown of one mesh.
struct DiffReport {
  const Sources& sources;
  DiffSideName older, newer;
  const DiffResult& result;
  Impact shown = Impact::safe;  ///< changes below are counted, not listed
  bool show_metadata = false;   ///< annotations of other tools too
  std::optional<DiffSideName> live{};  ///< what runs, if it was given
  const DiffResult* drift = nullptr;   ///< what runs against OLD
  LintDelta lint{};
  std::vector<std::string> notes{};  ///< beside those of the result
  std::size_t not_compared = 0;      ///< objects of other kinds
  std::string other_text{};  ///< unified diff of those, in kubectl's mode
  std::optional<AskedFile> asked{};

  [[nodiscard]] const std::string& group() const { return result.group; }
  /// There is nothing to say but that nothing differs.
  [[nodiscard]] bool is_unchanged() const;
};

/// One for each group of files that makes a mesh; at least one.
using DiffReports = std::vector<DiffReport>;

struct DiffReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const DiffReports&, const Presentation&, std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(DiffReporter, diff, diff_full, diff_brief, diff_json,
              diff_markdown);

}  // namespace reporters

/// Changes that are listed: at `shown` or above, and those of metadata if asked
/// for.
std::vector<const Change*> listed(const DiffReport& report,
                                  const DiffResult& result);

/// `no effective difference in 3 other groups: a, b, c`, visible; "" where
/// nothing was left out. Of several reports those that say nothing else.
std::string unchanged_groups(const DiffReports& all);

/// `answers that change: 2 of 37`; for a report with an AskedFile.
std::string answers_title(const DiffReport& report);

/// An answer in a few words: `shop/web:80`, `404 (no-route)`.
std::string answer_text(const Told& told);

/// A request as `asmgw resolve` takes it: the URL, `--address`, `--client-cert`
/// and the like behind it. Visible.
std::string request_text(const Request& request);

/// `URL: reached shop/web:80, then 404 (no-route)`, visible.
std::string witness_text(const Witness& witness);

/// The filter chains of both sides read alike: what differs is in them.
bool reads_alike(const ListenerDelta& delta);
/// What stands for the second side then.
inline constexpr std::string_view differs_within =
    "what it serves differs, see the changes";

/// Survives moved lines: id, object and subject, and the group if there are
/// several, with a number where several changes have the same. In the order of
/// `result.changes`.
std::vector<std::string> fingerprints_of(const DiffResult& result);

}  // namespace asmgw
