// What is read -> findings: objects each for itself, and meshes as a whole.
#pragma once

#include "lint/diagnostic.h"
#include "lint/report.h"
#include "lint/rule_set.h"
#include "mesh/file_objects.h"
#include "mesh/mesh.h"
#include "mesh/settings.h"
#include "source/source.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace asmgw {

/// A file or document that was left alone, or could not be read, and why.
struct Skipped {
  Range range;
  std::string reason;
  bool is_gateway = false;  ///< to Kubernetes
};

struct LintCounts {
  std::size_t files = 0, gateways = 0, context = 0, skipped = 0;
  LevelCounts findings;

  void add(const LintCounts& other);
};

struct LintResult {
  std::vector<Diagnostic> diagnostics;  ///< only shown ones; see `sort`
  std::vector<ObjectName> objects;      ///< see ObjectId
  LintCounts counts;
  /// Templates and patches that were not judged; the reason names what they
  /// are. And the patches that are whole Gateways.
  std::vector<Skipped> left_alone, whole_patches;
  /// Gateways with placeholders; the reason is their number.
  std::vector<Skipped> with_placeholders;
  /// Filled if asked for.
  std::vector<Skipped> skipped, unreadable;
  bool version_decided = false;  ///< a finding depends on the Istio release

  /// Takes over what was found in later files, or of all together.
  void add(LintResult later);
  /// By file, offset, id.
  void sort();
};

struct LintOptions {
  MeshSettings settings;
  bool set_by_file = false;  ///< rules on several objects see one file at once
  Severity shown = Severity::warning;
  bool list_skipped = false;  ///< and what is unreadable
  bool patches = false;       ///< see MeshReading
  bool all_context = false;   ///< parse what can have no effect, too
  bool listening = false;     ///< all of it is worked out: see SetFacts
  /// Only findings of these files count, and those of others that show a place
  /// in them; all if it is empty. Asked by several threads.
  std::function<bool(FileId)> wanted = {};

  [[nodiscard]] bool wants(FileId file) const {
    return !wanted || wanted(file);
  }
};

/// What a file says and what is wrong with it.
struct JudgedFile {
  LintResult result;
  /// Objects that the API server or Istio does not take: see
  /// FileObjects::refuse.
  std::vector<std::size_t> refused;
};

struct SetFacts;

/// What becomes of a finding, which may be put to another level; false: it is
/// left out.
using Keep = std::function<bool(Diagnostic&)>;
/// Looks at a mesh with the rules of some claims; all findings are kept if
/// `keep` is empty.
using Look = std::function<void(const SetFacts&, std::initializer_list<Claim>,
                                const Keep& keep)>;
/// All of rules on several objects.
inline constexpr std::initializer_list<Claim> all_claims{
    Claim::accuses, Claim::doubles, Claim::misses, Claim::evidence};

/// The rules that are in force. `options` must outlive it. Safe for several
/// threads.
class Judge {
 public:
  Judge(const RuleSet& rules, const LintOptions& options);

  /// Its objects, each for itself.
  [[nodiscard]] JudgedFile file(const FileObjects& file) const;
  /// What only shows in several objects together. `look_at_all` is called once
  /// and looks at one mesh after the other; what two of them show is said once.
  [[nodiscard]] LintResult meshes(
      const std::function<void(const Look&)>& look_at_all) const;
  /// Rules of these claims have nothing to say of the mesh, at any level.
  [[nodiscard]] bool finds_nothing(const SetFacts& facts,
                                   std::initializer_list<Claim> claims) const;
  /// Some rules look at meshes.
  [[nodiscard]] bool judges_meshes() const { return !set_rules_.empty(); }

 private:
  const LintOptions* options_;
  std::vector<RuleSet::Active> rules_;      ///< on one object
  std::vector<RuleSet::Active> set_rules_;  ///< on several
};

}  // namespace asmgw
