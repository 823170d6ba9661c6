// Formats and files, colour or none.
#include "cli/outputs.h"

#include "base/text.h"
#include "output/diff_report.h"
#include "output/expectations_report.h"
#include "output/render.h"
#include "output/reporters.h"
#include "output/resolve.h"
#include "output/terminal.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>

namespace asmgw::cli {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::string_view word : words)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", word);
  return out;
}

Result<Output> parse_output(const std::string& wish,
                            const std::vector<std::string_view>& formats) {
  const std::size_t equals = wish.find('=');
  Output output{wish.substr(0, equals), ""};
  if (std::find(formats.begin(), formats.end(), output.format) == formats.end())
    return Error{fmt::format("--output: {} is none of {}{}",
                             in_quotes(output.format), joined(formats),
                             did_you_mean(output.format, formats))};
  if (equals == std::string::npos) return output;
  output.file = wish.substr(equals + 1);
  if (output.file.empty())
    return Error{fmt::format("--output: no file in {}", in_quotes(wish))};
  if (output.file == "-") output.file.clear();
  return output;
}

/// The whole path, links followed as far as there are any.
std::filesystem::path whole_path(const std::string& file) {
  std::error_code error;
  const auto path = std::filesystem::absolute(file, error);
  auto whole = std::filesystem::weakly_canonical(path, error);
  return error ? path : whole;
}

/// Of two outputs in one file the second would be all that is left.
std::optional<Error> shared_file(const std::vector<Output>& outputs) {
  std::map<std::filesystem::path, std::string_view> formats;
  for (const Output& output : outputs) {
    if (output.file.empty()) continue;
    const auto [other, is_new] =
        formats.emplace(whole_path(output.file), output.format);
    if (!is_new)
      return Error{fmt::format("--output: {} is given twice, for {} and {}",
                               in_quotes(output.file, 200), other->second,
                               output.format)};
  }
  return std::nullopt;
}

bool colour(const Output& output, const OutputWishes& wishes, const Io& io) {
  if (!output.file.empty()) return wishes.color == "always";
  const std::string no = io.environment("NO_COLOR");
  const std::string force = io.environment("FORCE_COLOR");
  const std::string term = io.environment("TERM");
  return wants_colour({wishes.color, no, force, term, io.out_is_terminal});
}

/// COLUMNS, else what the terminal says, else what nearly all have.
std::size_t width(const Output& output, const Io& io) {
  if (!output.file.empty() || !io.out_is_terminal) return 0;
  const std::string columns = io.environment("COLUMNS");
  std::size_t number = 0;
  const auto [end, error] =
      std::from_chars(columns.data(), columns.data() + columns.size(), number);
  if (error == std::errc{} && number > 0) return number;
  return io.out_columns > 0 ? io.out_columns : 80;
}

/// What a link may lead to when something is written.
bool may_be_followed(const FollowedLink& link, const RealPath& way) {
  if (work_tree_of(link.folder)) return false;
  const Root here{current_folder()};
  return here.folder.size() < 2 || !here.holds(link.folder) ||
         here.holds(way.real);
}

std::optional<Error> strange_link(std::string_view option,
                                  const std::string& path) {
  if (path == "/dev/stdout" || path == "/dev/stderr" || descriptor_of(path))
    return std::nullopt;
  const auto way = real_path(path);
  if (!way) return way.error();
  for (const FollowedLink& link : way->links)
    if (!may_be_followed(link, *way))
      return Error{fmt::format(
          "{}: {} leads through the link {}, which may be anybody's; name what "
          "it leads to: {}",
          option, in_quotes(path, 200), in_quotes(link.path, 200),
          in_quotes(way->real, 200))};
  return std::nullopt;
}

/// A report in the place of a manifest is hardly what is wanted.
std::optional<Error> taken_input(const std::string& path,
                                 const std::vector<std::string>& inputs) {
  const auto status = file_status(path);
  if (!status || !status->regular) return std::nullopt;
  for (const std::string& input : inputs) {
    const auto other = file_status(input);
    if (other && other->device == status->device &&
        other->inode == status->inode)
      return Error{fmt::format("--output: {} is an input; name another file",
                               in_quotes(path, 200))};
  }
  return std::nullopt;
}

Presentation presentation(const Output& output, const OutputWishes& wishes,
                          const Io& io) {
  return {colour(output, wishes, io), width(output, io)};
}

/// Of any command.
bool is_format(std::string_view word) {
  const auto has = [&](const auto& reporters) {
    return std::any_of(reporters.begin(), reporters.end(),
                       [&](const auto* one) { return one->name == word; });
  };
  return has(reporters::lint) || has(reporters::render) ||
         has(reporters::diff) || has(reporters::resolve) ||
         has(reporters::test);
}

}  // namespace

void declare_outputs(Options& options,
                     const std::vector<std::string_view>& formats,
                     OutputWishes& wishes) {
  options.section("Output");
  options.values({"-o,--output", "FORMAT[=FILE]",
                  "form of the report, to stdout or a file; repeatable, one "
                  "without FILE"},
                 wishes.outputs);
  options.offer_choices(formats);
  options.elsewhere([formats](std::string_view word) {
    word = word.substr(0, word.find('='));
    return std::find(formats.begin(), formats.end(), word) == formats.end() &&
           is_format(word);
  });
  options.choice({"--color", "WHEN", "colour; auto is only on a terminal"},
                 {"auto", "always", "never"}, wishes.color);
}

Result<std::vector<Output>> parse_outputs(
    const OutputWishes& wishes, const std::vector<std::string_view>& formats) {
  std::vector<Output> outputs;
  for (const std::string& wish : wishes.outputs) {
    auto output = parse_output(wish, formats);
    if (!output) return output.error();
    outputs.push_back(std::move(*output));
  }
  if (outputs.empty()) outputs.push_back({std::string(formats.front()), ""});
  const auto stdouts =
      std::count_if(outputs.begin(), outputs.end(),
                    [](const Output& output) { return output.file.empty(); });
  if (stdouts > 1)
    return Error{
        "--output: only one format can go to stdout; give the others a file, "
        "as in json=FILE"};
  if (auto error = shared_file(outputs)) return *error;
  return outputs;
}

std::optional<Error> write_output(std::string_view option,
                                  const std::string& path,
                                  std::string_view text) {
  if (auto error = strange_link(option, path)) return error;
  return write_file(path, text);
}

ExitStatus write_outputs(
    const std::vector<Output>& outputs, const OutputWishes& wishes,
    const std::function<std::string(std::string_view format,
                                    const Presentation& how)>& text,
    Io& io, const std::vector<std::string>& inputs) {
  ExitStatus status = ExitStatus::clean;
  for (const Output& output : outputs) {
    const std::string made =
        text(output.format, presentation(output, wishes, io));
    if (output.file.empty()) {
      io.out << made;
      // Before a file that may be stdout as well, and before errno is lost.
      flush(io);
    } else if (const auto input = taken_input(output.file, inputs)) {
      status = refuse(io, input->message);
    } else if (const auto error = write_output("--output", output.file, made)) {
      status = refuse(io, error->message);
    }
  }
  return flush(io) == ExitStatus::clean ? status : ExitStatus::unable;
}

std::vector<std::string> paths_of(const Sources& sources) {
  std::vector<std::string> paths;
  paths.reserve(sources.size());
  for (std::uint32_t i = 0; i < sources.size(); ++i)
    paths.push_back(sources.file(FileId{i}).path());
  return paths;
}

}  // namespace asmgw::cli
