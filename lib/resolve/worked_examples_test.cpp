// The worked examples of merging, asked: what the user sees there.
#include "resolve/resolve.h"
#include "resolve/told.h"
#include "testing/listening.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Asked {
  std::string_view url, expected;
  std::string_view address = "";
};

struct Example {
  std::string_view about, notation;
  std::vector<Asked> requests;
};

void check(const std::vector<Example>& examples) {
  for (const Example& example : examples) {
    CAPTURE(example.about);
    const Listening site(example.notation);
    const MeshSettings settings = in_file_order();
    for (const Asked& one : example.requests) {
      CAPTURE(one.url);
      auto request = parse_url(one.url);
      REQUIRE(request);
      if (!one.address.empty()) request->address = one.address;
      CHECK(told(resolve(site.effective(), site.mesh(), settings, *request), "")
                .text == one.expected);
    }
  }
}

}  // namespace

TEST_CASE("worked examples: one protocol on a port") {
  check({
      {"merged: VirtualServices of both Gateways count",
       "a: HTTP 80 a.com\nb: HTTP 80 a.com\nvs v: a a.com http /v\n"
       "vs w: b a.com http /w\n",
       {{"http://a.com/v", "v.to:9"}, {"http://a.com/w", "w.to:9"}}},
      {"HTTP, HTTP2 and GRPC are one family",
       "a: HTTP2 80 b.com\nb: GRPC 80 c.com\nvs v: b c.com http\n",
       {{"http://b.com/", "no-virtual-host"}, {"http://c.com/", "v.to:9"}}},
      {"HTTP first: the TCP route is never used",
       "a: HTTP 80 *\nb: TCP 80 *\nvs v: b * tcp\n",
       {{"http://a.com/", "no-route"}}},
      {"TCP first, without a route: connection refused",
       "a: TCP 80 *\nb: HTTP 80 *\nvs v: b * http\n",
       {{"http://a.com/", "no-listener"}}},
      {"the older TCP server without a route takes the port down",
       "a: TCP 9000 *\nb: TCP 9000 *\nvs v: b * tcp\n",
       {{"http://a.com:9000/", "no-listener"}}},
      {"two Service ports that are one port of the pod",
       "a: HTTP 80 a.com\na: HTTP 8080 b.com\nsvc s: 80>8080\n"
       "vs v: a a.com,b.com http\n",
       {{"http://a.com/", "v.to:9"}, {"http://b.com/", "v.to:9"}}},
      {"HTTP at loopback does not disturb",
       "a: HTTP 80 a.com\nb: HTTP 80 * @127.0.0.1\nc: HTTP 80 c.com\n"
       "vs v: a,c a.com,c.com http\n",
       {{"http://a.com/", "v.to:9"},
        {"http://c.com/", "v.to:9"},
        {"http://c.com/", "no-route", "127.0.0.1"}}},
  });
}

TEST_CASE("worked examples: plaintext beside TLS") {
  check({
      {"HTTP first: TLS clients fail",
       "a: HTTP 443 a.com\nb: HTTPS 443 b.com S\n",
       {{"https://b.com/", "protocol"}}},
      {"TLS first: every other TLS client meets the plaintext chain",
       "a: HTTPS 443 b.com S\nb: HTTP 443 a.com\nvs v: a,b a.com,b.com http\n",
       {{"https://b.com/", "v.to:9"},
        {"https://c.com/", "protocol"},
        {"http://a.com:443/", "v.to:9"}}},
      {"two chains that take all: Envoy refuses the listener",
       "a: HTTPS 443 * S\nb: HTTP 443 a.com\n",
       {{"https://b.com/", "unknown"}, {"http://a.com:443/", "unknown"}}},
      {"behind both a further TLS server is dropped",
       "a: HTTPS 443 b.com S\nb: HTTP 443 a.com\nc: HTTPS 443 c.com S\n",
       {{"https://c.com/", "protocol"}, {"https://b.com/", "no-route"}}},
      {"a redirecting server takes part in the check for duplicates",
       "a: HTTPS 443 a.com S\nb: HTTP 443 a.com R\n",
       {{"https://a.com/", "no-route"}, {"http://a.com:443/", "no-chain"}}},
      {"plaintext at loopback leaves TLS alone",
       "a: HTTPS 443 a.com S\nb: HTTP 443 * @127.0.0.1\nc: HTTPS 443 b.com S\n",
       {{"https://a.com/", "no-route"},
        {"https://b.com/", "no-route"},
        {"https://b.com/", "protocol", "127.0.0.1"}}},
  });
}

