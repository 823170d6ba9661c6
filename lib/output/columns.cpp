// Widths first, then the rows.
#include "output/columns.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {

constexpr std::size_t gap = 2;

void Columns::add(std::vector<Cell> row) {
  if (!row.empty()) row[0].text = at_line_start(std::move(row[0].text));
  rows_.push_back(std::move(row));
}

std::vector<std::size_t> Columns::widths() const {
  std::vector<std::size_t> widths;
  for (const std::vector<Cell>& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  return widths;
}

std::size_t Columns::width() const {
  std::size_t sum = 0;
  for (std::size_t one : widths()) sum += one + gap;
  return sum - std::min(sum, gap);
}

void Columns::write(std::string_view lead, const Painter& paint,
                    std::string& out) const {
  const std::vector<std::size_t> widths = this->widths();
  const std::size_t indent = display_width(lead);
  bool first = true;
  for (const std::vector<Cell>& row : rows_) {
    if (first)
      out += paint(Tone::strong, lead);
    else
      out.append(indent, ' ');
    first = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += paint(row[i].tone, row[i].text);
      if (i + 1 < row.size())
        out.append(widths[i] - display_width(row[i].text) + gap, ' ');
    }
    out += '\n';
  }
}

namespace {

/// Where `text` is cut to be no wider than `width`: behind a blank or comma if
/// there is one, else wherever a character ends.
std::size_t fold_at(std::string_view text, std::size_t width) {
  std::size_t at = 0, taken = 0, good = 0;
  while (at < text.size()) {
    const Glyph glyph = first_glyph(text.substr(at));
    if (taken + glyph.width > width && at > 0) return good > 0 ? good : at;
    taken += glyph.width;
    at += glyph.bytes;
    if (text[at - 1] == ',' || text[at - 1] == ' ') good = at;
  }
  return at;
}

}  // namespace

void Columns::write_paragraphs(std::string_view title, std::size_t width,
                               const Painter& paint, std::string& out) const {
  constexpr std::size_t least = 8;  // of the text beside the names
  if (!title.empty()) out += paint(Tone::strong, title) + '\n';
  if (rows_.empty()) return;
  const std::vector<Cell>& heads = rows_.front();
  std::size_t names = 0;
  for (const Cell& head : heads) names = std::max(names, head.text.size());
  const std::size_t lead = gap + names + gap;
  const std::size_t room = std::max(width, lead + least) - lead;
  for (std::size_t r = 1; r < rows_.size(); ++r)
    for (std::size_t i = 0; i < rows_[r].size() && i < heads.size(); ++i) {
      // The first name begins a line, and so a paragraph.
      std::string name(i == 0 ? 0 : gap, ' ');
      name += heads[i].text;
      name.append(lead - name.size(), ' ');
      out += paint(Tone::strong, name);
      std::string_view rest = rows_[r][i].text;
      do {
        const std::size_t end = fold_at(rest, room);
        out += paint(rows_[r][i].tone, trim(rest.substr(0, end))) + '\n';
        rest.remove_prefix(end);
        if (!rest.empty()) out.append(lead, ' ');
      } while (!rest.empty());
    }
}

}  // namespace asmgw
