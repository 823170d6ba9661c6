// What is read is kept by its files, so that the context can be told from the
// side.
#include "cli/side_reader.h"

#include "base/digest.h"
#include "base/text.h"
#include "cli/empty_side.h"
#include "cli/group_input.h"
#include "cli/mesh_input.h"
#include "cli/not_checked.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace asmgw::cli {
namespace {

/// Text, but no object of any kind: a page of an error, half a file. A side
/// with nothing in it is empty, or comments, or an empty List.
const Skipped* lone_text(const Sources& sources, const LintResult& side) {
  const auto is_object = [&](const Skipped& one) {
    return one.reason == "another kind" ||
           sources.text(one.range).find("kind") != std::string_view::npos;
  };
  if (side.counts.gateways > 0 || side.counts.context > 0 ||
      side.skipped.empty() ||
      std::any_of(side.skipped.begin(), side.skipped.end(), is_object))
    return nullptr;
  return &side.skipped.front();
}

/// Kustomizations above where the side begins are none of it: what they
/// include beside it is not there.
bool is_below(std::string_view path, std::string_view folder) {
  return folder == "/" ||
         (path.starts_with(folder) && path.size() > folder.size() &&
          path[folder.size()] == '/');
}

std::size_t others_in(const std::vector<MeshFile>& files) {
  std::size_t count = 0;
  for (const MeshFile& file : files)
    for (const FileObject& one : file.objects->objects)
      count += one.outcome == Outcome::context ||
                       one.outcome == Outcome::skipped ||
                       one.outcome == Outcome::left_alone ||
                       one.outcome == Outcome::noted
                   ? 1
                   : 0;
  return count;
}

/// The findings in these files.
LintResult part_of(const LintResult& all, const std::vector<MeshFile>& files) {
  std::set<FileId> wanted;
  for (const MeshFile& file : files)
    if (!file.beside) wanted.insert(file.objects->file);
  LintResult part;
  part.objects = all.objects;
  for (const Diagnostic& one : all.diagnostics)
    if (wanted.contains(one.range.file)) part.diagnostics.push_back(one);
  return part;
}

}  // namespace

SideReader::SideReader(const Side& side, const std::optional<Side>& context,
                       const LintOptions& options, Sources& sources)
    : side_(side),
      options_(options),
      sources_(sources),
      rules_(rules::all),
      linter_(sources, rules_, options) {
  if (context) check(*context);
  first_ = linter_.files().size();
  check(side);
}

void SideReader::check(const Side& side) {
  for (const SideFile& file : side.files)
    linter_.check(sources_.add(file.path, file.text), file.role);
}

std::span<const FileObjects> SideReader::own() const {
  return linter_.files().subspan(first_);
}

std::size_t SideReader::gateways() const { return gateways_in(own()); }

std::string SideReader::instead() const {
  return found_instead(side_, own(), sources_, options_.settings);
}

GroupedInputs SideReader::grouped_inputs(
    const std::optional<PlacedConfig>& config) const {
  Inputs inputs;
  std::vector<const FileObjects*> objects;
  for (std::size_t i = 0; i < side_.files.size(); ++i) {
    const SideFile& file = side_.files[i];
    Input& input = inputs.files.emplace_back();
    const bool lies_there = !file.whole.empty() && !file.build;
    input.path = lies_there ? shown_from_here(file.whole) : file.path;
    input.is_stdin = file.is_stdin;
    input.root = file.root;
    input.role = file.role;
    input.whole = file.whole;
    input.build = file.build;
    objects.push_back(&own()[i]);
  }
  for (const Kustomization& one : side_.kustomizations)
    if (is_below(one.path, side_.folder)) inputs.kustomizations.push_back(one);
  return group_input(inputs, sources_, objects, options_.settings, config);
}

