// The cause that a refused host is reported for.
#include "model/host_fault.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

HostFault fault(std::string_view host) {
  return fault_of(host, judge_host(host));
}

void all_are(HostFault expected,
             std::initializer_list<std::string_view> hosts) {
  for (std::string_view host : hosts) {
    CAPTURE(host);
    CHECK(static_cast<int>(fault(host)) == static_cast<int>(expected));
  }
}

}  // namespace

TEST_CASE("causes that concern the whole string") {
  all_are(HostFault::none, {"a.com", "*", "*/*", "a.com.", "::ffff:1.2.3.4"});
  all_are(HostFault::empty, {"", "/", "/a.com", "ns/", "*/"});
  all_are(HostFault::url, {"http://a.com", "https://a.com:8443/b", "https://"});
  all_are(HostFault::placeholder,
          {"$HOST", "${HOST}.a.com", "<host>", "{host}.com", "a.com/$X"});
  all_are(HostFault::several, {"a.com,b.com", "a.com, b.com", "a.com b.com"});
  all_are(HostFault::ipv6,
          {"::1", "ns/::1", "[::1]", "[2001:db8::1]:443", "n_s/::1"});
  all_are(HostFault::port, {"a.com:443", "ns/a.com:443", "*:80", "1.1.1.1:80"});
  all_are(HostFault::path,
          {"a.com/path", "a.com/", "a.com:443/path", "ns/a.com/b", "ns//a.com",
           "./a.com/b", "10.0.0.0/8"});
}

TEST_CASE("causes that concern one part") {
  all_are(HostFault::namespace_, {"~/a.com", "n_s/a.com", "n.s/a.com",
                                  "**/a.com", "a-/foo", "-/a_b.com"});
  all_are(HostFault::character, {"a_b.com", "é.com", " a.com", "a.com\n",
                                 "a.com;", "a b.com", "a:443.com", "a.+5"});
  all_are(HostFault::wildcard, {"a*.com", "a.*.com", "*.*", "*.a*.com", "**",
                                "*-", "*-.com", "*.*.com"});
  all_are(HostFault::partial_wildcard, {"*a.com", "*-a.com", "*a"});
  all_are(HostFault::numeric,
          {"1.2.3", "1.1.1.256", "01.1.1.1", "a.1", "*.1", "*.a.1"});
  all_are(HostFault::too_long,
          {std::string(64, 'a') + ".com", std::string(300, 'a')});
  all_are(HostFault::label,
          {"a..com", ".a.com", ".", "..", "-a.com", "a-.com", "a.-b", "a.-5"});
  all_are(HostFault::short_name, {"foo", "localhost", "123", "ns/foo", "a/b"});
}

TEST_CASE("every refused host has a cause, no accepted one has") {
  // All strings of up to four of these.
  constexpr std::string_view letters = "a1*.-/:,_~";
  for (unsigned n = 0; n < 10000; ++n) {
    std::string host;
    for (unsigned rest = n; rest > 0; rest /= 10) host += letters[rest % 10];
    CAPTURE(host);
    const HostKeys keys = judge_host(host);
    CHECK((fault_of(host, keys) == HostFault::none) == keys.empty());
  }
}

}  // namespace asmgw
