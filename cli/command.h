// A command: a record, what it may be given, and the function it leads to.
#pragma once

#include "base/file.h"
#include "base/result.h"
#include "source/source.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace asmgw::cli {

enum class ExitStatus { clean = 0, findings = 1, unable = 2, bug = 3 };

/// The world as a command sees it.
struct Io {
  std::ostream& out;
  std::ostream& err;
  /// Reads stdin to its end.
  std::function<Result<FileText>(std::uint64_t limit)> read_in = {};
  /// A variable of the environment, or "".
  std::function<std::string(const std::string&)> environment = {};
  /// Since some start.
  std::function<std::chrono::milliseconds()> now = {};
  bool in_is_piped = false;  ///< a pipe or a file, and no terminal
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t out_columns = 0;  ///< of the terminal; 0: not known
  bool out_failed = false;      ///< and that was said
};

/// Sees that what was written to stdout got out; says so if not.
ExitStatus flush(Io& io);

/// Tells the user, on one line of stderr.
void say(Io& io, std::string_view line);
/// The same, for what could not be done as asked.
ExitStatus refuse(Io& io, std::string_view line);

/// `message` behind the place it is about: `path:line:column: message`.
std::string at_place(const Sources& sources, Range range,
                     std::string_view message);

class Options;
using Action = std::function<ExitStatus(Io&)>;

struct Command {
  std::string_view name;
  std::string_view usage;    ///< what follows `asmgw NAME`
  std::string_view summary;  ///< one line, no full stop
  std::string_view details;  ///< paragraphs, for --help and the man page
  /// Lines `command  # what it does`.
  std::string_view examples;
  Action (*declare)(Options& options);
};

}  // namespace asmgw::cli
