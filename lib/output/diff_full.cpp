// Changes for people: how many, then each with the lines of both sides and
// what happens, then what becomes of listeners, versions and lint findings.
#include "base/text.h"
#include "output/columns.h"
#include "output/diff_report.h"
#include "output/expectations_report.h"
#include "output/frame.h"
#include "output/pointer.h"
#include "output/tones.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

constexpr std::uint32_t near_lines = 8;  // places this near share the frame
constexpr std::size_t most_names = 8;    // of a list that is written out

/// `a, b, +3 more`, visible.
std::string names(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), most_names); ++i)
    out += (i == 0 ? "" : ", ") + visible(all[i]);
  if (all.size() > most_names)
    out += fmt::format(", +{} more", all.size() - most_names);
  return out;
}

/// `Gateway shop/gw; 0.0.0.0_443 on selector(istio=a) and 2 more workloads`
std::string where(const Change& change) {
  std::string out;
  if (!change.gateway.empty()) out = "Gateway " + change.gateway;
  if (change.listener.empty() && change.workload.empty()) return out;
  if (!out.empty()) out += "; ";
  out += change.listener;
  if (change.workload.empty()) return out;
  out += (change.listener.empty() ? "on " : " on ") + change.workload;
  if (change.more_workloads > 0)
    out += " and " + counted(change.more_workloads, "more workload");
  return out;
}

/// A line of its own for hosts that the title does not name.
bool names_hosts(const Change& change) {
  return change.hosts.size() > 1 ||
         (change.hosts.size() == 1 &&
          change.title.find(change.hosts.front()) == std::string::npos);
}

/// The text itself, but nothing in it can move a cursor.
std::string visible_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    out += visible(text.substr(0, end));
    if (end < text.size()) out += text[end];
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

/// Title, places with their lines, remarks.
class ChangeWriter {
 public:
  ChangeWriter(const Sources& sources, const Painter& paint, std::string& out)
      : sources_(sources), paint_(paint), out_(out) {}

  void write(const Change& change, std::string_view fingerprint) {
    const std::vector<Shown> places = places_of(change);
    style_.primary = tone_of(change.level);
    style_.gutter = gutter_of(places);
    out_ += paint_(style_.primary, fmt::format("{}[{}]", text_of(change.level),
                                               change.kind->id));
    out_ += paint_(Tone::strong, ": " + visible(change.title)) + '\n';
    for (const Shown& place : places)
      write_place(place, &place == places.data());
    write_remarks(change, fingerprint);
  }

 private:
  struct Shown {
    Frame frame;
    const Spot* spot;  ///< the first that is in it
  };

  /// The old place, then the new one: in one frame if they are near.
  [[nodiscard]] std::vector<Shown> places_of(const Change& change) const {
    std::vector<Shown> places;
    if (change.older) add(*change.older, "before", false, places);
    if (change.newer) add(*change.newer, "after", true, places);
    return places;
  }

  void add(const Spot& spot, std::string label, bool primary,
           std::vector<Shown>& places) const {
    const SourceFile* file = &sources_.file(spot.range.file);
    Mark mark{spot.range, sources_.place(spot.range).line, std::move(label),
              primary};
    if (places.empty() || !is_near(places.front().frame, file, mark.line)) {
      places.push_back({{file, {std::move(mark)}, true}, &spot});
      return;
    }
    std::vector<Mark>& marks = places.front().frame.marks;
    marks.push_back(std::move(mark));
    std::stable_sort(
        marks.begin(), marks.end(),
        [](const Mark& a, const Mark& b) { return a.line < b.line; });
  }

  static bool is_near(const Frame& frame, const SourceFile* file,
                      std::uint32_t line) {
    const std::uint32_t other = frame.marks.front().line;
    return frame.file == file &&
           std::max(line, other) - std::min(line, other) <= near_lines;
  }

  static std::size_t gutter_of(const std::vector<Shown>& places) {
    std::uint32_t highest = 1;
    for (const Shown& place : places)
      highest = std::max(highest, place.frame.marks.back().line);
    return std::to_string(highest).size();
  }

  void write_place(const Shown& place, bool first) {
    const std::string inside = place_in_object(place.spot->pointer);
    const std::string indent(style_.gutter, ' ');
    out_ += indent + paint_(Tone::frame, first ? "-->" : ":::");
    out_ += ' ' + place_text(sources_.place(place.spot->range));
    if (!inside.empty()) out_ += fmt::format(" ({})", inside);
    out_ += '\n';
    if (place.frame.file->text().empty()) return;
    const std::string bar = paint_(Tone::frame, indent + " |") + '\n';
    out_ += bar;
    write_frame(place.frame, style_, out_);
    out_ += bar;
  }

