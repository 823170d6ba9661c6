// Rows of text and rows of marks, aligned by display width.
#include "output/frame.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::size_t widest = 120;  // columns of a line that is shown
constexpr std::uint32_t bytes_before =
    60;                                // of the place in a line that is cut
constexpr std::uint32_t near_gap = 2;  // lines between marks that are shown

/// The part of a line that is shown, and where its bytes land.
struct Shown {
  std::string text;
  std::size_t width = 0;
  std::uint32_t begin = 0;
  std::vector<std::size_t> columns;  ///< of each byte from `begin`
  bool cut = false;                  ///< there is more than is shown

  [[nodiscard]] bool shows(std::uint32_t offset) const {
    return !cut || (offset >= begin && offset - begin < columns.size());
  }

  [[nodiscard]] std::size_t column(std::uint32_t offset) const {
    if (offset <= begin) return columns.empty() ? width : columns.front();
    const std::size_t at = offset - begin;
    return at < columns.size() ? columns[at] : width;
  }
};

bool fits(std::string_view line) {
  return line.size() <= widest ||
         (line.size() <= 4 * widest && display_width(line) <= widest);
}

std::uint32_t cut_begin(const SourceFile& file, std::uint32_t line_begin,
                        std::uint32_t anchor) {
  if (anchor - line_begin <= bytes_before) return line_begin;
  std::uint32_t begin = anchor - bytes_before;
  while (begin < anchor &&
         (static_cast<unsigned char>(file.text()[begin]) & 0xC0U) == 0x80U)
    ++begin;
  return begin;
}

/// Bytes from `secret_from` on are shown as stars of the same width.
void append_line(Shown& shown, std::string_view text, bool whole,
                 std::size_t secret_from) {
  while (!text.empty()) {
    Glyph glyph = first_glyph(text);
    if (shown.columns.size() >= secret_from && glyph.text != " ")
      glyph.text.assign(glyph.width, '*');
    if (!whole && shown.width + glyph.width > widest) {
      shown.text += "…";
      return;
    }
    shown.columns.insert(shown.columns.end(), glyph.bytes, shown.width);
    shown.text += glyph.text;
    shown.width += glyph.width;
    text.remove_prefix(glyph.bytes);
  }
}

Shown show(const SourceFile& file, std::uint32_t line, std::uint32_t anchor) {
  const std::uint32_t begin = file.line_begin(line), end = file.line_end(line);
  anchor = std::clamp(anchor, begin, end);
  const bool whole = fits(file.text().substr(begin, end - begin));
  Shown shown;
  shown.begin = whole ? begin : cut_begin(file, begin, anchor);
  if (shown.begin > begin) {
    shown.text = "…";
    shown.width = 1;
  }
  shown.cut = !whole;
  const std::string_view text = file.text().substr(begin, end - begin);
  const std::size_t from = file.is_secret(begin) ? shown_of(text) : text.size();
  append_line(shown, text.substr(shown.begin - begin), whole,
              from - std::min<std::size_t>(from, shown.begin - begin));
  return shown;
}

void write_row(const FrameStyle& style, std::string_view number,
               std::string_view text, std::string& out) {
  const std::string head = fmt::format("{:>{}} |", number, style.gutter);
  out += style.paint(Tone::frame, head);
  if (!text.empty()) out += ' ';
  out += text;
  out += '\n';
}

void write_mark(const SourceFile& file, const Mark& mark, const Shown& shown,
                const FrameStyle& style, std::string& out) {
  const std::size_t from = shown.column(mark.range.begin);
  const std::size_t to = shown.column(mark.range.end);
  std::string text(to > from ? to - from : 1, mark.primary ? '^' : '-');
  if (!mark.label.empty()) text += ' ' + visible(mark.label);
  if (!shown.shows(mark.range.begin))
    text += fmt::format(" (column {})", file.place(mark.range.begin).column);
  write_row(style, "",
            std::string(from, ' ') +
                style.paint(mark.primary ? style.primary : Tone::other, text),
            out);
}

/// A line, then its marks: the primary one first.
void write_line(const Frame& frame, std::uint32_t line, const FrameStyle& style,
                std::string& out) {
  std::vector<const Mark*> marks;
  for (const Mark& mark : frame.marks)
    if (mark.line == line) marks.push_back(&mark);
  std::stable_partition(marks.begin(), marks.end(),
                        [](const Mark* mark) { return mark->primary; });
  const std::uint32_t anchor =
      marks.empty() ? frame.file->line_begin(line) : marks.front()->range.begin;
  const Shown shown = show(*frame.file, line, anchor);
  write_row(style, fmt::format("{}", line), shown.text, out);
  for (const Mark* mark : marks)
    write_mark(*frame.file, *mark, shown, style, out);
}

/// The line before the first mark, if it says something of the same document.
bool has_context(const Frame& frame, std::uint32_t first) {
  if (!frame.context || first < 2) return false;
  const std::uint32_t begin = frame.file->line_begin(first - 1);
  const std::string_view text =
      frame.file->text().substr(begin, frame.file->line_end(first - 1) - begin);
  return !trim(text).empty() && text.substr(0, 3) != "---";
}

}  // namespace

void write_frame(const Frame& frame, const FrameStyle& style,
                 std::string& out) {
  std::uint32_t last = frame.marks.front().line;
  if (has_context(frame, last)) write_line(frame, last - 1, style, out);
  --last;
  for (const Mark& mark : frame.marks) {
    if (mark.line == last) continue;
    if (mark.line - last > near_gap)
      out += style.paint(Tone::frame, "...") + '\n';
    else if (mark.line - last == near_gap)
      write_line(frame, last + 1, style, out);
    write_line(frame, mark.line, style, out);
    last = mark.line;
  }
}

}  // namespace asmgw
