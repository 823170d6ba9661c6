// Bytes of a file -> documents, split as kubectl does -> one Tree each, with
// every guard that keeps yaml-cpp from accepting what Kubernetes refuses.
#pragma once

#include "source/problem.h"
#include "source/source.h"
#include "yaml/limits.h"
#include "yaml/tree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace asmgw {

/// A piece of a file between two `---` lines.
struct Chunk {
  std::uint32_t begin = 0, end = 0;
  /// Text behind the `---` above this chunk that is no comment: Kubernetes
  /// reads nothing from there on. Empty range if there is none.
  std::uint32_t stray_begin = 0, stray_end = 0;
};

/// Splits at every line that begins with `---`, whatever it is part of. A file
/// without such a line is one chunk.
std::vector<Chunk> split_documents(std::string_view text);

/// One chunk read. Without nodes and problems the chunk is empty (blank or
/// comments only) and is no document to Kubernetes.
struct Document {
  Tree tree;
  Problems problems;
  /// False if Kubernetes cannot read it: then the tree is empty or a part, and
  /// a problem says why. A key given twice does not make it unreadable.
  bool readable = true;
};

Document read_document(const SourceFile& file, FileId id, Chunk chunk,
                       const Limits& limits);

/// A key and its value as Kubernetes sees a mapping: aliases not yet followed,
/// `<<` merged in, of a key given twice the last one.
struct Entry {
  NodeId key = no_node, value = no_node;
};

/// The entries of the mapping `id` (not an alias), in order of writing.
std::vector<Entry> entries(const Tree& tree, NodeId id);

/// The value under the key that reads `key` among the entries of the mapping
/// `id` (not an alias), or no_node.
NodeId find_value(const Tree& tree, NodeId id, std::string_view key);

/// The children of the sequence `id` (not an alias), aliases not followed.
std::vector<NodeId> items(const Tree& tree, NodeId id);

/// Pairs as written: key and value node ids, `<<` and duplicates included.
std::vector<Entry> written_entries(const Tree& tree, NodeId id);

}  // namespace asmgw
