// Any bytes through the YAML reader: documents, trees, entries and scalars.
#include "fuzz/fuzz.h"
#include "yaml/bytes.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <string>

namespace asmgw {
namespace {

void visit(const Tree& tree, NodeId id, std::size_t size) {
  const Node& node = tree[id];
  must(node.properties <= node.begin && node.begin <= node.end);
  must(node.end <= size && tree.follow(id) < tree.nodes.size());
  if (node.kind == NodeKind::scalar) (void)read_scalar(tree, node);
  if (node.kind == NodeKind::sequence) (void)items(tree, id);
  if (node.kind == NodeKind::mapping)
    must(entries(tree, id).size() <= tree.nodes.size() &&
         written_entries(tree, id).size() <= tree.nodes.size());
}

/// A text is read the same in short and in full.
void read_twice(std::string_view text) {
  std::string storage;
  const PreparedText prepared = prepare(text, 0, FileId{}, false, storage);
  Document document, whole;
  std::uint32_t rest = 0, whole_rest = 0;
  parse_events(prepared, Limits{}, document, rest);
  parse_whole(prepared, Limits{}, whole, whole_rest);
  must(document.readable == whole.readable && document.tree == whole.tree &&
       rest == whole_rest);
}

}  // namespace

void fuzz(std::string_view bytes) {
  const SourceFile file("fuzz.yaml", std::string(bytes));
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, FileId{}, chunk, Limits{});
    const std::size_t whole =
        document.readable ? document.tree.nodes.size() : 0;
    for (NodeId id = 0; id < whole; ++id)
      visit(document.tree, id, bytes.size());
    must(document.readable || !document.problems.empty());
    if (document.readable)
      read_twice(file.text().substr(chunk.begin, chunk.end - chunk.begin));
    for (const Problem& problem : document.problems)
      must(problem.range.begin <= problem.range.end &&
           problem.range.end <= bytes.size());
  }
}

}  // namespace asmgw
