// What has no effect in one direction has none in the other.
#include "diff/kinds/host.h"
#include "diff/kinds/merge.h"
#include "diff/kinds/tls.h"
#include "testing/diffing.h"
#include "testing/meshes.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

/// What the catalogue levels otherwise than its inverse: a server that is new
/// and dropped at once comes to nothing, which whoever writes it wants to know,
/// while whoever removes it loses nothing; a scope that no VirtualService of
/// the inputs needs is no loss, but lets others in; and settings that a mode
/// does not read.
bool is_one_sided(const Change& one) {
  const ChangeKind* kind = one.kind;
  return (kind == &changes::server_dropped && !one.older) ||
         kind == &changes::host_scope_widened ||
         kind == &changes::host_scope_narrowed ||
         kind == &changes::tls_params_ignored_resolved;
}

Impact level_of(const Diffed& diffed) {
  Impact worst = Impact::none;
  for (const Change& one : diffed.result.changes)
    if (!is_one_sided(one)) worst = std::max(worst, one.level);
  return worst;
}

/// Gateways whose selector this one does not satisfy select nothing.
WorkloadWish ingress() { return {"istio-system", "ingress", {{"istio", "a"}}}; }

}  // namespace

TEST_CASE("what no workload selects comes and goes without effect") {
  DiffSettings settings;
  settings.lint.settings.workloads.push_back(ingress());
  const auto other = [](std::string_view hosts) {
    return fmt::format(R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {{name: b}}
spec:
  selector: {{app: x}}
  servers:
  - port: {{number: 80, name: http, protocol: HTTP}}
    hosts: [{}]
)",
                       hosts);
  };
  const std::string none, b = other("b.com"), c = other("b.com, c.com");
  for (const auto& [older, newer] : {std::pair(&none, &b), std::pair(&b, &none),
                                     std::pair(&b, &c), std::pair(&c, &b)}) {
    const Diffed diffed = diff_texts(*older, *newer, settings);
    CAPTURE(diffed.text());
    CHECK(diffed.result.changes.size() == 1);
    CHECK((diffed.result.level() == Impact::none));
  }
}

TEST_CASE("a scope that shuts nobody out leaves the listener as it is") {
  const auto with = [](std::string_view host) {
    return fmt::format(R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {{name: a}}
spec:
  selector: {{istio: a}}
  servers:
  - port: {{number: 80, name: http, protocol: HTTP}}
    hosts: [{}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {{name: v}}
spec:
  hosts: [a.com]
  gateways: [a]
  http: [{{route: [{{destination: {{host: web}}}}]}}]
)",
                       host);
  };
  const Diffed diffed = diff_texts(with("a.com"), with("./a.com"));
  CAPTURE(diffed.text());
  CHECK((diffed.result.level() == Impact::none));
}

TEST_CASE("property: without effect in one direction, without in the other") {
  Differences differences;
  std::size_t pairs = 0, without = 0;
  const std::uint32_t meshes = 480 / stride(1);
  for (std::uint32_t seed = 0; seed < meshes; ++seed) {
    MeshMaker maker(seed);
    DiffSettings settings;
    settings.lint.settings.order = seed % 2 == 0 ? Order::name : Order::file;
    if (seed % 3 != 0) settings.lint.settings.workloads.push_back(ingress());
    Documents documents = maker.mesh();
    const std::string before = plain_text(documents);
    maker.edit(documents);
    const std::string after = plain_text(documents);
    const Diffed there = diff_texts(before, after, settings),
                 back = diff_texts(after, before, settings);
    const bool none = level_of(there) == Impact::none;
    ++pairs;
    without += none ? 1U : 0U;
    if (none == (level_of(back) == Impact::none)) continue;
    differences.add(fmt::format("mesh {}\nthere:\n{}back:\n{}", seed,
                                there.text(), back.text()));
  }
  INFO(differences.first(8));
  CHECK(differences.count() == 0);
  CHECK(without * 20 > pairs);
  CHECK(without * 3 < pairs * 2);
}

}  // namespace asmgw
