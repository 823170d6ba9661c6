#include "model/names.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {

TEST_CASE("IP addresses are those that Go's netip.ParseAddr takes") {
  for (std::string_view text :
       {"127.0.0.1", "0.0.0.0", "1.1.1.1", "255.255.255.255", "::", "::1",
        "2001:db8::1", "1:2:3:4:5:6:7:8", "fe80::1%eth0", "fe80::1%eth0.1",
        "fe80::1%a:b", "::ffff:1.2.3.4"}) {
    CAPTURE(text);
    CHECK(is_ip_address(text));
  }
  for (std::string_view text : {"",
                                "localhost",
                                "*",
                                "[::1]",
                                "1.2.3",
                                "01.2.3.4",
                                "1.1.1.256",
                                "1.2.3.4:80",
                                "1.2.3.4/24",
                                " 1.2.3.4",
                                "1.2.3.4 ",
                                "1.2.3.4%eth0",
                                "%eth0",
                                "fe80::1%",
                                "1::2::3",
                                ":::",
                                "12345::",
                                "1:2:3:4:5:6:7",
                                "1:2:3:4::5:6:7:8",
                                "::ffff:01.2.3.4",
                                "1.2.3.4.",
                                "::1/64"}) {
    CAPTURE(text);
    CHECK(!is_ip_address(text));
  }
  CHECK(!is_ip_address(std::string_view("1.2.3.4\0", 8)));
}

TEST_CASE("an Istio label may have upper case, a Kubernetes name may not") {
  CHECK(is_istio_label("Shop-GW1"));
  CHECK(!is_istio_label("shop.gw"));
  CHECK(!is_istio_label("-a"));
  CHECK(!is_istio_label("a-"));
  CHECK(!is_istio_label(""));
  CHECK(is_istio_label(std::string(63, 'a')));
  CHECK(!is_istio_label(std::string(64, 'a')));
  CHECK(is_dns_subdomain("shop.gw"));
  CHECK(is_dns_subdomain(std::string(64, 'a')));
  CHECK(!is_dns_subdomain("Shop"));
  CHECK(!is_dns_subdomain("a..b"));
  CHECK(!is_dns_subdomain("a_b"));
}

TEST_CASE("labels as Kubernetes takes them") {
  CHECK(is_label_value(""));
  CHECK(is_label_value("v1.2_b-3"));
  CHECK(!is_label_value("team a"));
  CHECK(!is_label_value("-a"));
  CHECK(is_qualified_name("app"));
  CHECK(is_qualified_name("istio.io/rev"));
  CHECK(!is_qualified_name("/rev"));
  CHECK(!is_qualified_name("istio.io/"));
  CHECK(!is_qualified_name("a/b/c"));
}

TEST_CASE("a usable name is what is left of another") {
  CHECK(usable_name("Shop_Gateway") == "shop-gateway");
  CHECK(usable_name("shop.example.com") == "shop-example-com");
  CHECK(usable_name("--") == "gateway");
  CHECK(is_istio_label(usable_name(std::string(80, 'x'))));
}

}  // namespace asmgw
