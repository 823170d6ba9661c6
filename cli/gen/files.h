// Everything that is generated and committed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace asmgw::cli {

/// Path below the project's root, and text.
std::vector<std::pair<std::string, std::string>> generated_files();

}  // namespace asmgw::cli
