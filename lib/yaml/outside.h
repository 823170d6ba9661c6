// What stands outside of every node: tabs, and text behind the document's end.
#pragma once

#include "yaml/events.h"

namespace asmgw {

/// Refuses a tab where Kubernetes' reader wants spaces.
void check_tabs(const PreparedText& prepared, Document& document);

/// Refuses a text that begins with a directive. False if so.
bool check_start(const PreparedText& prepared, Document& document);

/// Where a root in brackets ends and more text stands behind it: yaml-cpp must
/// not see that text, for it looks ahead, or loops at a comma. Else the size.
std::uint32_t end_of_root(std::string_view text);

/// Text behind the root node, from `rest` on: an error where Kubernetes' reader
/// makes it one, else the problem that nothing more is read.
void check_rest(const PreparedText& prepared, std::uint32_t rest,
                Document& document);

}  // namespace asmgw