  void write_remarks(const Change& change, std::string_view fingerprint) {
    write_remark("now", visible(change.now));
    write_remark("then", visible(change.then));
    if (change.witness) write_remark("example", witness_text(*change.witness));
    for (const std::string& note : change.notes)
      write_remark("note", visible(note));
    if (names_hosts(change)) write_remark("hosts", names(change.hosts));
    write_remark("where", visible(where(change)));
    write_remark("help", fmt::format("asmgw explain {} (fingerprint {})",
                                     change.kind->id, fingerprint));
  }

  /// `text` is visible; none, no remark.
  void write_remark(std::string_view what, std::string_view text) {
    if (text.empty()) return;
    out_ += std::string(style_.gutter + 1, ' ') + paint_(Tone::frame, "=") +
            ' ' + paint_(Tone::strong, fmt::format("{}:", what)) + ' ';
    out_ += text;
    out_ += '\n';
  }

  const Sources& sources_;
  const Painter& paint_;
  FrameStyle style_{paint_, Tone::error};
  std::string& out_;
};

class DiffText {
 public:
  DiffText(const DiffReport& report, bool colour, std::string& out)
      : in_(report), paint_(colour), out_(out) {}

  void write() {
    if (!in_.group().empty())
      out_ += paint_(Tone::strong, "GROUP " + visible(in_.group())) + '\n';
    write_summaries();
    body_ = out_.size();
    if (in_.drift) write_changes("drift", *in_.drift);
    write_changes("change", in_.result);
    write_answers();
    write_listeners();
    write_versions();
    write_lint();
    write_notes();
    if (!in_.other_text.empty()) out_ += '\n' + visible_lines(in_.other_text);
  }

 private:
  void write_summaries() {
    out_ += (in_.drift ? "change: " : "") + summary_of(in_.result);
    if (in_.live)
      out_ += sides(*in_.live, " against ", in_.newer);
    else if (in_.result.level() > Impact::none)
      out_ += sides(in_.older, " → ", in_.newer);
    out_ += '\n';
    if (!in_.drift) return;
    out_ += "drift: " + summary_of(*in_.drift);
    if (in_.live) out_ += sides(*in_.live, " against ", in_.older);
    out_ += '\n';
  }

  [[nodiscard]] std::string summary_of(const DiffResult& result) const {
    std::string out;
    for (Impact level : {Impact::breaking, Impact::risky, Impact::safe})
      if (const std::size_t count = result.count(level); count > 0)
        out += (out.empty() ? "" : ", ") +
               paint_(tone_of(level),
                      fmt::format("{}: {}", text_of(level), count));
    return out.empty() ? "no effective difference" : out;
  }

  static std::string sides(const DiffSideName& one, std::string_view between,
                           const DiffSideName& other) {
    return fmt::format(" ({}{}{})", visible(one.name), between,
                       visible(other.name));
  }

  void section(std::string_view title) {
    out_ += '\n' + paint_(Tone::strong, title) + '\n';
  }

  /// The title only where there are two such sections.
  void write_changes(std::string_view title, const DiffResult& result) {
    const std::vector<const Change*> changes = listed(in_, result);
    const std::vector<std::string> fingerprints = fingerprints_of(result);
    if (in_.drift && !changes.empty()) section(title);
    for (const Change* change : changes) {
      out_ += '\n';
      ChangeWriter(in_.sources, paint_, out_)
          .write(*change, fingerprints[static_cast<std::size_t>(
                              change - result.changes.data())]);
    }
  }

  void write_answers() {
    if (!in_.asked) return;
    section(answers_title(in_));
    for (const AnswerDelta& one : in_.result.answers) {
      const ExpectedRequest& expected = *one.request;
      out_ += fmt::format("  {}: {}\n", place_of(expected.expect.range),
                          paint_(Tone::strong, request_text(expected.request)));
      write_answer("before", one.older.told);
      write_answer("after", one.newer.told);
      if (!one.newer.fault.empty())
        out_ += fmt::format("    fails   {}\n",
                            paint_(Tone::error, visible(one.newer.fault)));
      else if (!one.older.fault.empty())
        out_ += fmt::format("    holds   {}, as expected\n",
                            visible(expected.expect.text));
    }
  }

