// Any bytes as a file of approvals, and as one for a comparison without
// changes.
#include "base/text.h"
#include "cli/diff_filter.h"
#include "fuzz/fuzz.h"

#include <algorithm>

namespace asmgw {

void fuzz(std::string_view bytes) {
  const auto approvals = cli::parse_approvals("approvals.txt", bytes);
  if (!approvals) {
    must(approvals.error().message.starts_with("approvals.txt:"));
    must(visible(approvals.error().message) == approvals.error().message);
    return;
  }
  const auto lines = static_cast<std::size_t>(
      std::count(bytes.begin(), bytes.end(), '\n') + 1);
  std::size_t last = 0;
  for (const cli::Approval& one : *approvals) {
    must(one.line > last && one.line <= lines);
    last = one.line;
    must(one.fingerprint.find_first_not_of("0123456789abcdef") ==
         std::string::npos);
  }
  DiffResult nothing;
  const auto filtered = cli::filter_changes(nothing, {}, *approvals);
  must(filtered.unused.size() == approvals->size());
  must(filtered.approved == 0);
}

}  // namespace asmgw
