// yaml-cpp's events into a Tree. The only door to yaml-cpp.
#pragma once

#include "yaml/read.h"

namespace asmgw {

/// A chunk ready for yaml-cpp: same length as the source from `base` on, every
/// line break yaml-cpp does not know turned into LF.
struct PreparedText {
  std::string_view text;
  std::uint32_t base = 0;  ///< offset of text[0] in the file
  FileId file{};
  bool json = false;           ///< kubectl reads it as JSON
  bool hidden_colons = false;  ///< see yaml/bytes.h
};

/// Parses the first document of `prepared` into `document`: nodes with exact
/// ranges, or a problem and `readable` false. `rest` is set to the offset (in
/// `text`) behind the root node.
void parse_events(const PreparedText& prepared, const Limits& limits,
                  Document& document, std::uint32_t& rest);

/// The same without the shortcut by way of ShortText, which must not show.
void parse_whole(const PreparedText& prepared, const Limits& limits,
                 Document& document, std::uint32_t& rest);

}  // namespace asmgw
