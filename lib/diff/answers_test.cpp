// Which answers count as changed, beside the golden cases of testdata/diff.
#include "diff/context.h"
#include "diff/diff.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

std::string gateway(std::string_view name, std::string_view host,
                    std::string_view label = "ingressgateway") {
  return fmt::format(R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {{name: {}, namespace: shop}}
spec:
  selector: {{istio: {}}}
  servers:
  - port: {{number: 443, name: https, protocol: HTTPS}}
    hosts: [{}]
    tls: {{mode: SIMPLE, credentialName: shop}}
---
)",
                     name, label, host);
}

/// A line a changed answer: `https://a.com/: no-route, no-chain`, with `!` on a
/// side where the file's expectation fails.
std::string changed(const std::string& older, const std::string& newer,
                    const std::string& requests) {
  Diffed sides = diff_texts(older, newer);
  const FileId id = sides.sources.add("t.yaml", "requests:\n" + requests);
  const TestFile file = read_test_file(sides.sources.file(id), id, {});
  REQUIRE(file.faults.empty());
  MeshSettings settings;
  settings.complete.add("VirtualService");
  const DiffResult result = diff(sides.older.read->mesh, sides.newer.read->mesh,
                                 settings, sides.sources, file.requests);
  std::string out;
  const auto side = [](const SideAnswer& one) {
    return one.told.text + (one.fault.empty() ? "" : "!");
  };
  for (const AnswerDelta& one : result.answers)
    out += fmt::format("{}: {}, {}\n", one.request->request.url,
                       side(one.older), side(one.newer));
  return out;
}

}  // namespace

TEST_CASE("an answer changes if a client notices it") {
  const std::string both = gateway("a", "a.com, b.com");
  CHECK(changed(both, gateway("a", "a.com"),
                "- https://a.com/: 404\n- https://b.com/: 404\n"
                "- https://c.com/: closed\n") ==
        "https://b.com/: no-route, no-chain!\n");
  CHECK(changed(both, both, "- https://a.com/: 404\n").empty());
}

TEST_CASE("an answer changes if what the file expects comes or goes") {
  CHECK(changed(gateway("a", "a.com"), gateway("b", "a.com"),
                "- {url: https://a.com/, expect: 404, server: shop/a}\n"
                "- {url: https://a.com/, expect: 404, server: shop/b}\n"
                "- {url: https://a.com/, expect: closed}\n") ==
        "https://a.com/: no-route, no-route!\n"
        "https://a.com/: no-route!, no-route\n");
}

TEST_CASE("of several workloads the one that comes furthest tells") {
  const std::string two =
      gateway("a", "a.com") + gateway("b", "b.com", "other");
  CHECK(changed(two, gateway("a", "a.com"),
                "- https://a.com/: 404\n- https://b.com/: 404\n") ==
        "https://b.com/: no-route, no-chain!\n");
}

TEST_CASE("with nothing on a side every port is closed") {
  CHECK(changed("", gateway("a", "a.com"), "- https://a.com/: 404\n") ==
        "https://a.com/: no-listener!, no-route\n");
  CHECK(changed("", "", "- https://a.com/: 404\n").empty());
}

}  // namespace asmgw
