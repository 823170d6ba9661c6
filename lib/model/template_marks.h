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

/// `{{ … }}` outside of comments, and of quotes that it does not break: what
/// Helm would fill in.
std::optional<TemplateMark> find_helm_mark(std::string_view text);
/// The same anywhere: Helm fills in quotes and comments as well.
std::optional<TemplateMark> find_helm_action(std::string_view text);
/// A comment that ytt reads: `#@ …`, `#@data/values`, `#@overlay/match …`.
std::optional<TemplateMark> find_ytt_mark(std::string_view text);

}  // namespace asmgw
