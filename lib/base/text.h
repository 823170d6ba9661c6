// Small questions about text: nearest known word, prefixes, UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace asmgw {

/// Number of edits (insert, delete, replace, swap of neighbours; of bytes) that
/// turn `a` into `b`. Linear memory; meant for words, not for texts.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word of `known` nearest to `word`, or "" if none is near: equal but for
/// case, `_` and `-`, or within a third of its length in edits.
std::string_view nearest(std::string_view word,
                         std::span<const std::string_view> known);

/// ` (did you mean "tls"?)`, or "" where nothing is near.
std::string did_you_mean(std::string_view word,
                         std::span<const std::string_view> known);

std::string lower(std::string_view text);  ///< ASCII only
constexpr bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool equal_ignoring_case(std::string_view a, std::string_view b);  ///< ASCII

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alphanumeric(char c) {  ///< ASCII
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `text` without blanks, tabs and line breaks at either end.
std::string_view trim(std::string_view text);

/// Length in bytes of the UTF-8 sequence at the start of `text`, 0 if it is not
/// valid (overlong, surrogate, past U+10FFFF, cut off) or `text` is empty.
std::size_t utf8_length(std::string_view text);

/// The code point at the start of `text`, which must be valid UTF-8.
char32_t utf8_decode(std::string_view text);

/// `text` with control characters (C0, DEL, C1, bidi overrides) and bytes that
/// are not UTF-8 written as `\x1b` or `\u202e`: nothing can reach a terminal.
/// Nor a forge that reads commands in logs: `##[` is written as `\x23#[`.
std::string visible(std::string_view text);

/// The same for a path, which may begin a line: one that would begin it as a
/// command (`::set-output`) or with a mark has `./` before it.
std::string visible_path(std::string_view path);

/// Visible text that begins a line, behind blanks or not: a forge takes no
/// command from it.
std::string at_line_start(std::string text);

/// `"text"`, visible, cut to `limit` code points with `…` if longer; of key
/// material only that it is some.
std::string in_quotes(std::string_view text, std::size_t limit = 80);

/// It has a private key or a certificate in it, as PEM.
bool has_key_material(std::string_view text);

/// `1 error`, `2 errors`
std::string counted(std::size_t n, std::string_view noun);

}  // namespace asmgw
