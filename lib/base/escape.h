// Characters that nobody sees, and how JSON and YAML spell them.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// Nobody sees it, or it alters how others are shown: controls, line breaks,
/// bidi controls, blanks without width, fillers, and what is no character.
bool is_unseen(char32_t c);

/// `text` holds one of these.
bool has_unseen(std::string_view text);

bool is_utf8(std::string_view text);

/// Unicode's White_Space.
bool is_white_space(char32_t c);

/// `##[`, `##vso[`, `##teamcity[` at the start of `text`: what logs of CI take
/// commands from, wherever it stands in a line.
bool is_log_command(std::string_view text);

/// Text of JSON with unseen characters as `\u202e` and no command to a log.
/// Line breaks of the layout stay.
std::string json_escaped(std::string_view json);

/// A scalar of YAML in double quotes that any reader takes for `text`; bytes
/// that are not UTF-8 become U+FFFD.
std::string yaml_quoted(std::string_view text);

}  // namespace asmgw
