// Streams of strings in place of the real ones.
#include "cli/testing/run.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace asmgw::cli {

World piped(std::string text) {
  World world;
  world.in = std::move(text);
  return world;
}

Ran run_asmgw(std::vector<std::string> arguments, const World& world) {
  std::ostringstream out, err;
  int looks = 0;
  Io io{
      .out = out,
      .err = err,
      .read_in = [&](std::uint64_t limit) -> Result<FileText> {
        const std::string text = world.in.value_or("");
        const bool large = text.size() > limit;
        return FileText{large ? "" : text, text.size(), large};
      },
      .environment =
          [&](const std::string& name) {
            const auto found = world.environment.find(name);
            return found == world.environment.end() ? "" : found->second;
          },
      .now =
          [&] { return std::chrono::seconds(world.seconds_a_call) * looks++; },
      .in_is_piped = world.in.has_value(),
      .out_is_terminal = world.terminal,
      .err_is_terminal = world.terminal,
  };
  const ExitStatus status = run(std::move(arguments), io);
  return {static_cast<int>(status), out.str(), err.str()};
}

TemporaryFolder::TemporaryFolder() : before_(std::filesystem::current_path()) {
  std::string name =
      (std::filesystem::temp_directory_path() / "asmgw-test-XXXXXX").string();
  if (!mkdtemp(name.data()))
    throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
  std::filesystem::current_path(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::current_path(before_, ignored);
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name,
                            std::string_view text) const {
  const std::filesystem::path path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
    if (std::error_code ignored; !entry.is_directory(ignored))
      found.push_back(entry.path().lexically_relative(path_).string());
  std::sort(found.begin(), found.end());
  return found;
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace asmgw::cli
