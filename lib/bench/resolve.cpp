// bench_resolve FILE [REQUESTS]: renders a file, and if asked resolves that
// many requests on its workloads, for hosts h0.example.com, h1.example.com, ...
// The difference of the two counts is what resolving costs.
#include "resolve/resolve.h"

#include "base/file.h"
#include "listen/mesh_reader.h"

#include <fmt/core.h>

#include <iostream>
#include <string>

namespace asmgw {
namespace {

/// Of every fourth request the host is not served, of every third the port.
std::size_t reached(const Resolver& resolver, std::size_t requests) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < requests; ++i) {
    const auto request = parse_url(fmt::format(
        "{}://{}{}.example.com:{}/p{}/x", i % 2 == 0 ? "https" : "http",
        i % 4 == 3 ? "none" : "h", i % 2000,
        i % 2 == 0   ? 443
        : i % 3 == 0 ? 8080
                     : 80,
        i));
    if (request && resolver.answer(*request).reached()) ++count;
  }
  return count;
}

int run(int argc, char** argv) {
  if (argc < 2) return 2;
  auto file = read_file(argv[1], 1U << 30);
  if (!file) return 2;
  Sources sources;
  const MeshReaderOptions options;
  MeshReader reader(sources, options);
  reader.add(sources.add(argv[1], std::move(file->text)), false, {});
  const MeshResult read = reader.finish();
  const MeshSettings settings;
  const Engine engine(read.mesh, settings);
  const std::size_t requests =
      argc > 2 ? static_cast<std::size_t>(std::stoul(argv[2])) : 0;
  for (const Workload& workload : workloads(read.mesh, settings)) {
    const Effective effective = engine.effective(workload);
    const Resolver resolver(effective, read.mesh, settings);
    std::cout << reached(resolver, requests) << " of " << requests << '\n';
  }
  return 0;
}

}  // namespace
}  // namespace asmgw

int main(int argc, char** argv) { return asmgw::run(argc, argv); }
