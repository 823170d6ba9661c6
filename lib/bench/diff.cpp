// bench_diff OLD NEW [diff]: reads two files into meshes and, if asked,
// compares them. The difference of the two counts is what diff costs.
#include "diff/diff.h"

#include "base/file.h"
#include "diff/context.h"
#include "mesh/merge.h"

#include <iostream>
#include <string>

namespace asmgw {
namespace {

Mesh read(Sources& sources, const char* path) {
  auto file = read_file(path, 1U << 30);
  if (!file) return {};
  MeshSettings options;
  options.limits.nodes = 100'000'000;
  return read_mesh(sources, {sources.add(path, std::move(file->text))}, options)
      .mesh;
}

int run(int argc, char** argv) {
  if (argc < 3) return 2;
  Sources sources;
  Mesh older = read(sources, argv[1]), newer = read(sources, argv[2]);
  std::cout << older.gateways.size() << " and " << newer.gateways.size()
            << " Gateways\n";
  if (argc < 4) return 0;
  share_context(older, newer);
  const DiffResult result = diff(older, newer, MeshSettings{}, sources);
  std::cout << result.changes.size() << " changes\n";
  return 0;
}

}  // namespace
}  // namespace asmgw

int main(int argc, char** argv) { return asmgw::run(argc, argv); }
