// Documents of a file -> Models, one object after another; what cannot be a
// Gateway is passed over without being parsed.
#pragma once

#include "model/gateway.h"
#include "yaml/read.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace asmgw {

/// What became of a document or an item of a List.
enum class Outcome : std::uint8_t {
  gateway,     ///< judged
  unreadable,  ///< problems only
  left_alone,  ///< a template or a patch, with one problem that says so
  noted,       ///< a Gateway of another API, with a problem that says so
  context,     ///< another kind that matters to Gateways; only counted
  skipped,     ///< not ours
};

struct LoadedObject {
  Outcome outcome = Outcome::skipped;
  Range range;              ///< the document or item
  std::string_view reason;  ///< why it was skipped, for people
  Model model;
  /// Ours, and a misspelt field was read as what was meant: the object as the
  /// API server stores it, without its unknown fields.
  std::optional<Model> as_stored;
  /// Not parsed: the kind as its `kind:` line says it, "" if only parsing can
  /// tell.
  std::optional<std::string_view> glimpsed;
  /// Of a glimpsed one: Kubernetes cannot read it, and no template makes it.
  bool broken = false;
  /// Parsed, and a mapping of any kind: the object. Lives for the call alone.
  const Tree* tree = nullptr;
  NodeId node = no_node;
  bool refused = false;  ///< whoever judges it says so: see MeshGateway
};

/// What a file is to the tools that make manifests.
enum class FileRole : std::uint8_t {
  manifest,
  patch,  ///< a kustomization.yaml names it: there may be parts of objects
};

struct LoadOptions {
  Limits limits;
  FileRole role = FileRole::manifest;
};

/// Reads all documents of `file` in order and hands each to `take`. The model
/// points into `file` and lives for the call alone; it may be moved from.
void load_objects(const SourceFile& file, FileId id, const LoadOptions& options,
                  const std::function<void(LoadedObject&)>& take);

/// `List`, `GatewayList` and the like.
bool is_list_kind(std::string_view kind);

/// The apiVersion of an unparsed document, "" if only parsing can tell.
std::string_view glance_at_api_version(std::string_view text);

}  // namespace asmgw
