// Pointers for people.
#include "output/pointer.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("of a server only which one it is") {
  CHECK(place_in_object("/spec/servers/1/hosts/0") == "servers[1]");
  CHECK(place_in_object("/spec/servers/12") == "servers[12]");
}

TEST_CASE("other places are whole") {
  CHECK(place_in_object("") == "");
  CHECK(place_in_object("/spec/servers") == "spec.servers");
  CHECK(place_in_object("/metadata/annotations/istio.io~1dry-run") ==
        "metadata.annotations.istio.io/dry-run");
  CHECK(place_in_object("/metadata/labels/a~0b") == "metadata.labels.a~b");
  CHECK(place_in_object("/metadata/\x1b[2J") == "metadata.\\x1b[2J");
}

}  // namespace asmgw