Result<GroupedSide> SideReader::group(std::string_view word,
                                      const GroupWishes& wishes, bool one_mesh,
                                      const std::optional<PlacedConfig>& config,
                                      Io& io) {
  if (one_mesh) {
    std::vector<const FileObjects*> all;
    for (const FileObjects& file : own()) all.push_back(&file);
    groups_ = cli::one_mesh(all);
    return grouped(word);
  }
  GroupWishes every = wishes;
  every.names.clear();  // a group may be there on one side alone
  auto made = group_meshes(grouped_inputs(config), every, sources_,
                           options_.settings, io);
  if (!made) return made.error();
  groups_ = std::move(*made);
  renamings_ = renamings();
  return grouped(word);
}

GroupedSide SideReader::grouped(std::string_view word) const {
  GroupedSide made;
  made.shown = fmt::format("{} ({})", word, side_.name);
  made.whole = side_.is_file;
  if (!groups_.groups) return made;
  const std::vector<GroupedFile>& files = groups_.groups->files();
  made.whole |= !files.empty() &&
                std::all_of(files.begin(), files.end(),
                            [](const GroupedFile& file) { return file.live; });
  std::vector<GroupIndex> indexes;
  for (const GroupMesh& mesh : groups_.all) {
    if (!mesh.index) continue;
    const MeshGroup& group = groups_.groups->all()[*mesh.index];
    SideGroup& one = made.groups.emplace_back();
    one.name = group.name;
    one.place = place_of(group);
    add_gateways(mesh, one);
    indexes.push_back(*mesh.index);
  }
  made.apart = [this, indexes](std::size_t a, std::size_t b) {
    return groups_.groups->relation(indexes[a], indexes[b]) == Relation::apart;
  };
  return made;
}

void SideReader::add_gateways(const GroupMesh& mesh, SideGroup& to) const {
  std::set<std::string> texts;
  for (const MeshFile& file : mesh.files)
    for (const FileObject& object : file.objects->objects) {
      if (!object.gateway || file.beside) continue;
      to.gateways.insert(object.gateway->full_name());
      texts.insert(fingerprint_of(
          std::vector{object.gateway->full_name(),
                      std::string(sources_.text(object.range))}));
    }
  for (const std::string& text : texts) to.contents += text;
}

/// Seen from where the side begins.
std::string SideReader::place_of(const MeshGroup& group) const {
  if (!group.folder || side_.folder.empty()) return {};
  if (*group.folder == side_.folder) return ".";
  if (!is_below(*group.folder, side_.folder)) return {};
  const std::string before = joined_path(side_.folder, "");
  return group.folder->substr(before.size());
}

std::vector<MeshFile> SideReader::files_of(const GroupChoice& choice) const {
  const auto all = linter_.files();
  std::vector<MeshFile> files;
  for (std::size_t i = 0; i < (choice.all ? all.size() : first_); ++i)
    files.push_back({&all[i], false});
  if (choice.all) return files;
  std::map<const FileObjects*, std::size_t> taken;
  for (std::size_t i : choice.groups)
    for (const MeshFile& file : groups_.all[i].files) {
      const auto [at, fresh] = taken.try_emplace(file.objects, files.size());
      if (fresh)
        files.push_back(file);
      else
        files[at->second].beside &= file.beside;
    }
  const auto number = [](const MeshFile& file) { return file.objects->file; };
  std::stable_sort(files.begin() + static_cast<std::ptrdiff_t>(first_),
                   files.end(), [&](const MeshFile& a, const MeshFile& b) {
                     return number(a) < number(b);
                   });
  return files;
}

std::vector<std::string> SideReader::notes_of(const GroupChoice& choice) const {
  std::vector<std::string> notes;
  for (std::size_t i : choice.groups)
    notes.insert(notes.end(), groups_.all[i].notes.begin(),
                 groups_.all[i].notes.end());
  return notes;
}

