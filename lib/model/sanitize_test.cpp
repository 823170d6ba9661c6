// Hosts as istiod keeps them.
#include "model/sanitize.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("a dot stands for the namespace, a star for none") {
  CHECK(sanitised_host("a.com", "shop") == "a.com");
  CHECK(sanitised_host("./a.com", "shop") == "shop/a.com");
  CHECK(sanitised_host("*/a.com", "shop") == "a.com");
  CHECK(sanitised_host("infra/a.com", "shop") == "infra/a.com");
  CHECK(sanitised_host("./*", "shop") == "shop/*");
  CHECK(dns_part("infra/*.a.com") == "*.a.com");
  CHECK(dns_part("a.com") == "a.com");
}

TEST_CASE("*/* replaces the hosts before and behind it") {
  Field<List<std::string>> hosts;
  for (const char* host : {"a.com", "*/*", "./b.com"}) {
    hosts->emplace_back().value = host;
    hosts->back().given = Given::yes;
  }
  const std::vector<ServedHost> served = served_hosts(hosts, "shop");
  REQUIRE(served.size() == 1);
  CHECK(served[0].text == "*");
  CHECK((served[0].field == &(*hosts)[1]));
}

}  // namespace asmgw
