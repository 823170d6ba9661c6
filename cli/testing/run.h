// Runs the program inside the test.
#pragma once

#include "cli/app.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

struct World {
  std::map<std::string, std::string> environment;
  std::optional<std::string> in;  ///< what is piped in; nothing: a terminal
  bool terminal = false;          ///< stdout and stderr are one
  int seconds_a_call = 0;         ///< the clock goes on at every look
};

struct Ran {
  int status;
  std::string out, err;
};

/// The world in which `text` is piped in.
World piped(std::string text);

Ran run_asmgw(std::vector<std::string> arguments, const World& world = {});

/// A new folder that is the current one, until the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// Writes a file and the folders above it.
  void write(const std::string& name, std::string_view text) const;
  [[nodiscard]] std::vector<std::string> names() const;  ///< sorted
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_, before_;
};

std::string file_text(const std::filesystem::path& path);

}  // namespace asmgw::cli
