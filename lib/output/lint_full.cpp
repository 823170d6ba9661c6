// A finding for people: what, where, the lines themselves, what happens, what
// to do.
#include "base/text.h"
#include "output/frame.h"
#include "output/origins.h"
#include "output/pointer.h"
#include "output/reporters.h"
#include "output/tones.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

constexpr std::uint32_t near_lines = 8;  // notes this near share the frame
constexpr std::size_t longest_title = 110;

class FindingText {
 public:
  FindingText(const Sources& sources, const LintResult& result, bool colour,
              std::string& out)
      : sources_(sources),
        result_(result),
        origins_(sources, result),
        paint_(colour),
        out_(out) {}

  void write(const Diagnostic& found) {
    const std::vector<Frame> frames = frames_of(found);
    style_.primary = tone_of(found.severity);
    style_.gutter = gutter_of(frames);
    write_title(found);
    for (std::size_t i = 0; i < frames.size(); ++i)
      write_place(frames[i], i == 0 ? &found : nullptr);
    write_remarks(found);
  }

 private:
  Mark mark(Range range, std::string label, bool primary) const {
    return {range, sources_.place(range).line, std::move(label), primary};
  }

  /// The frame of the finding itself, then one for each place that is not near
  /// a place before it.
  std::vector<Frame> frames_of(const Diagnostic& found) const {
    std::vector<Frame> frames;
    frames.push_back({&sources_.file(found.range.file),
                      {mark(found.range, "", true)},
                      true});
    for (const Note& note : found.notes) {
      if (!note.range) continue;
      Mark place = mark(*note.range, note.message, false);
      const auto near =
          std::find_if(frames.begin(), frames.end(), [&](const Frame& frame) {
            return frame.file == &sources_.file(note.range->file) &&
                   is_near(frame.marks, place.line);
          });
      if (near != frames.end())
        near->marks.push_back(std::move(place));
      else
        frames.push_back(
            {&sources_.file(note.range->file), {std::move(place)}, false});
    }
    for (Frame& frame : frames)
      std::stable_sort(
          frame.marks.begin(), frame.marks.end(),
          [](const Mark& a, const Mark& b) { return a.line < b.line; });
    return frames;
  }

  static bool is_near(const std::vector<Mark>& marks, std::uint32_t line) {
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
      return std::max(mark.line, line) - std::min(mark.line, line) <=
             near_lines;
    });
  }

  static std::size_t gutter_of(const std::vector<Frame>& frames) {
    std::uint32_t highest = 1;
    for (const Frame& frame : frames)
      highest = std::max(highest, frame.marks.back().line);
    return std::to_string(highest).size();
  }

  static bool effect_in_title(const Diagnostic& found) {
    return !found.consequence.empty() &&
           display_width(found.message) + display_width(found.consequence) <=
               longest_title;
  }

  void write_title(const Diagnostic& found) {
    const std::string level =
        fmt::format("{}[{}]", text_of(found.severity), found.rule->id);
    std::string title = ": " + visible(found.message);
    if (effect_in_title(found)) title += "; " + visible(found.consequence);
    out_ += paint_(style_.primary, level) + paint_(Tone::strong, title) + '\n';
  }

  void write_place(const Frame& frame, const Diagnostic* found) {
    const Mark& first =
        *std::find_if(frame.marks.begin(), frame.marks.end(),
                      [&](const Mark& one) { return !found || one.primary; });
    const std::string indent(style_.gutter, ' ');
    out_ += indent + paint_(Tone::frame, found ? "-->" : ":::");
    out_ += fmt::format(" {}{}\n", place_text(sources_.place(first.range)),
                        found ? object_of(*found) : "");
    if (frame.file->text().empty()) return;
    const std::string bar = paint_(Tone::frame, indent + " |") + '\n';
    out_ += bar;
    write_frame(frame, style_, out_);
    out_ += bar;
  }

  /// ` (Gateway shop/shop-gw, servers[1])`
  std::string object_of(const Diagnostic& found) const {
    const ObjectName& object =
        result_.objects[static_cast<std::uint32_t>(found.object)];
    if (!object.kind) return "";
    std::string text = visible(*object.kind);
    if (object.name)
      text += fmt::format(" {}{}{}", visible(object.namespace_.value_or("")),
                          object.namespace_ ? "/" : "", visible(*object.name));
    const std::string place = place_in_object(found.pointer);
    return fmt::format(" ({}{}{})", text, place.empty() ? "" : ", ", place);
  }

  void write_remarks(const Diagnostic& found) {
    if (!found.consequence.empty() && !effect_in_title(found))
      write_remark("effect", found.consequence);
    for (const Note& note : found.notes)
      if (!note.range) write_remark("note", note.message);
    if (found.fix) write_remark("fix", found.fix->message);
    if (const std::string& origin = origins_.of(found); !origin.empty())
      write_remark("origin", origin);
    std::string aliases;
    for (std::string_view alias : found.rule->aliases)
      if (!alias.empty())
        aliases += fmt::format("{}{}", aliases.empty() ? " (" : ", ", alias);
    if (!aliases.empty()) aliases += ')';
    write_remark("help",
                 fmt::format("asmgw explain {}{}", found.rule->id, aliases));
  }

  void write_remark(std::string_view what, std::string_view text) {
    out_ += std::string(style_.gutter + 1, ' ') + paint_(Tone::frame, "=") +
            ' ' + paint_(Tone::strong, fmt::format("{}:", what)) + ' ' +
            visible(text) + '\n';
  }

  const Sources& sources_;
  const LintResult& result_;
  Origins origins_;
  Painter paint_;
  FrameStyle style_{paint_, Tone::error};
  std::string& out_;
};

void write_lint_full(const Sources& sources, const LintResult& result,
                     const Presentation& how, std::string& out) {
  FindingText writer(sources, result, how.colour, out);
  bool first = true;
  for (const Diagnostic& found : result.diagnostics) {
    if (!first) out += '\n';
    first = false;
    writer.write(found);
  }
}

}  // namespace

constinit const LintReporter reporters::lint_full = {
    .name = "full",
    .summary = "for people: the lines themselves, what happens, what to do",
    .write = write_lint_full,
};

}  // namespace asmgw
