// Each file is read once for the mesh and once by the rules that know what is
// refused.
#include "cli/mesh_input.h"

#include "base/text.h"
#include "cli/progress.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace asmgw::cli {
namespace {

/// Rules on one object that tell whether it can be read and is accepted.
std::vector<const Rule*> gatekeepers() {
  std::vector<const Rule*> found;
  for (const Rule* rule : rules::all)
    if (rule->scope == Scope::gateway && rule->layer != Layer::runtime &&
        rule->layer != Layer::config)
      found.push_back(rule);
  return found;
}

class Reader {
 public:
  Reader(const MeshInputOptions& options, Sources& sources, Io& io)
      : options_(options),
        sources_(sources),
        io_(io),
        gatekeepers_(gatekeepers()),
        rules_(gatekeepers_),
        lint_options_(lint_options(options)),
        linter_(sources, rules_, lint_options_),
        reader_(sources, options.reader) {}

  void add(const Input& input) {
    const std::uint64_t limit = std::uint64_t{options_.reader.limits.file_size}
                                << 20;
    auto file =
        input.is_stdin ? io_.read_in(limit) : read_file(input.path, limit);
    if (!file) return give_up(file.error().message);
    if (file->too_large)
      return give_up(fmt::format("{}: larger than {} MiB (--max-file-size)",
                                 visible(input.path),
                                 options_.reader.limits.file_size));
    const FileId id = sources_.add(input.path, std::move(file->text));
    ++out_.files;
    linter_.check(id, input.named_as_patch);
    reader_.add(id, input.named_as_patch,
                [this](const LoadedObject& object) { count(object); });
  }

  MeshInput finish() {
    MeshResult read = reader_.finish();
    out_.mesh = std::move(read.mesh);
    const LintResult linted = linter_.finish();
    for (const Fault& fault : unreadable_) say_unreadable(fault, linted);
    for (const Unreadable& one : read.unreadable)
      if (!one.is_template)
        say_unreadable(fault_of(one.range, one.problems), linted);
    mark_refused(linted);
    return std::move(out_);
  }

 private:
  struct Fault {
    Range range;
    std::string reason;
  };

  /// The first problem of a document that cannot be read.
  static Fault fault_of(Range document, const Problems& problems) {
    if (problems.empty()) return {document, ""};
    return {problems.front().range, problems.front().reason};
  }

  static LintOptions lint_options(const MeshInputOptions& options) {
    LintOptions made;
    made.settings = options.settings;
    made.limits = options.reader.limits;
    made.shown = Severity::error;
    return made;
  }

  void give_up(std::string_view line) {
    refuse(io_, line);
    out_.complete = false;
  }

  void count(const LoadedObject& object) {
    switch (object.outcome) {
      case Outcome::gateway:
        ++out_.gateways;
        break;
      case Outcome::context:
        ++out_.context;
        break;
      case Outcome::noted:
      case Outcome::skipped:
        ++out_.skipped;
        break;
      case Outcome::unreadable:
        unreadable_.push_back(fault_of(object.range, object.model.problems));
        break;
    }
  }

  /// In the words of the rule that reports it, if there is one.
  void say_unreadable(const Fault& fault, const LintResult& linted) {
    const auto found = std::find_if(
        linted.diagnostics.begin(), linted.diagnostics.end(),
        [&](const Diagnostic& one) { return one.range == fault.range; });
    std::string why = "cannot be read as YAML";
    if (found != linted.diagnostics.end())
      why = found->message;
    else if (!fault.reason.empty())
      why += ": " + fault.reason;
    const Place at = sources_.place(fault.range);
    give_up(fmt::format("{}:{}:{}: {}", visible(at.path), at.line, at.column,
                        visible(why)));
  }

  void mark_refused(const LintResult& linted) {
    std::set<std::tuple<FileId, std::string, std::string>> refused;
    for (const Diagnostic& one : linted.diagnostics) {
      if (one.severity != Severity::error || one.layer == Layer::reading)
        continue;
      const ObjectName& object =
          linted.objects[static_cast<std::uint32_t>(one.object)];
      refused.insert(
          {one.range.file,
           object.namespace_.value_or(options_.reader.default_namespace),
           object.name.value_or("")});
    }
    for (MeshGateway& gateway : out_.mesh.gateways)
      gateway.refused = refused.count({gateway.range.file, gateway.namespace_,
                                       gateway.name}) > 0;
  }

  const MeshInputOptions& options_;
  Sources& sources_;
  Io& io_;
  std::vector<const Rule*> gatekeepers_;
  RuleSet rules_;
  LintOptions lint_options_;
  Linter linter_;
  MeshReader reader_;
  MeshInput out_;
  std::vector<Fault> unreadable_;
};

}  // namespace

MeshInput read_mesh(const Inputs& inputs, const MeshInputOptions& options,
                    bool quiet, Sources& sources, Io& io) {
  Reader reader(options, sources, io);
  Progress progress(io, inputs.files.size(), quiet);
  for (const Input& input : inputs.files) {
    reader.add(input);
    progress.step();
  }
  MeshInput made = reader.finish();
  for (const Error& error : inputs.errors) {
    refuse(io, error.message);
    made.complete = false;
  }
  return made;
}

}  // namespace asmgw::cli
