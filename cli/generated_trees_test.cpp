// Repositories made at random of what repositories are made of, with conflicts
// planted inside groups: lint finds these and nothing else.
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace asmgw::cli {
namespace {

using Json = nlohmann::json;
using Findings = std::multiset<std::string>;  ///< `a.yaml GW401`

std::string gateway(const std::string& name, const std::string& namespace_,
                    const std::string& host) {
  return fmt::format(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata:\n  name: {}\n{}spec:\n"
      "  selector: {{istio: ingressgateway}}\n  servers:\n"
      "  - port: {{number: 443, name: https, protocol: HTTPS}}\n"
      "    hosts: [{}]\n    tls: {{mode: SIMPLE, credentialName: cert}}\n",
      name, namespace_.empty() ? "" : "  namespace: " + namespace_ + "\n",
      host);
}

std::string virtual_service(const std::string& name, const std::string& gateway,
                            const std::string& host) {
  return fmt::format(
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {{name: {0}, namespace: apps}}\nspec:\n  hosts: [{2}]\n"
      "  gateways: [{1}]\n"
      "  http: [{{route: [{{destination: {{host: {0}}}}}]}}]\n",
      name, gateway, host);
}

std::string kustomization(const std::string& text) {
  return "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" +
         text;
}

/// A repository, and what is true of it.
class Tree {
 public:
  explicit Tree(std::uint32_t seed) : random_(seed) {
    using Part = void (Tree::*)();
    const std::vector<Part> parts{
        &Tree::environments, &Tree::clusters, &Tree::overlays, &Tree::tutorial,
        &Tree::platform,     &Tree::flux,     &Tree::argo,     &Tree::chart,
        &Tree::copies,       &Tree::config};
    for (std::size_t left = 1 + below(5); left > 0; --left) {
      top_ = fmt::format("part{}", ++number_);
      (this->*parts[below(parts.size())])();
    }
  }

  TemporaryFolder folder;
  std::map<std::string, std::vector<std::string>> groups;  ///< by a name
  Findings planted;
  /// Hosts of Gateways whose VirtualService is in another folder.
  std::vector<std::string> bound;

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }
  /// Few names, so that parts of a tree share them.
  std::string host() { return fmt::format("h{}.example.com", below(4)); }
  std::string path(const std::string& name) const { return top_ + "/" + name; }

  void write(const std::string& group, const std::string& file,
             const std::string& text) {
    folder.write(path(file), text);
    groups[path(group)].push_back(path(file));
  }

  /// Another Gateway for the host in the same group, perhaps.
  void plant(const std::string& group, const std::string& namespace_,
             const std::string& taken) {
    if (below(3) != 0) return;
    const std::string file = group + "/zz.yaml";
    write(group, file, gateway("zz", namespace_, taken));
    planted.insert(path(file) + " GW401");
  }

  /// One Gateway in folders of which only one is applied to a mesh.
  void alternatives(const std::vector<std::string>& names) {
    const std::string taken = host();
    const bool same_name = below(2) == 0;
    for (const std::string& name : names) {
      const std::string ns = one_of<std::string>({"shop", "shop-" + name});
      write(name, name + "/gw.yaml",
            gateway(same_name ? "shop" : "shop-" + name, ns, taken));
      if (below(2) == 0)
        write(name, name + "/vs.yaml",
              virtual_service(
                  "web", ns + (same_name ? "/shop" : "/shop-" + name), taken));
      plant(name, "zz", taken);
    }
  }

  void environments() {
    alternatives(one_of<std::vector<std::string>>(
        {{"dev", "prod"}, {"dev", "staging", "prod"}, {"qa", "uat", "live"}}));
  }
  void clusters() {
    alternatives(
        one_of<std::vector<std::string>>({{"east", "west"},
                                          {"cluster1", "cluster2"},
                                          {"us-east-1", "eu-west-1"}}));
  }

  void overlays() {
    const std::string taken = host();
    folder.write(path("base/gw.yaml"), gateway("shop", "", taken));
    folder.write(path("base/kustomization.yaml"),
                 kustomization("resources: [gw.yaml]\n"));
    for (const char* name : {"dev", "prod"}) {
      const std::string group = fmt::format("overlays/{}", name);
      const bool extra = below(3) == 0;
      write(group, group + "/kustomization.yaml",
            kustomization(
                fmt::format("namespace: shop-{}\nresources: [../../base{}]\n",
                            name, extra ? ", zz.yaml" : "")));
      groups[path(group)].push_back(path("base/gw.yaml"));
      if (!extra) continue;
      write(group, group + "/zz.yaml", gateway("zz", "", taken));
      planted.insert(path(group + "/zz.yaml") + " GW401");
    }
  }

  /// The same Gateway grows from step to step, in folders or in one.
  void tutorial() {
    const std::string taken = host();
    const bool folders = below(2) == 0;
    for (int step = 1; step <= 3; ++step) {
      const std::string group =
          folders ? fmt::format("step-{:02}", step) : std::string("steps");
      write(group,
            folders ? group + "/gateway.yaml"
                    : fmt::format("steps/gateway-{}.yaml", step),
            gateway("shop", "shop", taken));
    }
  }

  void platform() {
    const std::string taken = fmt::format("bound{}.example.com", number_);
    write("platform/edge", "platform/edge/gw.yaml",
          gateway("edge" + std::to_string(number_), "mesh", taken));
    write("apps/shop", "apps/shop/vs.yaml",
          virtual_service(fmt::format("shop{}", number_),
                          fmt::format("mesh/edge{}", number_), taken));
    bound.push_back(taken);
    plant("platform/edge", "zz", taken);
  }

  void flux() {
    for (const char* cluster : {"one", "two"})
      folder.write(
          path(fmt::format("clusters/{}/apps.yaml", cluster)),
          fmt::format("apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
                      "kind: Kustomization\nmetadata: {{name: apps, namespace: "
                      "flux-system}}\nspec: {{path: ./{}}}\n",
                      path(fmt::format("apps/{}", cluster))));
    applied({"apps/one", "apps/two"});
  }

  void argo() {
    for (const char* app : {"red", "black"})
      folder.write(path(fmt::format("argo/{}.yaml", app)),
                   fmt::format("apiVersion: argoproj.io/v1alpha1\nkind: "
                               "Application\nmetadata: {{name: {0}}}\nspec:\n  "
                               "source: {{path: {1}}}\n",
                               app, path(fmt::format("deploy/{}", app))));
    applied({"deploy/red", "deploy/black"});
  }

  /// Gateways of several folders that something applies.
  void applied(const std::vector<std::string>& folders) {
    const std::string taken = host();
    for (const std::string& name : folders) {
      write(name, name + "/gw.yaml", gateway("shop", "shop", taken));
      plant(name, "zz", taken);
    }
  }

  void chart() {
    folder.write(path("Chart.yaml"),
                 "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
    folder.write(path("templates/gw.yaml"),
                 "{{- if .Values.gateway }}\n" +
                     gateway("{{ .Values.name }}", "", "{{ .Values.host }}") +
                     "{{- end }}\n");
  }

  void copies() {
    const std::string taken = host(), text = gateway("shop", "shop", taken);
    write("live", "live/gw.yaml", text);
    plant("live", "zz", taken);
    write("docs/example", "docs/example/gw.yaml", text);
    if (below(2) == 0)
      write("backup", "backup/gw.yaml", gateway("shop", "", taken));
  }

  void config() {
    if (configured_) return;
    configured_ = true;
    const std::string taken = host();
    folder.write(".asmgw.yaml",
                 fmt::format("groups:\n  a{0}: [\"{0}/a/**\"]\n  b{0}: "
                             "[\"{0}/b/**\"]\n",
                             top_));
    for (const char* name : {"a", "b"}) {
      const std::string group = name;
      write(group, group + "/x/gw.yaml", gateway("x", name, taken));
      if (below(2) == 0) continue;
      write(group, group + "/y/zz.yaml", gateway("zz", "zz", taken));
      planted.insert(path(group + "/y/zz.yaml") + " GW401");
    }
  }

  std::mt19937 random_;
  std::string top_;
  int number_ = 0;
  bool configured_ = false;
};

/// Of warnings and errors.
Findings lint(std::vector<std::string> words) {
  words.insert(words.begin(), {"lint", "-q", "-o", "json"});
  const Ran ran = run_asmgw(words);
  Findings found;
  CHECK(ran.status < 2);
  const Json report = Json::parse(ran.out);
  for (const Json& one : report["findings"])
    found.insert(one["path"].get<std::string>() + ' ' +
                 one["rule"].get<std::string>());
  return found;
}

/// Those of one file each in a mesh of its own, taken together.
Findings of_groups(const Tree& tree) {
  Findings all;
  for (const auto& [name, files] : tree.groups) {
    // Copies in one folder are alternatives.
    const bool steps = name.ends_with("/steps");
    for (const std::string& file : steps ? files : std::vector{files.front()}) {
      std::vector<std::string> words = steps ? std::vector{file} : files;
      words.insert(words.begin(), "--together");
      all.merge(lint(words));
    }
  }
  return all;
}

std::string text_of(const Findings& all) {
  std::string out;
  for (const std::string& one : all) out += one + '\n';
  return out;
}

/// The route that a host leads to, as render shows it.
bool has_route(const Json& rendering, const std::string& host) {
  for (const Json& workload : rendering["workloads"])
    for (const Json& routes : workload["routes"])
      for (const Json& one : routes["virtualHosts"])
        if (one["domains"].dump().find('"' + host + '"') != std::string::npos &&
            !one["routes"].empty())
          return true;
  return false;
}

}  // namespace

TEST_CASE("generated repositories: what is planted in a group, nothing else") {
  for (std::uint32_t seed = 1; seed <= 320; ++seed) {
    CAPTURE(seed);
    const Tree tree(seed);
    const Findings found = lint({"."});
    CHECK(text_of(found) == text_of(tree.planted));
    // Lint of the root is that of its groups.
    if (seed % 4 == 0) CHECK(text_of(found) == text_of(of_groups(tree)));
    if (tree.bound.empty()) continue;
    const Ran ran = run_asmgw({"render", "-q", "-o", "json", "."});
    REQUIRE(ran.status == 0);
    const Json rendering = Json::parse(ran.out);
    for (const std::string& host : tree.bound)
      CHECK(has_route(rendering, host));
  }
}

}  // namespace asmgw::cli