/// How kustomizations rename what they apply, wherever that is.
std::string SideReader::renamings() const {
  if (!groups_.groups) return {};
  std::vector<std::string> all;
  for (const MeshGroup& group : groups_.groups->all())
    for (const GroupMember& member : group.members) {
      const Renaming& one = member.renaming;
      if (!one.empty())
        all.insert(all.end(),
                   {group.name, groups_.groups->files()[member.file].path,
                    one.namespace_, one.prefix, one.suffix,
                    one.only_unnamed ? "unnamed" : ""});
    }
  return fingerprint_of(all);
}

/// Of a file that is beside a mesh its Gateways are none of it.
const std::string& SideReader::content_of(const MeshFile& file) {
  const auto [at, fresh] =
      contents_.try_emplace({file.objects, file.beside}, "");
  if (!fresh) return at->second;
  const bool patch = file.objects->role == FileRole::patch;
  std::vector<std::string> texts{patch ? "patch" : ""};
  if (!file.beside)
    texts.emplace_back(sources_.file(file.objects->file).text());
  for (const FileObject& object : file.objects->objects)
    if (file.beside && !object.gateway)
      texts.emplace_back(sources_.text(object.range));
  return at->second = fingerprint_of(texts);
}

std::vector<std::string> SideReader::contents_of(const GroupChoice& choice) {
  std::vector<std::string> all{renamings_};
  for (const MeshFile& file : files_of(choice)) {
    all.emplace_back(file.beside ? "beside" : "");
    all.push_back(content_of(file));
  }
  return all;
}

/// What the context has a part in is together with all.
Keep SideReader::keep() const {
  if (!groups_.by_relation) return {};
  std::set<FileId> context;
  for (std::size_t i = 0; i < first_; ++i)
    context.insert(linter_.files()[i].file);
  return [context = std::move(context), this](Diagnostic& found) {
    const bool with_context =
        context.contains(found.range.file) ||
        std::any_of(found.notes.begin(), found.notes.end(),
                    [&](const Note& note) {
                      return note.range && context.contains(note.range->file);
                    });
    return with_context || (*groups_.by_relation)(found);
  };
}

std::size_t SideReader::gateways_of(const GroupChoice& choice) const {
  std::set<std::string> names;
  for (std::size_t i : choice.groups)
    for (const MeshFile& file : groups_.all[i].files)
      for (const FileObject& object : file.objects->objects)
        if (object.gateway && !file.beside)
          names.insert(object.gateway->full_name());
  return names.size();
}

std::optional<std::vector<SideMesh>> SideReader::meshes(
    const std::vector<GroupChoice>& choices, bool quiet, Io& io) {
  std::vector<std::vector<MeshFile>> files, merged;
  for (const GroupChoice& choice : choices) {
    files.push_back(files_of(choice));
    merged.push_back(choice.same ? files_of({}) : files.back());
  }
  LintedMeshes linted = linter_.finish(merged, keep());
  io.err << left_alone_lines(sources_, linted.result, quiet);
  std::vector<const Linted*> read;
  for (const Linted& one : linted.meshes) read.push_back(&one);
  if (!quiet)
    for (const std::string& line : passed_over_lines(sources_, read))
      say(io, "passed over: " + line);
  const std::vector<std::string> lines =
      unreadable_lines(sources_, linted.result, read);
  for (const std::string& line : lines) refuse(io, line);
  if (!lines.empty()) return std::nullopt;
  if (const Skipped* text = lone_text(sources_, linted.result))
    text_alone_ = sources_.place(text->range).path;
  std::vector<SideMesh> made;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    SideMesh& mesh = made.emplace_back();
    mesh.linted = std::move(linted.meshes[i]);
    LintResult result = part_of(linted.result, files[i]);
    result.add(std::move(mesh.linted.result));
    result.sort();
    mesh.linted.result = std::move(result);
    mesh.notes = notes_of(choices[i]);
    mesh.others = others_in(files[i]);
    if (choices[i].same) mesh.unmerged_gateways = gateways_of(choices[i]);
  }
  return made;
}

}  // namespace asmgw::cli
