// A piece of a file with marks under the places that matter.
#pragma once

#include "output/terminal.h"
#include "source/source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace asmgw {

struct Mark {
  Range range;
  std::uint32_t line = 1;
  std::string label;  ///< may be empty
  bool primary = false;
};

/// Lines of one file, each with its marks; `context`: one line before them.
struct Frame {
  const SourceFile* file;
  std::vector<Mark> marks;  ///< by line
  bool context = false;
};

struct FrameStyle {
  Painter paint;
  Tone primary;            ///< colour of `^^^`
  std::size_t gutter = 1;  ///< digits of the highest line number
};

/// Appends the rows of the frame, without the empty bars round it. A line that
/// is too long is cut round its first mark; what goes on over several lines is
/// marked on its first.
void write_frame(const Frame& frame, const FrameStyle& style, std::string& out);

}  // namespace asmgw
