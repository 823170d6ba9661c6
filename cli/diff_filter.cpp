// Ids and fingerprints against changes.
#include "cli/diff_filter.h"

#include "base/digest.h"
#include "base/text.h"
#include "diff/all.h"
#include "output/diff_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

namespace asmgw::cli {
namespace {

std::vector<std::string_view> known_ids() {
  std::vector<std::string_view> ids;
  ids.reserve(changes::all.size());
  for (const ChangeKind* kind : changes::all) ids.push_back(kind->id);
  return ids;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Any file can be named by mistake, or by a link: what is no fingerprint is
/// quoted only if it looks like one, or like the id of a change.
std::string quoted_if_harmless(std::string_view word) {
  const bool harmless =
      (word.size() <= 2 * fingerprint_digits && is_hexadecimal(lower(word))) ||
      find_change(changes::all, word);
  return harmless ? in_quotes(word) + " is" : "this is";
}

bool is_ignored(const Change& change, const IgnoredChange& one) {
  return change.kind->id == one.id &&
         (one.gateway.empty() || one.gateway == change.gateway);
}

}  // namespace

Result<std::vector<IgnoredChange>> parse_ignored(
    const std::vector<std::string>& words) {
  std::vector<IgnoredChange> all;
  for (const std::string& word : words) {
    const std::size_t at = word.find('@');
    IgnoredChange one{word.substr(0, at),
                      at == std::string::npos ? "" : word.substr(at + 1)};
    if (at != std::string::npos && one.gateway.find('/') == std::string::npos)
      return Error{fmt::format("--ignore: {} wants NAMESPACE/NAME behind @",
                               in_quotes(word))};
    if (!find_change(changes::all, one.id))
      return Error{fmt::format("--ignore: no class of change {}{}",
                               in_quotes(one.id),
                               did_you_mean(one.id, known_ids()))};
    all.push_back(std::move(one));
  }
  return all;
}

Result<std::vector<Approval>> parse_approvals(const std::string& path,
                                              std::string_view text) {
  std::vector<Approval> all;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view whole = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view word = trimmed(whole.substr(0, whole.find('#')));
    if (word.empty()) continue;
    const bool forgeable = word.size() == 16;
    if (!is_hexadecimal(word) ||
        (word.size() != fingerprint_digits && !forgeable))
      return Error{fmt::format(
          "{}:{}: {} no fingerprint; write the {} digits that asmgw diff "
          "prints, and a reason behind #",
          visible(path), line, quoted_if_harmless(word), fingerprint_digits)};
    all.push_back({std::string(word), line, forgeable});
  }
  return all;
}

void Filtered::add(const Filtered& other) {
  ignored += other.ignored;
  approved += other.approved;
  std::erase_if(unused, [&](std::size_t line) {
    return !std::binary_search(other.unused.begin(), other.unused.end(), line);
  });
}

Filtered filter_changes(DiffResult& result,
                        const std::vector<IgnoredChange>& ignored,
                        const std::vector<Approval>& approvals) {
  Filtered counts;
  const std::vector<std::string> fingerprints = fingerprints_of(result);
  const std::unordered_set<std::string_view> present(fingerprints.begin(),
                                                     fingerprints.end());
  for (const Approval& one : approvals)
    if (!present.contains(one.fingerprint)) counts.unused.push_back(one.line);
  std::vector<Change> left;
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    Change& change = result.changes[i];
    const bool hidden =
        std::any_of(ignored.begin(), ignored.end(),
                    [&](const auto& one) { return is_ignored(change, one); });
    const bool approved = std::any_of(
        approvals.begin(), approvals.end(), [&](const Approval& one) {
          return one.fingerprint == fingerprints[i];
        });
    counts.ignored += hidden ? 1 : 0;
    counts.approved += !hidden && approved ? 1 : 0;
    if (!hidden && !approved) left.push_back(std::move(change));
  }
  result.changes = std::move(left);
  return counts;
}

std::vector<std::string> refused_approvals(
    const std::string& path, const std::vector<Approval>& approvals,
    const std::vector<const DiffResult*>& results) {
  constexpr std::size_t most = 20;
  std::vector<std::string> lines;
  for (const Approval& one : approvals)
    if (one.forgeable)
      lines.push_back(fmt::format(
          "{}:{}: {} has 16 digits; such a fingerprint can be forged, write "
          "the {} digits of the change that is meant",
          visible(path), one.line, one.fingerprint, fingerprint_digits));
  if (lines.empty()) return lines;
  std::size_t count = 0;
  for (const DiffResult* result : results) {
    const std::vector<std::string> fingerprints = fingerprints_of(*result);
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
      if (++count > most) continue;
      const Change& change = result->changes[i];
      lines.push_back(fmt::format(
          "{}  # {}[{}] of {}: {}", fingerprints[i], text_of(change.level),
          change.kind->id, visible(change.gateway), visible(change.title)));
    }
  }
  if (count > most)
    lines.push_back(fmt::format("and {} more, see asmgw diff without --approve",
                                count - most));
  return lines;
}

}  // namespace asmgw::cli