TEST_CASE("worked examples: one host on two TLS servers") {
  check({
      {"a duplicate takes its other hosts with it",
       "a: HTTPS 443 a.com,b.com S\nb: HTTPS 443 b.com,c.com S\n",
       {{"https://b.com/", "no-route"}, {"https://c.com/", "no-chain"}}},
      {"two namespaces, one name: refused",
       "a: HTTPS 443 ns1/a.com S\nb: HTTPS 443 ns2/a.com S\n",
       {{"https://a.com/", "unknown"}}},
      {"names that overlap: refused",
       "a: HTTPS 443 ns1/a.com,x.com S\nb: HTTPS 443 a.com S\n",
       {{"https://x.com/", "unknown"}}},
      {"names that differ in case: refused",
       "a: HTTPS 443 A.com S\nb: HTTPS 443 a.com S\n",
       {{"https://a.com/", "unknown"}}},
      {"*/a.com is a.com",
       "a: HTTPS 443 */a.com S\nb: HTTPS 443 a.com S\n",
       {{"https://a.com/", "no-route"}}},
      {"two namespaces in one server are one name",
       "a: HTTPS 443 ns1/a.com,ns2/a.com S\n",
       {{"https://a.com/", "no-route"}}},
      {"two that take all: refused",
       "a: HTTPS 443 * S\nb: HTTPS 443 ns/* S\n",
       {{"https://a.com/", "unknown"}}},
      {"a duplicate port name poisons its hosts",
       "a: HTTPS 443 a.com S #x\na: HTTPS 443 b.com S #x\nb: HTTPS 443 b.com "
       "S\n",
       {{"https://a.com/", "no-route"}, {"https://b.com/", "no-chain"}}},
      {"two ports that a Service leads to one",
       "a: HTTPS 443 a.com S\nb: HTTPS 8443 a.com S\nsvc s: 443>8443\n",
       {{"https://a.com/", "no-route"}}},
      {"a name of pass-through that TLS ends for: refused",
       "a: HTTPS 443 a.com S\nb: TLS 443 *.com PT\nvs v: b *.com tls a.com\n",
       {{"https://a.com/", "unknown"}}},
      {"*/* swallows the names beside it",
       "a: HTTPS 443 */*,x.com S\n",
       {{"https://x.com/", "no-route"}, {"https://y.com/", "no-route"}}},
  });
}

TEST_CASE("worked examples: redirects") {
  check({
      {"the second redirecting server is dropped, and its VirtualService",
       "a: HTTP 80 a.com R\nb: HTTP 80 a.com R\nvs v: b a.com http\n",
       {{"http://a.com/", "redirect 301 https://a.com/"}}},
      {"a redirect wins for its host",
       "a: HTTP 80 a.com R\nb: HTTP 80 a.com\nvs v: b a.com http\n",
       {{"http://a.com/x", "redirect 301 https://a.com/x"}}},
      {"in either order",
       "b: HTTP 80 a.com\na: HTTP 80 a.com R\nvs v: b a.com http\n",
       {{"http://a.com/x", "redirect 301 https://a.com/x"}}},
      {"a port in Host stays",
       "a: HTTP 8080 a.com R\n",
       {{"http://a.com:8080/", "redirect 301 https://a.com:8080/"}}},
      {"a host with a namespace is redirected by nobody",
       "a: HTTP 80 ns/a.com R\n",
       {{"http://a.com/", "no-virtual-host"}}},
  });
}

TEST_CASE("worked examples: addresses") {
  check({
      {"two addresses, two listeners",
       "a: HTTPS 443 a.com S @10.0.0.1\nb: HTTPS 443 a.com S @10.0.0.2\n",
       {{"https://a.com/", "no-route", "10.0.0.1"},
        {"https://a.com/", "no-route", "10.0.0.2"},
        {"https://a.com/", "no-listener"}}},
      {"the first address again: refused there alone",
       "a: HTTPS 443 a.com S @10.0.0.1\nb: HTTPS 443 a.com S @10.0.0.2\n"
       "c: HTTPS 443 a.com S @10.0.0.1\n",
       {{"https://a.com/", "unknown", "10.0.0.1"},
        {"https://a.com/", "no-route", "10.0.0.2"}}},
      {"no bind beside 0.0.0.0, plaintext: refused",
       "a: HTTP 80 a.com\nb: HTTP 80 b.com @0.0.0.0\n",
       {{"http://a.com/", "unknown"}}},
      {"the same with TLS and other names works",
       "a: HTTPS 443 a.com S\nb: HTTPS 443 b.com S @0.0.0.0\n",
       {{"https://a.com/", "no-route"}, {"https://b.com/", "no-route"}}},
      {"HTTP and TCP on one address by way of another: refused",
       "a: HTTP 80 * @10.0.0.1\nb: HTTP 80 * @10.0.0.2\n"
       "c: TCP 80 * @10.0.0.1\nvs v: c * tcp\n",
       {{"http://a.com/", "unknown", "10.0.0.1"},
        {"http://a.com/", "no-route", "10.0.0.2"}}},
      {"HTTP and GRPC likewise",
       "a: HTTP 80 * @10.0.0.1\nb: HTTP 80 * @10.0.0.2\n"
       "c: GRPC 80 * @10.0.0.1\n",
       {{"http://a.com/", "unknown", "10.0.0.1"}}},
  });
}

TEST_CASE("worked examples: TLS without routes, and routes that leak") {
  check({
      {"TLS without tcp route has no chain",
       "a: TLS 443 a.com S\nb: HTTPS 443 b.com S\n",
       {{"https://a.com/", "no-chain"}, {"https://b.com/", "no-route"}}},
      {"pass-through without tls route: refused",
       "a: TLS 443 a.com PT\n",
       {{"https://a.com/", "no-listener"}}},
      {"the client certificate of b.a.com is not asked for under x.a.com",
       "a: HTTPS 443 *.a.com S\na: HTTPS 443 b.a.com M\nvs v: a b.a.com http\n",
       {{"https://b.a.com/", "client-certificate"},
        {"https://x.a.com/", "no-virtual-host"}}},
  });
  const Listening site(
      "a: HTTPS 443 *.a.com S\na: HTTPS 443 b.a.com M\nvs v: a b.a.com http\n");
  Request leak = parse_url("https://x.a.com/").value();
  leak.host = "b.a.com";
  CHECK(told(resolve(site.effective(), site.mesh(), in_file_order(), leak), "")
            .text == "v.to:9");
}

}  // namespace asmgw
