// No request is named that does not show its change: each is asked again, of
// what both sides are made of.
#include "diff/all.h"
#include "resolve/resolve.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace asmgw {
namespace {

/// The workload of an id; on either side there may be none but of the other.
Workload workload_of(const Diffed& diffed, const std::string& id,
                     const MeshSettings& settings) {
  for (const Mesh* mesh : {&diffed.new_mesh(), &diffed.old_mesh()})
    for (Workload& one : workloads(*mesh, settings))
      if (one.id == id) return one;
  FAIL("no workload ", id);
  return {};
}

Told asked_again(const Diffed& diffed, const Mesh& mesh, const Told& known,
                 const Request& request) {
  const MeshSettings settings;
  const Workload workload = workload_of(diffed, known.workload, settings);
  const Effective effective = Engine(mesh, settings).effective(workload);
  return told(resolve(effective, mesh, settings, request), known.workload);
}

void check(const Diffed& diffed, const Change& change) {
  const Witness& witness = *change.witness;
  CAPTURE(change.title);
  CAPTURE(witness.request.url);
  CHECK(change.level == Impact::breaking);
  CHECK(client_notices(witness.before, witness.after));
  // `--complete` changes what the examples' answers mean: they do without.
  CHECK(asked_again(diffed, diffed.old_mesh(), witness.before, witness.request)
            .text == witness.before.text);
  CHECK(asked_again(diffed, diffed.new_mesh(), witness.after, witness.request)
            .text == witness.after.text);
}

/// A VirtualService for every host of the examples.
constexpr std::string_view routes = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: all, namespace: shop}
spec:
  hosts: ["*"]
  gateways: [shop/shop, web/shop, web/blog, infra/wild]
  http:
  - match: [{uri: {prefix: /cart}}]
    route: [{destination: {host: cart.shop.svc.cluster.local, port: {number: 80}}}]
  tcp:
  - route: [{destination: {host: db.shop.svc.cluster.local, port: {number: 3306}}}]
)";

Diffed diffed_with_routes(const ChangeExample& example) {
  DiffSettings settings;
  settings.context =
      std::string(example.context) + "\n---" + std::string(routes);
  return diff_texts(expanded(example.older), expanded(example.newer), settings);
}

const Change* find(const Diffed& diffed, std::string_view id) {
  for (const Change& one : diffed.result.changes)
    if (one.kind->id == id) return &one;
  return nullptr;
}

std::string shown(const Diffed& diffed, std::string_view id) {
  const Change* change = find(diffed, id);
  INFO(diffed.text());
  REQUIRE(change);
  if (!change->witness) return "";
  const Witness& one = *change->witness;
  return fmt::format("{}{}: {}, {}", one.request.url,
                     one.request.client_certificate ? " cert" : "",
                     one.before.text, one.after.text);
}

}  // namespace

TEST_CASE("each request that is named shows its change") {
  std::set<std::string_view> breaking, with_witness;
  for (const ChangeKind* kind : changes::all)
    for (const ChangeExample& example : kind->examples) {
      const Diffed diffed = diffed_with_routes(example);
      for (const Change& change : diffed.result.changes) {
        if (change.level == Impact::breaking) breaking.insert(change.kind->id);
        if (!change.witness) continue;
        check(diffed, change);
        with_witness.insert(change.kind->id);
      }
    }
  std::set<std::string_view> without;
  std::set_difference(breaking.begin(), breaking.end(), with_witness.begin(),
                      with_witness.end(),
                      std::inserter(without, without.end()));
  // No request knows versions, ciphers, or what stands in a certificate; what
  // is refused is not applied; which control plane reads an object is not
  // followed; and with routes for all hosts a new winner answers the same.
  CHECK(fmt::format("{}", fmt::join(without, " ")) ==
        "bind-removed client-ca-changed credential-added credential-changed "
        "credential-removed object-invalid pin-added pin-changed pin-removed "
        "port-renamed "
        "revision-label-changed san-narrowed san-removed "
        "skip-verify-disabled skip-verify-enabled "
        "tls-max-lowered tls-min-raised winner-changed");
}

TEST_CASE("a request shows its change, and not another one of the server") {
  const std::string older = expanded(
      "\n- port: {number: 443, name: https, protocol: HTTPS}\n"
      "  hosts: [a.example.com, b.example.com]\n"
      "  tls: {mode: MUTUAL, credentialName: shop, subjectAltNames: [one, "
      "two]}\n");
  const std::string newer = expanded(
      "\n- port: {number: 443, name: https, protocol: HTTPS}\n"
      "  hosts: [a.example.com]\n"
      "  tls: {mode: MUTUAL, credentialName: shop, subjectAltNames: [one]}\n");
  const Diffed diffed =
      diff_texts(older, newer, {std::string(routes), LintOptions{}});
  CHECK(shown(diffed, "host-removed") ==
        "https://b.example.com/cart cert: "
        "shop/cart:80, no-chain");
  CHECK(shown(diffed, "san-narrowed") == "");
}

TEST_CASE("a wildcard is asked for by a name that it alone covers") {
  const auto side = [](std::string_view hosts) {
    return expanded(
        fmt::format("\n- port: {{number: 80, name: http, protocol: HTTP}}\n"
                    "  hosts: [{}]\n",
                    hosts));
  };
  const Diffed diffed =
      diff_texts(side("'*.a.com', www.a.com"), side("www.a.com"),
                 {std::string(routes), LintOptions{}});
  CHECK(shown(diffed, "host-removed") ==
        "http://any.a.com/cart: shop/cart:80, no-virtual-host");
}

TEST_CASE("no request is named where none shows the change") {
  const std::string older = expanded(
      "\n- port: {number: 80, name: http, protocol: HTTP}\n"
      "  hosts: [a.example.com, b.example.com]\n");
  const std::string newer = expanded(
      "\n- port: {number: 80, name: http, protocol: HTTP}\n"
      "  hosts: [a.example.com]\n");
  // Plain HTTP without a route is answered with 404 before and after.
  DiffSettings settings;
  settings.lint.settings.complete.add("VirtualService");
  const Diffed diffed = diff_texts(older, newer, settings);
  CHECK(diffed.result.level() == Impact::breaking);
  CHECK(shown(diffed, "host-removed") == "");
  // There may have been one.
  CHECK(shown(diff_texts(older, newer), "host-removed") ==
        "http://b.example.com/: not-given, no-route");
}

}  // namespace asmgw
