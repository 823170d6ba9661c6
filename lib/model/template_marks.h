// Signs that a text is a template and no manifest yet.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// Bytes of a text that only a template engine reads, half open.
struct TemplateMark {
  std::size_t begin = 0, end = 0;
};

/// `{{ … }}` where YAML cannot take it as text: outside of comments, of quotes
/// that it does not break and of the middle of a plain scalar. What Helm would
/// fill in.
std::optional<TemplateMark> find_helm_mark(std::string_view text);
/// A comment that ytt reads: `#@ …`, `#@data/values`, `#@overlay/match …`.
std::optional<TemplateMark> find_ytt_mark(std::string_view text);

/// `{{ … }}` in the text of a value, as Helm and Jinja write it.
bool holds_action(std::string_view value);

/// What some tool fills in before a manifest is applied: `${domain}`,
/// `${x:=y}`, `$DOMAIN`, `$(VAR)`, `%HOST%`, `@HOST@`, `__HOST__`,
/// `[[ host ]]`, `{{ host }}`, `REPLACE_ME`. The first at or behind `from`.
std::optional<TemplateMark> find_placeholder(std::string_view value,
                                             std::size_t from = 0);
inline bool holds_placeholder(std::string_view value) {
  return find_placeholder(value).has_value();
}
std::size_t count_placeholders(std::string_view value);

/// The text with placeholders that YAML cannot take, outside of quotes and
/// comments, in a form that it can: `${PORT}` as `$_PORT_`. All else stays
/// where it is.
std::string with_plain_placeholders(std::string_view text);

}  // namespace asmgw
