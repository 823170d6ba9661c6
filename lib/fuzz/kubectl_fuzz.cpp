// The two folders that kubectl hands over, through the whole of diff. Files
// stand between lines of `=`: the first line of each is its name, behind `-`
// for the old folder, `+` for the new one, or a blank for both.
#include "cli/app.h"
#include "fuzz/fuzz.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace asmgw {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view separator = "\n====\n";
constexpr std::size_t longest_name = 255;

/// A folder of this process, empty at the start of a run and at its end.
class Folders {
 public:
  Folders()
      : root_(fs::temp_directory_path() /
              ("asmgw-fuzz-" + std::to_string(getpid()))) {
    fs::create_directories(live());
    fs::create_directories(merged());
  }
  ~Folders() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;

  [[nodiscard]] fs::path live() const { return root_ / "LIVE-1"; }
  [[nodiscard]] fs::path merged() const { return root_ / "MERGED-2"; }

 private:
  fs::path root_;
};

void write_file(const fs::path& folder, std::string_view name,
                std::string_view text) {
  std::ofstream(folder / name, std::ios::binary) << text;
}

void add_file(std::string_view chunk, const Folders& folders) {
  if (chunk.empty()) return;
  const char side = chunk.front();
  const std::size_t end = std::min(chunk.find('\n'), chunk.size());
  const std::string_view name = chunk.substr(1, end == 0 ? 0 : end - 1);
  const std::string_view text = chunk.substr(std::min(end + 1, chunk.size()));
  if (name.empty() || name == "." || name == ".." ||
      name.size() > longest_name ||
      name.find_first_of(std::string_view("/\0", 2)) != std::string_view::npos)
    return;
  if (side != '+') write_file(folders.live(), name, text);
  if (side != '-') write_file(folders.merged(), name, text);
}

std::string run_diff(std::vector<std::string> arguments) {
  std::ostringstream out, err;
  cli::Io io{.out = out,
             .err = err,
             .read_in = [](std::uint64_t) { return FileText{}; },
             .environment = [](const std::string&) { return std::string(); },
             .now = [] { return std::chrono::milliseconds(0); }};
  const auto status = static_cast<int>(cli::run(std::move(arguments), io));
  must(status >= 0 && status <= 2);
  must(status != 2 || (!err.str().empty() && out.str().empty()));
  return out.str() + err.str();
}

}  // namespace

void fuzz(std::string_view bytes) {
  const Folders folders;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find(separator), bytes.size());
    add_file(bytes.substr(0, end), folders);
    bytes.remove_prefix(std::min(end + separator.size(), bytes.size()));
  }
  const std::string live = folders.live(), merged = folders.merged();
  for (const char* format : {"--output=full", "--output=json"}) {
    const std::string text = run_diff({live, merged, "diff", format});
    must(text.find('\x1b') == std::string::npos);
  }
}

}  // namespace asmgw
