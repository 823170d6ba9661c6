// What keeps VirtualServices from a server.
#include "listen/near_miss.h"

#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// Names of those that miss the first server, the nearest first.
std::string misses(std::string_view notation, std::string_view host = {}) {
  const Listening got(notation);
  const Bindings bindings(got.mesh(), newest_version);
  const NearMisses all(got.mesh(), bindings);
  std::string out;
  for (const NearMiss& one :
       all.of(got.effective().workload, got.effective().servers.at(0), host))
    out += got.mesh().virtual_services[one.id].head.name +
           (one.is_bound() ? "! " : " ");
  return out;
}

}  // namespace

TEST_CASE("the nearest misses come first, those with a route not at all") {
  constexpr std::string_view notation = R"(
      a: HTTP 80 a.com,A.com
      vs other: b a.com http
      vs mesh: mesh a.com http
      vs ns/namesake: a a.com http
      vs kind: a a.com tcp
      vs good: a a.com http)";
  CHECK(misses(notation) == "kind! namesake mesh ");
  CHECK(misses("a: HTTP 80 a.com\nvs other: b a.com http\n", "a.com") ==
        "other ");
  CHECK(misses("a: HTTP 80 a.com\nvs other: b a.com http\n").empty());
  CHECK(misses("a: HTTP 80 a.com\nvs good: a a.com http\n").empty());
}

TEST_CASE("hosts that miss by namespace, letter case and depth") {
  CHECK(misses("a: HTTP 80 x/a.com\nvs v: a a.com http\n", "a.com") == "v ");
  CHECK(misses("a: HTTP 80 A.com\nvs v: a a.com http\n", "a.com") == "v ");
  CHECK(misses("a: HTTP 80 *.a.com\nvs v: a a.com http\n", "a.com") == "v ");
  CHECK(misses("a: HTTP 80 *.a.com\nvs v: a a.com http\n") == "v ");
  CHECK(misses("a: HTTP 80 a.com\nvs v: a b.com http\n").empty());
}

TEST_CASE("names of the mesh are no near miss of a Gateway for everything") {
  CHECK(misses("a: HTTP 80 *\nvs v: mesh reviews http\n").empty());
  CHECK(misses("a: HTTP 80 *\nvs v: mesh * http\n").empty());
  CHECK(misses("a: HTTP 80 *\nvs v: mesh a.com http\n") == "v ");
}

TEST_CASE("no route of another kind, no export") {
  CHECK(misses("a: TLS 443 a.com PT\nvs v: a a.com http\n") == "v! ");
  CHECK(misses("a: TCP 80 a.com\nvs v: a a.com tls a.com\n") == "v! ");
  CHECK(misses("a: TCP 80 a.com\nvs v: a a.com tcp\n").empty());
  CHECK(misses("a: HTTP 80 a.com\nvs v: a a.com http export=.\n") == "v ");
}

}  // namespace asmgw
