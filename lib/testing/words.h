// Options of the command line, for tests that have no command line.
#pragma once

#include "mesh/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Split at blanks.
std::vector<std::string> words_of(std::string_view text);

/// What options of the command line make; those that are no settings of the
/// mesh are passed over.
MeshSettings settings_of_words(const std::vector<std::string>& words);

}  // namespace asmgw
