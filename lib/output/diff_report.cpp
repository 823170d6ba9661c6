// Which changes are listed, and names for them that survive moved lines.
#include "output/diff_report.h"

#include "base/digest.h"
#include "base/text.h"
#include "diff/kinds/object.h"

#include <fmt/core.h>

#include <map>

namespace asmgw {
namespace {

/// What Istio does not read has a switch of its own.
bool is_listed(const DiffReport& report, const Change& change) {
  const bool metadata = change.kind == &changes::metadata_changed ||
                        change.kind == &changes::foreign_annotation_changed;
  return change.level >= report.shown || (metadata && report.show_metadata);
}

/// Quoted where a shell would not leave it alone.
std::string word(std::string_view text) {
  const bool plain =
      !text.empty() &&
      text.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
          ":/._-,+=@%") == std::string_view::npos;
  if (plain) return std::string(text);
  std::string out = "'";
  for (char c : visible(text))
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

}  // namespace

bool DiffReport::is_unchanged() const {
  return result.changes.empty() && result.notes.empty() &&
         result.answers.empty() && !drift && lint.introduced.empty() &&
         lint.fixed.empty() && notes.empty() && other_text.empty();
}

std::string unchanged_groups(const DiffReports& all) {
  constexpr std::size_t most = 8;
  std::string names;
  std::size_t count = 0;
  for (const DiffReport& one : all) {
    if (!one.is_unchanged()) continue;
    if (++count <= most)
      names += (count > 1 ? ", " : "") + visible(one.group());
  }
  if (count == 0 || all.size() < 2) return {};
  if (count > most) names += fmt::format(", +{} more", count - most);
  return fmt::format(
      "no effective difference in {}: {}",
      counted(count, count == all.size() ? "group" : "other group"), names);
}

std::string answers_title(const DiffReport& report) {
  return fmt::format("answers that change: {} of {}",
                     report.result.answers.size(), report.asked->requests);
}

std::string answer_text(const Told& told) {
  switch (told.outcome) {
    case RequestOutcome::denied:
      return fmt::format("403 ({})", told.text);
    case RequestOutcome::not_found:
      return fmt::format("404 ({})", told.text);
    case RequestOutcome::unavailable:
      return fmt::format("503 ({})", told.text);
    case RequestOutcome::closed:
      return fmt::format("closed ({})", told.text);
    case RequestOutcome::tls:
      return "closed (tls)";
    case RequestOutcome::protocol:
      return "codec error (protocol)";
    case RequestOutcome::handshake:
      return fmt::format("handshake fails ({})", told.text);
    case RequestOutcome::cluster:
    case RequestOutcome::redirect:
    case RequestOutcome::direct:
    case RequestOutcome::unknown:
      break;
  }
  if (told.reason == Reason::not_given) return "unknown (not-given)";
  return visible(told.text);
}

std::string request_text(const Request& request) {
  std::string out = word(request.url);
  if (request.address) out += " --address " + *request.address;
  const auto plain = parse_url(request.url);
  if (plain && request.sni != plain->sni)
    out += request.sni ? " --sni " + *request.sni : " --no-sni";
  if (plain && request.host != plain->host) out += " --host " + request.host;
  if (request.method != "GET") out += " --method " + word(request.method);
  for (const auto& [name, value] : request.headers)
    out += " -H " + word(fmt::format("{}: {}", name, value));
  if (request.client_certificate) out += " --client-cert";
  return out;
}

std::string witness_text(const Witness& witness) {
  const auto lead = [](const Told& told) {
    return told.outcome == RequestOutcome::cluster ? "reached " : "";
  };
  const std::string_view first = lead(witness.before);
  return fmt::format("{}: {}{}, then {}{}", request_text(witness.request),
                     first, answer_text(witness.before),
                     first.empty() ? lead(witness.after) : "",
                     answer_text(witness.after));
}

bool reads_alike(const ListenerDelta& delta) {
  return delta.before == delta.after;
}

std::vector<const Change*> listed(const DiffReport& report,
                                  const DiffResult& result) {
  std::vector<const Change*> out;
  for (const Change& change : result.changes)
    if (is_listed(report, change)) out.push_back(&change);
  return out;
}

std::vector<std::string> fingerprints_of(const DiffResult& result) {
  std::vector<std::string> out;
  out.reserve(result.changes.size());
  std::map<std::vector<std::string>, int> seen;
  for (const Change& change : result.changes) {
    std::vector<std::string> fields{"change", std::string(change.kind->id),
                                    change.gateway};
    if (!result.group.empty())
      fields.insert(fields.begin(), {"group", result.group});
    fields.insert(fields.end(), change.subject.begin(), change.subject.end());
    const int before = seen[fields]++;
    fields.push_back(std::to_string(before));
    out.push_back(fingerprint_of(fields));
  }
  return out;
}

}  // namespace asmgw
