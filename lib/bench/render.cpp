// bench_render FILE [render]: reads a file into a mesh and, if asked, merges
// and prints it. The difference of the two counts is what render costs.
#include "output/render.h"

#include "base/file.h"
#include "mesh/merge.h"

#include <iostream>
#include <string>

namespace asmgw {
namespace {

int run(int argc, char** argv) {
  if (argc < 2) return 2;
  auto file = read_file(argv[1], 1U << 30);
  if (!file) return 2;
  Sources sources;
  MeshSettings options;
  options.limits.nodes = 100'000'000;
  const MeshResult read = read_mesh(
      sources, {sources.add(argv[1], std::move(file->text))}, options);
  std::cout << read.mesh.gateways.size() << " Gateways\n";
  if (argc < 3) return 0;
  const MeshSettings settings;
  const Engine engine(read.mesh, settings);
  Rendering rendering{sources, read.mesh, settings, {}};
  for (const Workload& workload : workloads(read.mesh, settings))
    rendering.workloads.push_back(engine.effective(workload));
  std::string out;
  reporters::render_table.write({rendering}, {}, out);
  std::cout << out.size() << " bytes\n";
  return 0;
}

}  // namespace
}  // namespace asmgw

int main(int argc, char** argv) { return asmgw::run(argc, argv); }
