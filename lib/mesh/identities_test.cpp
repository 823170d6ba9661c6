// What objects are called, however they are written.
#include "mesh/identities.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace asmgw {
namespace {

/// `kind ns/name`, with `?` behind a namespace that is not written; sorted.
std::vector<std::string> named(std::string text) {
  Sources sources;
  MeshSettings settings;
  const FileId id = sources.add("a.yaml", std::move(text));
  const FileObjects file =
      read_objects(sources, id, FileRole::manifest, settings);
  std::vector<std::string> all;
  for (const ObjectIdentity& one : identities_of(file, sources, settings))
    all.push_back(one.kind + ' ' + one.namespace_ +
                  (one.namespace_written ? "/" : "?/") + one.name);
  std::sort(all.begin(), all.end());
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Gateways and what stands beside them have identities") {
  CHECK(named(R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec: {servers: []}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  # a comment
  name: "web"
  labels:
    name: other
  namespace: shop
spec:
  name: nothing
---
apiVersion: v1
kind: Service
metadata: {namespace: shop, name: api}
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: cert}}
)") == Texts{"Gateway default?/web", "Service shop/api",
             "VirtualService shop/web"});
}

TEST_CASE("names that are not known are left out") {
  CHECK(named("apiVersion: v1\nkind: Service\nmetadata:\n  name: ${X}\n")
            .empty());
  CHECK(named("apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n"
              "  namespace: ${X}\n")
            .empty());
  CHECK(named("apiVersion: v1\nkind: Service\nmetadata:\n"
              "  generateName: a-\n")
            .empty());
  CHECK(
      named("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n").empty());
  CHECK(named("a: b: c\n").empty());
}

TEST_CASE("an object of a cluster") {
  CHECK(
      is_dump("metadata:\n  uid: a\n  resourceVersion: \"1\"\n"
              "  creationTimestamp: x\n"));
  CHECK_FALSE(is_dump("metadata:\n  name: a\n"));
}

}  // namespace asmgw
