// What can be said of a text before it is parsed.
#pragma once

#include "yaml/events.h"

#include <string>

namespace asmgw {

/// Stands for a colon in a text with `hidden_colons`.
inline constexpr char hidden_colon = '\x01';

/// U+FEFF, the byte order mark.
inline constexpr std::string_view bom = "\xEF\xBB\xBF";

/// Refuses what Kubernetes' reader refuses: bytes that are not UTF-8, control
/// characters, UTF-16; and brackets nested past any use. A byte order mark
/// inside the text is noted. False if the document cannot be read.
bool check_bytes(std::string_view text, std::uint32_t base, FileId file,
                 Document& document);

/// The text begins with a byte order mark of UTF-16 (or of UTF-32 that looks
/// like one), or with letters of UTF-16.
bool is_utf16(std::string_view text);

/// The text as yaml-cpp needs it: no byte order mark at the start; a lone CR
/// and, unless it is JSON, U+0085, U+2028 and U+2029 turned into blanks and LF
/// of the same length; `hidden_colon` for a colon that yaml-cpp would not take
/// for a part of a word. `storage` holds it where it differs.
PreparedText prepare(std::string_view text, std::uint32_t base, FileId file,
                     bool json, std::string& storage);

}  // namespace asmgw
