// Lint of trees that hold more than one mesh.
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <functional>
#include <initializer_list>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {
namespace {

constexpr std::string_view trees = "testdata/repositories/";

using Words = std::vector<std::string>;

/// `a.yaml GW401`, a line a finding, of warnings and errors.
std::string findings(const std::string& folder, const Words& options = {}) {
  Words words{"lint", "-q", "-o", "concise", folder};
  words.insert(words.end(), options.begin(), options.end());
  const Ran ran = run_asmgw(words);
  CHECK(ran.status < 2);
  std::string all;
  for (std::size_t at = 0; at < ran.out.size();) {
    const std::size_t end = ran.out.find('\n', at);
    const std::string line = ran.out.substr(at, end - at);
    at = end + 1;
    const std::size_t path = line.find(':'), id = line.find("[GW");
    all +=
        fmt::format("{} {}\n", line.substr(folder.size(), path - folder.size()),
                    line.substr(id + 1, 5));
  }
  return all;
}

std::string in_tree(std::string_view tree, const Words& options = {}) {
  return findings(std::string(trees) + std::string(tree), options);
}

std::string gateway(std::string_view name, std::string_view ns,
                    std::string_view host) {
  return fmt::format(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {{name: {}, namespace: {}}}\n"
      "spec:\n  selector: {{istio: ingressgateway}}\n  servers:\n"
      "  - port: {{number: 443, name: https, protocol: HTTPS}}\n"
      "    hosts: [{}]\n    tls: {{mode: SIMPLE, credentialName: c}}\n",
      name, ns, host);
}

std::string virtual_service(std::string_view name, std::string_view gateway,
                            std::string_view host) {
  return fmt::format(
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: {}, namespace: apps}}\n"
      "spec:\n  hosts: [{}]\n  gateways: [{}]\n"
      "  http: [{{route: [{{destination: {{host: a}}}}]}}]\n",
      name, host, gateway);
}

}  // namespace

TEST_CASE("groups: environments, clusters and copies accuse nobody") {
  CHECK(in_tree("envs").empty());
  CHECK(in_tree("clusters").empty());
  CHECK(in_tree("copy").empty());
  CHECK(in_tree("steps").empty());
  CHECK_FALSE(in_tree("envs", {"--together"}).empty());
  CHECK_FALSE(in_tree("clusters", {"--together"}).empty());
}

TEST_CASE("groups: what meets in one group is found, copies hide nothing") {
  CHECK(in_tree("dup") == "/a-all.yaml GW401\n");
  // One in each overlay.
  CHECK(in_tree("kz") ==
        "/base/gateway.yaml GW401\n/base/gateway.yaml GW401\n");
}

TEST_CASE("groups: what stands elsewhere is not missed, unless it is apart") {
  const TemporaryFolder folder;
  folder.write("platform/edge/gw.yaml", gateway("gw", "mesh", "a.com"));
  folder.write("apps/shop/vs.yaml", virtual_service("v", "mesh/gw", "a.com"));
  CHECK(findings(".").empty());
  // Nobody has this one.
  folder.write("apps/blog/vs.yaml", virtual_service("w", "mesh/no", "b.com"));
  const std::string told = findings("apps/..", {"--min-level", "info"});
  CHECK(told.find("/apps/blog/vs.yaml GW501\n") != std::string::npos);
  CHECK(told.find("/apps/shop/vs.yaml GW501\n") == std::string::npos);
}

TEST_CASE("groups: the lint of the root is that of its groups together") {
  const TemporaryFolder folder;
  for (const std::string env : {"dev", "prod"}) {
    folder.write("envs/" + env + "/a.yaml", gateway("a", env, "shop.com"));
    folder.write("envs/" + env + "/b.yaml", gateway("b", env, "shop.com"));
  }
  const std::string dev = findings("envs/dev"), prod = findings("envs/prod");
  CHECK(dev == "/b.yaml GW401\n");
  CHECK(findings("envs") == "/dev/b.yaml GW401\n/prod/b.yaml GW401\n");
  CHECK(prod == dev);
}

