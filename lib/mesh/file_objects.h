// One file -> what is kept of it: Gateways and all else that is judged, what
// stands beside them, and the documents that are parsed only if they matter.
#pragma once

#include "mesh/mesh.h"
#include "model/context_decode.h"
#include "model/kinds.h"
#include "model/load.h"
#include "model/workload_policy.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace asmgw {

/// A document or an item of a List.
struct FileObject {
  Outcome outcome = Outcome::skipped;
  bool is_gateway = false;  ///< of some API: its kind says so
  Range range;
  std::string_view reason;  ///< why it was skipped, for people
  /// A Gateway that could be read.
  std::shared_ptr<MeshGateway> gateway;
  /// Of any other outcome but `context` and `skipped`, and of a VirtualService
  /// that has a fault.
  std::shared_ptr<const Model> other;
  /// See LoadedObject.
  std::shared_ptr<const Model> as_stored;

  /// Null of what is passed over.
  [[nodiscard]] const Model* model() const {
    return gateway ? &gateway->model : other.get();
  }
};

/// An object beside the Gateways, by its place in the file.
template <class T>
struct Numbered {
  std::uint32_t order = 0;
  std::shared_ptr<const T> object;
};

/// What parsed documents hold beside Gateways.
struct ContextObjects {
  std::tuple<
      std::vector<Numbered<VirtualService>>,
      std::vector<Numbered<DestinationRule>>,
      std::vector<Numbered<IstioGatewayObject>>,
      std::vector<Numbered<ServiceEntry>>, std::vector<Numbered<Service>>,
      std::vector<Numbered<PodTemplate>>, std::vector<Numbered<EnvoyFilter>>,
      std::vector<Numbered<WorkloadPolicy>>, std::vector<Numbered<ObjectHead>>>
      all;
  std::map<std::string, std::size_t> not_rendered;  ///< see Mesh

  /// Takes the object for what its kind says.
  void add(const ObjectSource& from, std::uint32_t order,
           Acceptance acceptance = Acceptance::accepted);
  /// `kind` may be null.
  void count_not_rendered(const Kind* kind);
};

/// What every object beside the Gateways has.
inline const ObjectHead& head_of(const ObjectHead& head) { return head; }
template <class T>
requires requires(const T& object) { object.head; }
const ObjectHead& head_of(const T& object) { return object.head; }

/// A document that was read after all.
struct ParsedDocument {
  bool readable = true;
  Problems problems;
  ContextObjects objects;
};

/// A document that is not parsed.
struct UnparsedDocument {
  std::uint32_t order = 0;
  std::uint32_t document = 0;  ///< see ObjectName
  Range range;
  ContextKind kind = ContextKind::none;  ///< none: only parsing can tell
  std::string_view word;                 ///< its kind as written, in the file
  bool broken = false;                   ///< see LoadedObject
};

/// All that is kept of one file under given settings. Points into the file
/// alone: as long as the file is in Sources, it stands for itself.
struct FileObjects {
  FileId file{};
  FileRole role = FileRole::manifest;
  std::vector<FileObject> objects;  ///< in the order of the file
  ContextObjects context;           ///< of documents that had to be parsed
  /// Of a patch those that say what it is for; it is no object.
  std::vector<UnparsedDocument> unparsed;
  Renaming renaming = {};  ///< under which it was read

  /// The API server or Istio refuses these; indexes into `objects`.
  void refuse(const std::vector<std::size_t>& refused);
  /// Parses `unparsed[i]` when it is first asked for. Not for several threads.
  const ParsedDocument& parsed(std::size_t i, const Sources& sources,
                               const MeshSettings& settings) const;

 private:
  mutable std::vector<std::shared_ptr<const ParsedDocument>> parsed_;
  mutable std::shared_ptr<const SourceFile> plain_;
};

/// Reads a file of `sources`; of one that is named as a patch nothing but
/// Gateways.
FileObjects read_objects(const Sources& sources, FileId file, FileRole role,
                         const MeshSettings& settings,
                         const Renaming& renaming = {});
/// The same file with the names that its objects get where it is applied.
FileObjects read_renamed(const FileObjects& file, const Sources& sources,
                         const MeshSettings& settings,
                         const Renaming& renaming);
/// A file of `bytes` that is larger than the limit: one problem.
FileObjects too_large(FileId file, std::uint64_t bytes, const Limits& limits);

}  // namespace asmgw
