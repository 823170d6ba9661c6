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

}  // namespace asmgw
