// One Gateway written twice: the last one stands.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string_view folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : path.substr(0, slash);
}

void check(const SetFacts& facts, Report& report) {
  for (const Replaced& one : facts.mesh.replaced) {
    if (one.kind != "Gateway") continue;
    const Sources& sources = facts.sources;
    const bool apart = folder(sources.file(one.earlier.file).path()) !=
                       folder(sources.file(one.later.file).path());
    Finding found =
        report.about({&one.object, &facts.no_paths, nullptr})
            .at(one.earlier, root_path,
                "Gateway {} is defined again; the last definition stands",
                one.name);
    const bool alternatives =
        facts.alternatives && one.earlier.file != one.later.file;
    if (apart || alternatives) found.at_most(Severity::info);
    found.note(one.later, "defined again here")
        .consequence("whoever applies both keeps only one of them")
        .fix("give one of them another name, or remove it");
  }
}

}  // namespace

constinit const Rule rules::gateway_defined_twice = {
    .id = "GW409",
    .name = "gateway-defined-twice",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "two Gateways with one namespace and name",
    .rationale =
        R"(Of two objects of one kind, namespace and name the API server keeps the
one that is applied last; the other is gone, with all its servers. Files in
different directories are often alternatives (overlays, clusters, steps of a
tutorial), so there it is only an info. The copies are not compared with one
another for conflicts: the last one counts.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop,  # <--
  namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [b.example.com])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop-b, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [b.example.com])",
    .source = "kubectl apply: the last object of a name stands",
    .keys = {},
    .aliases = {},
    .check = check,
    .claim = Claim::doubles,
};

}  // namespace asmgw
