// What is said of a Gateway that goes, on every one of the demo.
#include "base/file.h"
#include "base/text.h"
#include "diff/context.h"
#include "diff/side.h"
#include "lint/linter.h"
#include "listen/binding.h"
#include "rules/all.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace asmgw {
namespace {

Linted read_demo(Sources& sources) {
  static const RuleSet rules{rules::all};
  static const LintOptions options = [] {
    LintOptions all;
    all.all_context = true;
    return all;
  }();
  Linter linter(sources, rules, options);
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator("testdata/demo/good"))
    if (entry.path().extension() == ".yaml") {
      auto file = read_file(entry.path().string(), 1U << 20);
      REQUIRE(file);
      linter.check(sources.add(entry.path().string(), std::move(file->text)));
    }
  return linter.finish();
}

const Change* find(const DiffResult& result, std::string_view id) {
  for (const Change& one : result.changes)
    if (one.kind->id == id) return &one;
  return nullptr;
}

bool names_gateway(const VirtualService& service, const std::string& name) {
  return std::any_of(service.gateways->begin(), service.gateways->end(),
                     [&](const Field<std::string>& one) {
                       return resolved_gateway(*one, service.head.namespace_) ==
                              name;
                     });
}

/// Every host and listener of the server is named.
void check_server(const ServerIn& server, const std::string& then) {
  const std::string listener = listener_name(server);
  CAPTURE(listener);
  CHECK(contains(then, listener));
  for (const ServedHost& host : server.hosts) {
    CAPTURE(host.text);
    CHECK(contains(then, std::string(host.dns()) + " on " + listener));
  }
}

}  // namespace

TEST_CASE("the end of each Gateway of the demo tells all that stops") {
  Sources sources;
  const Linted whole = read_demo(sources);
  const std::size_t count = whole.mesh().gateways.size();
  REQUIRE(count >= 3);
  for (std::size_t i = 0; i < count; ++i) {
    Mesh older = read_demo(sources).mesh();
    Mesh newer = older;
    const std::string name = older.gateways[i].full_name();
    CAPTURE(name);
    REQUIRE(take_out(newer, name));
    const DiffResult result = diff(older, newer, MeshSettings{}, sources);
    const Change* gone = find(result, "gateway-removed");
    REQUIRE(gone);
    CHECK(gone->level == Impact::breaking);
    for (const VirtualService& service : older.virtual_services)
      if (names_gateway(service, name))
        CHECK(contains(gone->then, full_name(service.head)));
    const MeshSettings settings;
    const Engine engine(older, settings);
    for (const Workload& workload : workloads(older, settings))
      for (const ServerIn& server : engine.effective(workload).servers)
        if (older.gateways[server.gateway].full_name() == name &&
            !server.drop.at_merge())
          check_server(server, gone->then);
  }
}

TEST_CASE("what others answer, keep open and wake up is told apart") {
  const std::string first = expanded(
      "- port: {number: 443, name: https, protocol: HTTPS}\n"
      "  hosts: [a.example.com, b.example.com, c.test]\n"
      "  tls: {mode: SIMPLE, credentialName: c}\n"
      "- port: {number: 8443, name: other, protocol: HTTPS}\n"
      "  hosts: [a.example.com]\n"
      "  tls: {mode: SIMPLE, credentialName: c}");
  const auto named = [](std::string text, const std::string& name) {
    return "---\n" + text.replace(text.find("name: shop"), 10, "name: " + name);
  };
  const std::string wild =
      named(expanded("- port: {number: 443, name: https, protocol: HTTPS}\n"
                     "  hosts: ['*.example.com']\n"
                     "  tls: {mode: SIMPLE, credentialName: c}"),
            "wild");
  const std::string shadowed =
      named(expanded("- port: {number: 443, name: https, protocol: HTTPS}\n"
                     "  hosts: [b.example.com]\n"
                     "  tls: {mode: SIMPLE, credentialName: c}"),
            "zzz");
  const std::string route =
      "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
      "metadata: {name: vs, namespace: shop}\n"
      "spec:\n  hosts: [a.example.com]\n  gateways: [shop]\n"
      "  http: [{route: [{destination: {host: a}}]}]\n";
  const Diffed diffed =
      diff_texts(first + wild + shadowed + route, wild + shadowed + route);
  const Change* gone = find(diffed.result, "gateway-removed");
  REQUIRE(gone);
  CHECK(gone->then ==
        "no longer answered (404, or closed in the handshake): a.example.com "
        "on 0.0.0.0_8443, c.test on 0.0.0.0_443; answered by others: "
        "a.example.com on 0.0.0.0_443 by shop/wild, b.example.com on "
        "0.0.0.0_443 by shop/zzz; listeners that close: 0.0.0.0_8443; "
        "listeners that other Gateways keep open: 0.0.0.0_443; VirtualServices "
        "that attach to nothing there: shop/vs");
  const Change* woken = find(diffed.result, "server-unshadowed");
  REQUIRE(woken);
  CHECK(woken->gateway == "shop/zzz");
}

}  // namespace asmgw
