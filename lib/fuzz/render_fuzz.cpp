// Any bytes through the mesh, the engine and every reporter of render.
#include "fuzz/fuzz.h"
#include "listen/mesh_reader.h"
#include "output/render.h"

#include <string>

namespace asmgw {

void fuzz(std::string_view bytes) {
  Sources sources;
  const MeshReaderOptions options;
  MeshReader reader(sources, options);
  reader.add(sources.add("fuzz.yaml", std::string(bytes)), false, {});
  const MeshResult read = reader.finish();
  MeshSettings settings;
  settings.quic = bytes.size() % 2 == 1;
  const Engine engine(read.mesh, settings);
  Rendering rendering{sources, read.mesh, settings, {}};
  for (const Workload& workload : workloads(read.mesh, settings)) {
    rendering.workloads.push_back(engine.effective(workload));
    for (const EffectiveListener& one : rendering.workloads.back().listeners)
      must(one.state == ListenerState::nack || !one.clash);
  }
  for (const RenderReporter* reporter : reporters::render) {
    std::string out;
    reporter->write(rendering, {}, out);
    must(out.find('\x1b') == std::string::npos);
  }
}

}  // namespace asmgw
