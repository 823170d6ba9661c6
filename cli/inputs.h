// Paths, folders and "-" -> the files to read, in the order of reading.
#pragma once

#include "cli/command.h"
#include "model/load.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::cli {

class Options;

struct InputWishes {
  std::vector<std::string> paths, filename, include, exclude;
  std::string stdin_filename = "<stdin>";
};

/// Declares PATH, -f, --stdin-filename, --include and --exclude.
void declare_inputs(Options& options, InputWishes& wishes);

/// The same with --in PATH, for commands whose arguments are not paths.
void declare_inputs_by_option(Options& options, InputWishes& wishes);

/// What is said of a pipe that nobody reads.
inline constexpr std::string_view unread_pipe_line =
    "stdin is piped but not read; say \"-\" to read it (reading \".\" instead)";

struct Input {
  std::string path;  ///< as printed
  bool is_stdin = false;
  FileRole role = FileRole::manifest;
};

struct Inputs {
  std::vector<Input> files;
  std::vector<Error> errors;  ///< what could not be read; the rest is there
  /// Paths that were left out, with the reason.
  std::vector<std::pair<std::string, std::string>> left_out;
  /// Stdin is piped, but nothing said to read it.
  bool unread_pipe = false;
};

/// Finds the files. An error: the wishes contradict each other.
Result<Inputs> find_inputs(const InputWishes& wishes, const Io& io);

}  // namespace asmgw::cli
