// Asking some of the workloads tells what asking all of them would.
#include "mesh/merge.h"
#include "resolve/resolve.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

using Words = std::vector<std::string_view>;

/// Pods, Services, Gateways and VirtualServices that have little to do with
/// each other, and often meet.
class MeshText {
 public:
  explicit MeshText(unsigned seed) : random_(seed) {}

  std::string run() {
    for (int i = 0; i < 6; ++i) add_pod(i);
    for (int i = 0; i < 2; ++i) add_service(i);
    for (int i = 0; i < 5; ++i) add_gateway(i);
    for (int i = 0; i < 5; ++i) add_virtual_service(i);
    return std::move(out_);
  }

 private:
  std::string_view pick(const Words& words) {
    return words[random_() % words.size()];
  }
  std::string_view label() { return pick({"app: a", "app: b", "app: c"}); }
  std::string_view host() {
    return pick({"a.com", "b.a.com", "'*.a.com'", "'*'", "b.com", "x/a.com"});
  }

  void add_pod(int i) {
    out_ += fmt::format(
        "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: w{}, namespace: {}, "
        "labels: {{{}, id: w{}}}}}\nspec: {{}}\n",
        i, pick({"x", "y"}), label(), random_() % 4);
  }

  void add_service(int i) {
    out_ += fmt::format(
        "---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{}, namespace: "
        "{}}}\nspec: {{selector: {{{}}}, ports: [{{name: http, port: 80, "
        "targetPort: {}}}]}}\n",
        i, pick({"x", "y"}), label(), pick({"80", "8080"}));
  }

  void add_gateway(int i) {
    out_ += fmt::format(
        "---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: "
        "{{name: g{}, namespace: x}}\nspec:\n  selector: {{{}}}\n  servers:\n",
        i, label());
    for (int j = 0; j < 2; ++j)
      out_ += fmt::format(
          "  - port: {{number: {}, name: p{}, protocol: {}}}\n    hosts: "
          "[{}]\n",
          pick({"80", "443", "8080"}), j,
          pick({"HTTP}\n    tls: {httpsRedirect: true", "HTTP", "TCP",
                "HTTPS}\n    tls: {mode: SIMPLE, credentialName: c",
                "HTTPS}\n    tls: {mode: MUTUAL, credentialName: c",
                "TLS}\n    tls: {mode: PASSTHROUGH"}),
          host());
  }

  void add_virtual_service(int i) {
    out_ += fmt::format(
        "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
        "metadata: {{name: v{}, namespace: x}}\nspec:\n  hosts: [{}]\n"
        "  gateways: [g{}, g{}]\n  {}route: [{{destination: {{host: d}}}}]\n",
        i, pick({"a.com", "b.a.com", "'*.a.com'", "'*'", "b.com"}),
        random_() % 5, random_() % 5,
        pick({"http:\n  - ", "http:\n  - match: [{uri: {prefix: /p}}]\n    ",
              "http:\n  - match: [{sourceLabels: {id: w1}}]\n    ",
              "tcp:\n  - ", "tls:\n  - match: [{sniHosts: [a.com]}]\n    "}));
  }

  std::mt19937 random_;
  std::string out_;
};

struct Site {
  explicit Site(std::string text) {
    mesh = read_mesh(sources, {sources.add("mesh.yaml", std::move(text))},
                     settings)
               .mesh;
    const Engine engine(mesh, settings);
    for (const Workload& one : asmgw::workloads(mesh, settings))
      workloads.push_back(engine.effective(one));
  }

  /// The workload whose answer tells most, the first of several.
  [[nodiscard]] std::size_t telling(const Request& request) const {
    std::size_t best = 0;
    Depth deepest = Depth::nothing;
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      const Depth depth =
          depth_of(resolve(workloads[i], mesh, settings, request));
      if (depth > deepest) best = i;
      deepest = std::max(deepest, depth);
    }
    return best;
  }

  Sources sources;
  MeshSettings settings;
  Mesh mesh;
  SharedList<Effective> workloads;
};

}  // namespace

TEST_CASE("the telling answer of many workloads is that of asking all") {
  std::size_t several = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    const Site site(MeshText(seed).run());
    several += site.workloads.size() > 2;
    const Resolvers resolvers(site.workloads, site.mesh, site.settings);
    for (std::string_view scheme : {"http", "https"})
      for (std::string_view host : {"a.com", "b.a.com", "c.b.a.com", "b.com"})
        for (std::string_view rest : {":80/", ":443/", ":8080/p", ":81/"}) {
          const std::string url = fmt::format("{}://{}{}", scheme, host, rest);
          const Request request = parse_url(url).value();
          CAPTURE(seed);
          CAPTURE(url);
          CHECK(resolvers.telling(request).workload == site.telling(request));
        }
  }
  CHECK(several > 30);
}

}  // namespace asmgw
