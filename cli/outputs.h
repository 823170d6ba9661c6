// `-o FORMAT[=FILE]`, for every command that has formats.
#pragma once

#include "cli/command.h"
#include "cli/options.h"
#include "output/presentation.h"
#include "source/source.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct Output {
  std::string format;
  std::string file;  ///< "" is stdout
};

struct OutputWishes {
  std::vector<std::string> outputs;
  std::string color = "auto";
};

/// Declares -o and --color; the first format is the default.
void declare_outputs(Options& options,
                     const std::vector<std::string_view>& formats,
                     OutputWishes& wishes);

/// At most one without a file; a word that is no format is an error.
Result<std::vector<Output>> parse_outputs(
    const OutputWishes& wishes, const std::vector<std::string_view>& formats);

/// The names of reporters, the default first.
template <class Reporters>
std::vector<std::string_view> names_of(const Reporters& reporters) {
  std::vector<std::string_view> names;
  names.reserve(reporters.size());
  for (const auto* reporter : reporters) names.push_back(reporter->name);
  return names;
}

/// Writes to the file that `option` names, but not through a link that may be a
/// stranger's: one in a repository or, outside of all, one below the current
/// folder that leads out of it. A hook or a script is easily what it leads to.
std::optional<Error> write_output(std::string_view option,
                                  const std::string& path,
                                  std::string_view text);

/// Writes the text of every output where it belongs, but in the place of no
/// file of `inputs`; what could not be written is said and makes the status
/// `unable`.
ExitStatus write_outputs(
    const std::vector<Output>& outputs, const OutputWishes& wishes,
    const std::function<std::string(std::string_view format,
                                    const Presentation& how)>& text,
    Io& io, const std::vector<std::string>& inputs = {});

/// The paths of all files; each must have been read.
std::vector<std::string> paths_of(const Sources& sources);

/// The same of what these reporters make of `data`.
template <class Reporters, class... Data>
ExitStatus write_reports(const Reporters& reporters,
                         const std::vector<Output>& outputs,
                         const OutputWishes& wishes, Io& io,
                         const std::vector<std::string>& inputs,
                         const Data&... data) {
  const auto text = [&](std::string_view format, const Presentation& how) {
    std::string out;
    for (const auto* reporter : reporters)
      if (reporter->name == format) reporter->write(data..., how, out);
    return out;
  };
  return write_outputs(outputs, wishes, text, io, inputs);
}

}  // namespace asmgw::cli