  void write_answer(std::string_view when, const Told& told) {
    out_ +=
        fmt::format("    {:<6}  {}\n            {}\n", when, answer_text(told),
                    step_text(in_.sources, told.decided, told.reached()));
  }

  [[nodiscard]] std::string place_of(Range range) const {
    return place_text(in_.sources.place(range));
  }

  void write_listeners() {
    if (in_.result.listeners.empty()) return;
    section("listeners");
    const auto state = [](const std::string& text) {
      return Cell{text.empty() ? "-" : visible(text)};
    };
    Columns rows;
    for (const ListenerDelta& one : in_.result.listeners)
      if (reads_alike(one))
        rows.add({Cell{visible(one.workload)}, Cell{visible(one.listener)},
                  state(one.before), Cell{""},
                  Cell{std::string(differs_within)}});
      else
        rows.add({Cell{visible(one.workload)}, Cell{visible(one.listener)},
                  state(one.before), Cell{"→"}, state(one.after)});
    rows.write("  ", paint_, out_);
  }

  /// Not where all that there is to say is that nothing changes.
  void write_versions() {
    if (listed(in_, in_.result).empty() || in_.result.versions.empty()) return;
    std::vector<std::string> recorded, others;
    for (const VersionRecord& one : in_.result.versions)
      (one.recorded ? recorded : others).push_back(one.gateway);
    section("versions");
    if (!recorded.empty())
      out_ += fmt::format("  recorded by a console that keeps them: {}\n",
                          names(recorded));
    if (!others.empty())
      out_ += fmt::format("  not recorded, metadata alone differs: {}\n",
                          names(others));
  }

  void write_lint() {
    const LintDelta& lint = in_.lint;
    if (lint.introduced.empty() && lint.fixed.empty()) return;
    section("lint");
    for (const Diagnostic* found : lint.introduced) write(*found, "introduced");
    for (const Diagnostic* found : lint.fixed) write(*found, "fixed");
  }

  void write(const Diagnostic& found, std::string_view what) {
    const std::string level =
        fmt::format("{}[{}]", text_of(found.severity), found.rule->id);
    out_ += fmt::format(
        "  {} {} {}: {}\n", what, paint_(tone_of(found.severity), level),
        place_text(in_.sources.place(found.range)), visible(found.message));
  }

  void write_notes() {
    std::string text;
    for (const std::string& note : in_.result.notes) text += note_line(note);
    if (in_.drift)
      for (const std::string& note : in_.drift->notes)
        text += note_line("drift: " + note);
    for (const std::string& note : in_.notes) text += note_line(note);
    if (in_.not_compared > 0)
      text += note_line(counted(in_.not_compared, "object") +
                        " of other kinds not compared");
    text += hidden();
    const bool equal = in_.result.level() == Impact::none;
    if (!text.empty() && !(equal && out_.size() == body_)) out_ += '\n';
    out_ += text;
  }

  [[nodiscard]] std::string note_line(std::string_view note) const {
    return paint_(Tone::strong, "note:") + ' ' + visible(note) + '\n';
  }

  /// What is counted, not listed.
  [[nodiscard]] std::string hidden() const {
    std::size_t effective =
        in_.result.changes.size() - in_.result.count(Impact::none);
    std::size_t others = in_.result.count(Impact::none);
    for (const Change* change : listed(in_, in_.result))
      --(change->level > Impact::none ? effective : others);
    std::string out;
    if (effective > 0)
      out += fmt::format("{} below {} (list them with --level safe)\n",
                         counted(effective, "change"), text_of(in_.shown));
    if (others > 0)
      out += fmt::format(
          "{} without effect at run time (list them with {})\n",
          counted(others, "change"),
          in_.shown == Impact::none ? "--show-metadata" : "--level none");
    return out;
  }

  const DiffReport& in_;
  Painter paint_;
  std::string& out_;
  std::size_t body_ = 0;  ///< where the summaries end
};

void write_diff_full(const DiffReports& all, const Presentation& how,
                     std::string& out) {
  for (const DiffReport& one : all) {
    if (all.size() > 1 && one.is_unchanged()) continue;
    if (!out.empty()) out += '\n';
    DiffText(one, how.colour, out).write();
  }
  const std::string unchanged = unchanged_groups(all);
  if (unchanged.empty()) return;
  if (!out.empty()) out += '\n';
  out += unchanged + '\n';
}

}  // namespace

constinit const DiffReporter reporters::diff_full = {
    .name = "full",
    .summary = "for people: the lines of both sides and what happens",
    .write = write_diff_full,
};

}  // namespace asmgw
