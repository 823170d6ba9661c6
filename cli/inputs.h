// Paths, folders and "-" -> the files to read, in the order of reading.
#pragma once

#include "cli/builds.h"
#include "cli/command.h"
#include "cli/files/kustomizations.h"
#include "model/load.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::cli {

class Options;

struct InputWishes {
  std::vector<std::string> paths = {}, filename = {}, include = {},
                           exclude = {};
  std::string stdin_filename = "<stdin>";
  /// Nothing out of this is read, whatever the paths say: they are those of a
  /// file. Nothing: they are the user's own, and each is a root, or the
  /// repository that holds it.
  std::shared_ptr<const Root> root = {};
  BuildWishes builds = {};
};

/// Declares PATH, -f, --stdin-filename, --include, --exclude and what is built.
void declare_inputs(Options& options, InputWishes& wishes);

/// The same with --in PATH, for commands whose arguments are not paths.
void declare_inputs_by_option(Options& options, InputWishes& wishes);

/// What is said of a pipe that nobody reads.
inline constexpr std::string_view unread_pipe_line =
    "stdin is piped but not read; say \"-\" to read it (reading \".\" instead)";

struct Input {
  std::string path;  ///< as printed
  bool is_stdin = false;
  /// What it is read within; nothing: a descriptor that the user hands over.
  std::shared_ptr<const Root> root = {};
  FileRole role = FileRole::manifest;
  /// The path from `/`, without dots; "" of no root. Of what is built that of
  /// the file that says how.
  std::string whole = {};
  std::shared_ptr<const Build> build = {};  ///< null: it is there already
};

struct Inputs {
  std::vector<Input> files;
  std::vector<Error> errors;  ///< what could not be read; the rest is there
  /// Paths that were left out, with the reason.
  std::vector<std::pair<std::string, std::string>> left_out;
  /// Of these what a walk did not look at: folders, and files git ignores.
  std::vector<std::string> folders, ignored;
  /// Files with another ending that name a Gateway of Istio.
  std::vector<std::string> wrapping;
  /// Of the folders of the files and those above them, as far as the
  /// repository reaches; paths are whole.
  std::vector<Kustomization> kustomizations;
  /// Stdin is piped, but nothing said to read it.
  bool unread_pipe = false;
};

/// Finds the files. Links to files out of a root are left out, which is said.
/// An error: the wishes contradict each other, or ask for a program that is not
/// there.
Result<Inputs> find_inputs(const InputWishes& wishes, const Io& io);

/// Of what is built it runs the program.
Result<FileText> read_input(const Input& input, std::uint64_t limit);

/// The same of one file that an option names.
Result<FileText> read_named(const std::string& path, std::uint64_t limit);

/// What may be read where `path` is named; an error where it leads out of
/// `within` or, if that is nothing, is a link out of the repository it lies in.
/// Outside of a repository the root is the folder, or that which holds the
/// file.
Result<std::shared_ptr<const Root>> root_of(
    const std::string& path, const FileStatus& status,
    const std::shared_ptr<const Root>& within);

}  // namespace asmgw::cli
