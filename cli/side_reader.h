// Texts of a side -> its groups, and of those that are compared the meshes and
// what lint says of them.
#pragma once

#include "cli/command.h"
#include "cli/group_meshes.h"
#include "cli/group_pairs.h"
#include "cli/side.h"
#include "lint/linter.h"
#include "source/source.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asmgw::cli {

/// What is compared of a side at once.
struct SideMesh {
  Linted linted;  ///< `result` has the findings in its files, too
  std::vector<std::string> notes;
  std::size_t others = 0;  ///< objects that are no Gateways
  /// Of what is not merged, as both sides have the same.
  std::size_t unmerged_gateways = 0;

  [[nodiscard]] const Mesh& mesh() const { return linted.mesh(); }
  [[nodiscard]] Mesh& mesh() { return linted.read->mesh; }
};

class SideReader {
 public:
  /// Reads and checks all texts, those of the context first; the context is
  /// part of every mesh. What is given must outlive it.
  SideReader(const Side& side, const std::optional<Side>& context,
             const LintOptions& options, Sources& sources);

  /// Of its own, without those of the context.
  [[nodiscard]] std::size_t gateways() const;
  /// Of a side without Gateways: see found_instead.
  [[nodiscard]] std::string instead() const;
  [[nodiscard]] const Side& side() const { return side_; }

  /// Puts the files into groups, or takes them as one mesh. `word`: OLD, NEW.
  Result<GroupedSide> group(std::string_view word, const GroupWishes& wishes,
                            bool one_mesh,
                            const std::optional<PlacedConfig>& config, Io& io);
  /// All that the meshes of a choice are made of: no mesh of another side with
  /// the same contents differs from it. After `group`.
  [[nodiscard]] std::vector<std::string> contents_of(const GroupChoice& choice);
  /// One mesh for each, without files for what is the same on both sides; call
  /// once, after `group`. Nothing: some of the side cannot be read, which is
  /// said.
  std::optional<std::vector<SideMesh>> meshes(
      const std::vector<GroupChoice>& choices, bool quiet, Io& io);
  /// After `meshes`: a file, if there is nothing but text without any object.
  [[nodiscard]] const std::string& text_alone() const { return text_alone_; }

 private:
  void check(const Side& side);
  [[nodiscard]] std::span<const FileObjects> own() const;
  [[nodiscard]] GroupedInputs grouped_inputs(
      const std::optional<PlacedConfig>& config) const;
  [[nodiscard]] GroupedSide grouped(std::string_view word) const;
  void add_gateways(const GroupMesh& mesh, SideGroup& to) const;
  [[nodiscard]] std::string place_of(const MeshGroup& group) const;
  [[nodiscard]] std::vector<MeshFile> files_of(const GroupChoice& choice) const;
  [[nodiscard]] std::string renamings() const;
  [[nodiscard]] std::size_t gateways_of(const GroupChoice& choice) const;
  const std::string& content_of(const MeshFile& file);
  [[nodiscard]] Keep keep() const;
  [[nodiscard]] std::vector<std::string> notes_of(
      const GroupChoice& choice) const;

  const Side& side_;
  const LintOptions& options_;
  Sources& sources_;
  RuleSet rules_;
  Linter linter_;
  std::size_t first_ = 0;  ///< of the side's own files
  GroupMeshes groups_;
  std::string renamings_;
  std::map<std::pair<const FileObjects*, bool>, std::string> contents_;
  std::string text_alone_;
};

}  // namespace asmgw::cli