TEST_CASE("groups: a config says what belongs together") {
  const TemporaryFolder folder;
  folder.write("a/gw.yaml", gateway("a", "x", "shop.com"));
  folder.write("b/gw.yaml", gateway("b", "x", "shop.com"));
  CHECK(findings(".").empty());
  folder.write(".asmgw.yaml", "groups:\n  all: [\"**\"]\n");
  CHECK(findings(".").find("GW401") != std::string::npos);
  folder.write(".asmgw.yaml", "grops:\n  all: [\"**\"]\n");
  const Ran ran = run_asmgw({"lint", "."});
  CHECK(ran.status == 2);
  CHECK(ran.err.find(".asmgw.yaml:1:1") != std::string::npos);
}

TEST_CASE("groups: what is too much to group hides no conflict") {
  const TemporaryFolder folder;
  folder.write("a/gw.yaml", gateway("a", "x", "shop.com"));
  folder.write("b/gw.yaml", gateway("b", "x", "shop.com"));
  // Each of two includes both of the next: twice as many ways a level.
  for (int i = 0; i < 40; ++i)
    for (const char* side : {"p", "q"})
      folder.write(fmt::format("{}{}/kustomization.yaml", side, i),
                   fmt::format("namePrefix: {}\nresources: [../p{}, ../q{}]\n",
                               side, i + 1, i + 1));
  const Ran ran = run_asmgw({"lint", "-o", "concise"});
  CHECK(ran.status == 1);
  CHECK(ran.out.find("GW401") != std::string::npos);
  CHECK(ran.err.find("all inputs are taken as one mesh") != std::string::npos);
}

/// A Gateway with one or two servers that may clash with any other.
std::string random_gateway(const std::string& name,
                           const std::function<std::size_t()>& random) {
  const auto one_of = [&](std::initializer_list<const char*> all) {
    return *(all.begin() + random() % all.size());
  };
  std::string text = fmt::format(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {{name: {}, namespace: x}}\nspec:\n  selector: {}\n"
      "  servers:\n",
      name, one_of({"{istio: a}", "{istio: a}", "{istio: a, b: c}"}));
  for (std::size_t i = 0, end = 1 + random() % 2; i < end; ++i)
    text += fmt::format(
        "  - port: {{number: {}, name: p{}, protocol: {}}}\n    hosts: "
        "[{}]\n{}",
        one_of({"80", "443", "443", "8443"}), i,
        one_of({"HTTPS", "HTTPS", "HTTP", "TLS", "TCP"}),
        one_of({"a.com", "b.com", "c.com", "'*.com'", "'*'", "x/d.com"}),
        one_of({"    tls: {mode: SIMPLE, credentialName: c}\n",
                "    tls: {mode: PASSTHROUGH}\n",
                "    tls: {httpsRedirect: true}\n", "",
                "    bind: 1.2.3.4\n"}));
  return text;
}

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

TEST_CASE("groups: what clashes in a folder does so beside any other") {
  std::mt19937 engine(11);
  const std::function<std::size_t()> random = [&] { return engine(); };
  for (int round = 0; round < 150; ++round) {
    const TemporaryFolder folder;
    std::set<std::string> alone;
    std::string all;
    for (const std::string name : {"one", "two", "three"}) {
      for (std::size_t i = 0, end = 1 + random() % 2; i < end; ++i) {
        const std::string text =
            random_gateway(name + std::to_string(i), random);
        folder.write(fmt::format("{}/{}.yaml", name, i), text);
        all += text + "---\n";
      }
      alone.merge(lines_of(run_asmgw({"lint", "-o", "concise", name}).out));
    }
    CAPTURE(all);
    CHECK(lines_of(run_asmgw({"lint", "-o", "concise", "."}).out) == alone);
  }
}

}  // namespace asmgw::cli
