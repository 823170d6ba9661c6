// Formatting happens here alone, so that a rule costs little to compile.
#include "lint/report.h"

#include <algorithm>
#include <limits>

namespace asmgw {
namespace {

constexpr std::size_t spare_index = std::numeric_limits<std::size_t>::max();

}  // namespace

Diagnostic& Finding::target() {
  return index_ == spare_index ? report_->spare_ : report_->found_[index_];
}

void Finding::set_consequence(fmt::string_view text, fmt::format_args args) {
  target().consequence = fmt::vformat(text, args);
}

void Finding::set_fix(fmt::string_view text, fmt::format_args args) {
  target().fix = Fix{fmt::vformat(text, args), false, {}};
}

void Finding::add_note(std::optional<Range> range, fmt::string_view text,
                       fmt::format_args args) {
  target().notes.push_back({range, fmt::vformat(text, args)});
}

Finding& Finding::edit(Range range, std::string_view text, bool safe) {
  if (hidden_ || !target().fix) return *this;
  target().fix->safe = safe;
  target().fix->edits.push_back({range, std::string(text)});
  return *this;
}

Finding& Finding::at_most(Severity severity) {
  if (!fixed_) target().severity = std::min(target().severity, severity);
  return *this;
}

Finding& Finding::layer(Layer layer) {
  target().layer = layer;
  return *this;
}

Finding& Finding::covers(std::vector<std::string_view> keys) {
  target().sources = std::move(keys);
  return *this;
}

void LevelCounts::add(Severity severity, std::size_t n) {
  if (severity == Severity::error) errors += n;
  if (severity == Severity::warning) warnings += n;
  if (severity == Severity::info) infos += n;
}

LevelCounts Report::left_out() const {
  LevelCounts all = left_out_;
  all.add(spare_.severity);
  return all;
}

Finding& Finding::covers_too(std::string_view key) {
  target().sources.push_back(key);
  return *this;
}

void Report::begin(const Rule& rule, Severity severity, bool fixed) {
  rule_ = &rule;
  severity_ = severity;
  fixed_ = fixed;
}

Finding Report::add(Range range, PathId path, fmt::string_view text,
                    fmt::format_args args) {
  const bool hidden = severity_ < shown_;
  std::size_t& kept = hidden ? kept_hidden_ : kept_shown_;
  if (kept == most_) {
    left_out_.add(spare_.severity);
    spare_ = {};
    spare_.severity = severity_;
    return Finding(*this, spare_index, true, fixed_);
  }
  ++kept;
  Diagnostic& found = found_.emplace_back();
  found.rule = rule_;
  found.severity = severity_;
  found.layer = rule_->layer;
  found.range = range;
  for (std::string_view key : rule_->keys)
    if (!key.empty()) found.sources.push_back(key);
  found.path = path;
  found.subject = subject_;
  found.pointer = json_pointer(*subject_.paths, path);
  if (!hidden) found.message = fmt::vformat(text, args);
  return Finding(*this, found_.size() - 1, hidden, fixed_);
}

}  // namespace asmgw
