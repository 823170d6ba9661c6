// Text in columns, by what a terminal shows.
#pragma once

#include "output/terminal.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct Cell {
  std::string text;  ///< visible
  Tone tone = Tone::plain;
};

class Columns {
 public:
  void add(std::vector<Cell> row);

  /// Of the widest row as laid out.
  [[nodiscard]] std::size_t width() const;

  /// Two blanks between columns, none at the end of a line; `lead` stands
  /// before the first row, as many blanks before the others.
  void write(std::string_view lead, const Painter& paint,
             std::string& out) const;

  /// For a narrow terminal: the first row names what stands in the others, each
  /// of which is a paragraph with a line for every cell, folded to `width`.
  void write_paragraphs(std::string_view title, std::size_t width,
                        const Painter& paint, std::string& out) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<std::vector<Cell>> rows_;
};

}  // namespace asmgw
