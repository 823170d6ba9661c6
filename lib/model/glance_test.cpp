#include "model/glance.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {

TEST_CASE(
    "a text without the two words of a Gateway, however written, has none") {
  const std::string api = "networking.istio.io/v1 ";
  CHECK(may_hold_gateway(api + "Gateway"));
  CHECK(!may_hold_gateway(api + "gateway"));
  CHECK(!may_hold_gateway("kind: Gateway"));
  for (const char* word :
       {"\"\\x47ateway\"", "\"\\u0047ateway\"", "\"Gate\\U00000077ay\"",
        "\"Gate\\\n  way\"", "\"Gate\\\r\n\\\r\nway\"",
        "!!binary R2F0ZXdheQ==", "!<tag:yaml.org,2002:binary> R2F0ZXdheQ=="}) {
    CAPTURE(word);
    CHECK(may_hold_gateway(api + word));
  }
}

TEST_CASE("escapes of other letters say nothing") {
  for (const char* text :
       {"a: \"x\\n\\t\\\"\\\\\"", "a: \"\\u003c\\x1b\"", "a: [[ ! -f x ]]",
        "run: |\n  docker run \\\n    -it\n", "a: \\.example\\.com", "\\", "!",
        "a: \"\\x4\"", ""}) {
    CAPTURE(text);
    CHECK(!may_hold_gateway(text));
  }
}

}  // namespace asmgw
