// asmgw version
#include "cli/commands.h"
#include "cli/outputs.h"
#include "output/about.h"

#include <memory>

namespace asmgw::cli {
namespace {

const std::vector<std::string_view> version_formats{"table", "json",
                                                    "markdown"};

std::string text(std::string_view format, const Presentation&) {
  if (format == "json") return about_json();
  if (format == "markdown") return about_markdown();
  return about_line() + '\n';
}

ExitStatus print(const OutputWishes& wishes, Io& io) {
  const auto outputs = parse_outputs(wishes, version_formats);
  if (!outputs) return refuse(io, outputs.error().message);
  return write_outputs(*outputs, wishes, text, io);
}

Action declare_version(Options& options) {
  auto wishes = std::make_shared<OutputWishes>();
  declare_outputs(options, version_formats, *wishes);
  return [wishes](Io& io) { return print(*wishes, io); };
}

}  // namespace

constinit const Command commands::version = {
    .name = "version",
    .usage = "[OPTIONS]",
    .summary = "print the release, and the releases of Istio it knows",
    .details = "",
    .examples =
        "asmgw version # one line\n"
        "asmgw version -o json # for programs\n",
    .declare = declare_version,
};

}  // namespace asmgw::cli
