// How git is started: so that nothing a repository holds or says can run a
// program, reach a network or take the place of the repository around it.
#pragma once

#include "base/result.h"
#include "cli/program.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// Bytes of names that git may list: a million files.
inline constexpr std::uint64_t longest_listing = std::uint64_t{128} << 20;

/// Runs `git words…`; any exit status is no error.
Result<Ended> run_git(std::vector<std::string> words, std::string in = {},
                      std::uint64_t limit = longest_listing);

/// The reason that git gave, in one line.
Error reason_of(const Ended& ended);

/// What git prints, for an answer that only a status of 0 makes one.
Result<std::string> git_answer(std::vector<std::string> words);

/// True of what says which repository is meant, and of what is none of git's;
/// the reasons stand beside the list.
bool git_inherits(std::string_view variable);

}  // namespace asmgw::cli
