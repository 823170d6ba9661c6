// Small scanners over the text at a mark: yaml-cpp gives starts, these give
// ends, and the places people need when something was never closed. Offsets
// are bytes in the text.
#pragma once

#include "yaml/events.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

bool is_blank_or_break(char c);

/// First byte of the line that holds `at`.
std::uint32_t line_begin(std::string_view text, std::uint32_t at);
std::uint32_t skip_blanks(std::string_view text, std::uint32_t at);
/// Past blanks, line breaks and comments.
std::uint32_t skip_blank_and_comments(std::string_view text, std::uint32_t at);

/// End of the name of an anchor or alias that begins at `at`: letters, digits,
/// `_` and `-`, as Kubernetes' reader takes them.
std::uint32_t anchor_end(std::string_view text, std::uint32_t at);
/// End of the word at `at`, which inside brackets ends at `,`, `]` and `}` too.
std::uint32_t end_of_word(std::string_view text, std::uint32_t at,
                          bool in_flow);
/// The plain scalar at `at`, as far as a null could reach.
std::string_view null_sized_word(std::string_view text, std::uint32_t at);
/// End of the tag that begins with the `!` at `at`: as far as its characters
/// may stand in a URI.
std::uint32_t tag_end(std::string_view text, std::uint32_t at);

/// `!!bin%61ry` is `!!binary`.
std::string unescaped_tag(std::string_view tag);

/// End of the plain scalar at `at` whose folded text is `value`.
std::uint32_t end_of_plain(std::string_view text, std::uint32_t at,
                           std::string_view value);

struct QuotedEnd {
  bool closed = false;
  std::uint32_t end = 0;  ///< behind the closing quote
  std::optional<std::uint32_t> bad_escape;
};
/// `json`: a slash may be escaped.
QuotedEnd end_of_quotes(std::string_view text, std::uint32_t at,
                        bool json = false);

struct BlockEnd {
  std::uint32_t end = 0;  ///< end of the last line that is not blank
  std::optional<std::uint32_t> fault;
  std::string reason;
};
/// `column`: that of the collection around it; nothing at the root.
BlockEnd end_of_block_scalar(std::string_view text, std::uint32_t at,
                             std::optional<std::uint32_t> column);

/// End of the flow collection whose bracket stands at `at`; the size of the
/// text if it is never closed.
std::uint32_t end_of_flow(std::string_view text, std::uint32_t at);

/// The bracket or quote that is still open at the end of the text.
std::optional<std::uint32_t> find_unclosed(std::string_view text);

/// The first line that git left behind where two versions are in conflict: its
/// bytes. Empty range if there is none.
std::pair<std::uint32_t, std::uint32_t> find_conflict_marker(
    std::string_view text);

/// Why `word`, an alias or anchor with its mark, is none: mostly a wildcard
/// host that wants quotes.
std::string explain_alias(std::string_view word);

/// What comes before words of the library.
inline constexpr std::string_view library_lead = "not YAML: ";

/// yaml-cpp's complaint at `at` in words that say what to do, at the place
/// where the cause is.
Problem explain_error(const PreparedText& prepared, const Limits& limits,
                      std::string_view message, std::uint32_t at);

}  // namespace asmgw
