// Path -> bytes -> TestFile, or its faults on stderr.
#include "cli/expectations_input.h"

#include "base/text.h"
#include "cli/inputs.h"

#include <utility>

namespace asmgw::cli {

std::optional<TestFile> read_tests(const std::string& path,
                                   const Limits& limits, Sources& sources,
                                   Io& io) {
  if (path == "-") {
    refuse(io, "\"-\": a test file is not read from stdin; name a file");
    return std::nullopt;
  }
  auto text = read_named(path, limits.file_bytes());
  if (!text || text->too_large) {
    refuse(io,
           text ? visible_path(path) + " is too large" : text.error().message);
    return std::nullopt;
  }
  const FileId id = sources.add(path, std::move(text->text));
  TestFile file = read_test_file(sources.file(id), id, limits);
  for (const TestFault& fault : file.faults)
    refuse(io, at_place(sources, fault.range, fault.message));
  if (!file.faults.empty()) return std::nullopt;
  return file;
}

}  // namespace asmgw::cli
