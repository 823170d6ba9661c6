// bench_resolve FILE [REQUESTS]: renders a file, and if asked resolves that
// many requests on its workloads, for the hosts that bench.py gives its
// Gateways. The difference of the two counts is what resolving costs.
#include "resolve/resolve.h"

#include "base/file.h"
#include "mesh/merge.h"

#include <fmt/core.h>

#include <iostream>
#include <string>

namespace asmgw {
namespace {

/// Of every fourth request the host is not served.
std::string url_of(std::size_t i) {
  return fmt::format("https://{}{}-{}.example.com:{}/p{}/x",
                     i % 4 == 3 ? "none" : "h", i % 2000, i % 5, 443 + i % 5,
                     i);
}

/// Requests that end at a route or a virtual host.
std::size_t served(const Resolver& resolver, std::size_t requests) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < requests; ++i) {
    const auto request = parse_url(url_of(i));
    if (request && resolver.answer(*request).virtual_host) ++count;
  }
  return count;
}

int run(int argc, char** argv) {
  if (argc < 2) return 2;
  auto file = read_file(argv[1], 1U << 30);
  if (!file) return 2;
  Sources sources;
  const MeshSettings settings;
  const MeshResult read = read_mesh(
      sources, {sources.add(argv[1], std::move(file->text))}, settings);
  const Engine engine(read.mesh, settings);
  const std::size_t requests =
      argc > 2 ? static_cast<std::size_t>(std::stoul(argv[2])) : 0;
  for (const Workload& workload : workloads(read.mesh, settings)) {
    const Effective effective = engine.effective(workload);
    const Resolver resolver(effective, read.mesh, settings);
    std::cout << served(resolver, requests) << " of " << requests << '\n';
  }
  return 0;
}

}  // namespace
}  // namespace asmgw

int main(int argc, char** argv) { return asmgw::run(argc, argv); }
