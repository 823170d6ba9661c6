// Everything that is generated.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace asmgw::cli {

/// What is committed: path below the project's root, and text.
std::vector<std::pair<std::string, std::string>> generated_files();

/// What is made by the build and installed: name and text.
std::vector<std::pair<std::string, std::string>> installed_files();

}  // namespace asmgw::cli
