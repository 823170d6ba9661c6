// Words and forms of the names of environments.
#include "mesh/environments.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("names of environments, regions and clusters") {
  for (const char* name :
       {"dev",       "develop",  "development", "test",       "testing",
        "qa",        "int",      "integration", "sit",        "uat",
        "stage",     "staging",  "stg",         "preprod",    "preview",
        "sandbox",   "demo",     "prod",        "production", "prd",
        "live",      "canary",   "blue",        "green",      "dr",
        "east",      "west",     "north",       "south",      "eu",
        "us",        "ap",       "cn",          "us-east-1",  "cluster2",
        "cluster-2", "region-b", "v1",          "step-02",    "chapter3",
        "ch4",       "example1", "before",      "after",      "old",
        "new",       "solution", "PROD",        "prod2",      "us-east-1a",
        "dev_eu"}) {
    CAPTURE(name);
    CHECK(environment_pattern(name) == "*");
  }
}

TEST_CASE("a name among other parts stands for itself alone") {
  CHECK(environment_pattern("shop-dev") == "shop-*");
  CHECK(environment_pattern("dev-shop") == "*-shop");
  CHECK(environment_pattern("shop_us-east-1.mesh") == "shop_*.mesh");
  CHECK(environment_pattern("gateway-prod.yaml") == "gateway-*.yaml");
}

TEST_CASE("what is no name of an environment") {
  for (const char* name :
       {"", "shop", "devices", "cluster", "region", "step", "1", "1.22", "v",
        "gateway.yaml", "latest", "testdata", "prodigy", "-", "region-bc"}) {
    CAPTURE(name);
    CHECK(environment_pattern(name).empty());
  }
}

}  // namespace asmgw
