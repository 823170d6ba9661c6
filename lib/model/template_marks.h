// Signs that a text is a template and no manifest yet.
#pragma once

#include <cstddef>
#include <optional>
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

}  // namespace asmgw
