// What a kustomization.yaml says of the files beside it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The names under which kustomize looks for its file.
inline constexpr std::array<std::string_view, 3> kustomization_names{
    "kustomization.yaml", "kustomization.yml", "Kustomization"};
bool is_kustomization(std::string_view file_name);

/// The objects that a patch is for; "": whatever it is. `name` and
/// `namespace_` are regular expressions to kustomize.
struct PatchTarget {
  std::string kind, namespace_, name;
  bool spec = true;  ///< what the patch changes may be in their `spec`

  bool operator==(const PatchTarget&) const = default;
};

struct KustomizationPatch {
  std::string path;  ///< relative, as written; "": the patch stands inline
  /// As written, or what an inline patch itself names. All of it "" where only
  /// the file at `path` can tell.
  PatchTarget target;
  bool leaves_spec = false;  ///< of an inline patch, see `leaves_spec`
};

/// What a kustomization.yaml says, as far as it can be read.
struct KustomizationFile {
  bool component = false;  ///< `kind: Component`
  /// Relative or remote, as written; of `resources`, `bases`, `components`.
  std::vector<std::string> resources, bases, components;
  std::string namespace_, name_prefix, name_suffix;
  /// Of `patches`, `patchesJson6902` and `patchesStrategicMerge`.
  std::vector<KustomizationPatch> patches;
};

/// A text that cannot be read says nothing; what is of a wrong type neither.
KustomizationFile read_kustomization(std::string_view text);

/// The text of a patch, in the form of an object or of JSON patch operations,
/// changes nothing but labels, annotations and the like.
bool leaves_spec(std::string_view patch);

/// An entry of `resources` that leads to another host or repository.
bool is_remote_resource(std::string_view entry);

/// The files that the text of a kustomization.yaml names as patches, relative
/// to it as written: `patches[].path`, `patchesJson6902[].path` and
/// `patchesStrategicMerge[]`. Patches written inline are left out, and a text
/// that cannot be read names none.
std::vector<std::string> patch_files(std::string_view kustomization);

}  // namespace asmgw
