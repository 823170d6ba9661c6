// Text of manifests in markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Reads in markdown as it is: visible, with all marks escaped, so that it can
/// neither leave a table nor make a link, a mention or HTML.
std::string markdown_text(std::string_view text);

/// `| a | b |` with a line break; the cells are escaped already.
std::string markdown_row(const std::vector<std::string>& cells);

}  // namespace asmgw
