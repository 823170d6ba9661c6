#include "resolve/request.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

namespace asmgw {
namespace {

/// `tls sni host port path ?query`, or the error.
std::string parsed(std::string_view url) {
  const auto got = parse_url(url);
  if (!got) return "error: " + got.error().message;
  return fmt::format("{} {} {} {} {}{}", got->scheme(), got->sni.value_or("-"),
                     got->host, got->port, got->path,
                     got->query ? " ?" + *got->query : "");
}

bool refused(std::string_view url, std::string_view why) {
  return parsed(url).find(why) != std::string::npos &&
         parsed(url).substr(0, 6) == "error:";
}

}  // namespace

TEST_CASE("URLs as browsers and curl send them") {
  CHECK(parsed("https://a.com") == "https a.com a.com 443 /");
  CHECK(parsed("http://a.com/x/y?q=1&r#f") == "http - a.com 80 /x/y ?q=1&r");
  CHECK(parsed("https://a.com:8443/") == "https a.com a.com:8443 8443 /");
  CHECK(parsed("https://a.com:/") == "https a.com a.com 443 /");
  CHECK(parsed("http://a.com?x") == "http - a.com 80 / ?x");
  CHECK(parsed("http://a.com#x?y") == "http - a.com 80 /");
  CHECK(parsed("http://a.com/?") == "http - a.com 80 / ?");
  CHECK(parsed("HTTPS://Shop.Example.COM/Cart") ==
        "https Shop.Example.COM Shop.Example.COM 443 /Cart");
  CHECK(parsed("https://a_b.c-d.com/") ==
        "https a_b.c-d.com a_b.c-d.com 443 /");
  CHECK(parsed("https://localhost/") == "https localhost localhost 443 /");
}

TEST_CASE("URLs: addresses, dots and escapes") {
  CHECK(parsed("https://10.0.0.5/") == "https - 10.0.0.5 443 /");
  CHECK(parsed("https://[2001:db8::1]:8443/x") ==
        "https - [2001:db8::1]:8443 8443 /x");
  CHECK(parsed("http://[::1]") == "http - [::1] 80 /");
  CHECK(parsed("https://a.com./") == "https a.com a.com. 443 /");
  CHECK(parsed("http://a.com/a%2fb%2Fc") == "http - a.com 80 /a%2fb%2Fc");
  CHECK(parsed("https://xn--mnchen-3ya.de/") ==
        "https xn--mnchen-3ya.de xn--mnchen-3ya.de 443 /");
  const std::string path = "/" + std::string(100'000, 'a');
  CHECK(parse_url("https://a.com" + path)->path == path);
}

TEST_CASE("URLs that no client sends") {
  CHECK(refused("shop.example.com/x", "write \"https://shop.example.com/x\""));
  CHECK(refused("", "is no URL"));
  CHECK(refused("ftp://a.com", "is no http:// or https:// URL"));
  CHECK(refused("https://", "has no host"));
  CHECK(refused("https:///x", "\"https:///x\" has no host"));
  CHECK(refused("http://", "\"http://\" has no host"));
  CHECK(refused("https://:443/", "has no host"));
  CHECK(refused("https://./", "has no host"));
  CHECK(refused("https://a..com/", "has an empty label"));
  CHECK(refused("https://u:p@a.com/", "user name or password"));
  CHECK(refused("https://m\xc3\xbcnchen.de/", "punycode"));
  CHECK(refused("https://*.a.com/", "wildcard"));
  CHECK(refused("https://a.com:0/", "port"));
  CHECK(refused("https://a.com:65536/", "port"));
  CHECK(refused("https://a.com:x/", "port"));
  CHECK(refused("https://a.com:+80/", "port"));
  CHECK(refused("https://a%41.com/", "no host name has"));
  CHECK(refused("https://a.com\\b/", "no host name has"));
  CHECK(refused("https://a b.com/", "blank or control"));
  CHECK(refused("https://a.com/\n", "blank or control"));
  CHECK(refused("https://a.com/%00", "400"));
  CHECK(refused("https://1.2.3/", "four numbers"));
  CHECK(refused("https://1.2.3.256/", "four numbers"));
  CHECK(refused("https://0x7f.0x1/", "four numbers"));
  CHECK(refused("https://[::1/", "lacks a ]"));
  CHECK(refused("https://[fe80::1%25eth0]/", "no IPv6 address"));
  CHECK(refused("https://[::1]x/", "between ]"));
  CHECK(refused("https://" + std::string(64, 'a') + ".com/", "longer than 63"));
  CHECK(refused("https://" + std::string(300, '.') + "/", "longer than 253"));
}

TEST_CASE("server names, Host, addresses, methods") {
  CHECK(*parse_server_name("A.com.") == "A.com");
  CHECK(!parse_server_name("10.0.0.1"));
  CHECK(!parse_server_name(""));
  CHECK(*parse_host_header("a.com:8080") == "a.com:8080");
  CHECK(!parse_host_header("a.com/x"));
  CHECK(*parse_address("[2001:DB8:0::1]") == "2001:db8::1");
  CHECK(!parse_address("10.0.0"));
  CHECK(*parse_method("PATCH") == "PATCH");
  CHECK(!parse_method("G ET"));
  CHECK(host_without_port("A.com:80") == "a.com");
  CHECK(host_without_port("[::1]:80") == "[::1]");
  CHECK(host_without_port("[::1]") == "[::1]");
}

TEST_CASE("headers") {
  Request request = *parse_url("https://a.com/");
  CHECK(!add_header("X-Canary:  yes ", request));
  CHECK(!add_header("Host: b.com", request));
  CHECK(request.headers == decltype(request.headers){{"x-canary", "yes"}});
  CHECK(request.host == "b.com");
  CHECK(request.sni == "a.com");
  CHECK(add_header("no colon", request));
  CHECK(add_header(": x", request));
  CHECK(add_header("a: b\x01", request));
  CHECK(add_header("host: a b", request));
}

TEST_CASE("ALPN names, and what gRPC sends") {
  CHECK(*parse_alpn("h2, http/1.1") ==
        std::vector<std::string>{"h2", "http/1.1"});
  for (const char* bad : {"", "h2,", ",", "h 2", "h\x1b"}) {
    CAPTURE(bad);
    CHECK(!parse_alpn(bad));
  }
  CHECK(!parse_alpn(std::string(256, 'a')));
  std::string many = "a";
  for (int i = 0; i < 16; ++i) many += ",a";
  CHECK(!parse_alpn(many));

  Request request = *parse_url("https://a.com/s/m");
  request.headers = {{"content-type", "application/grpc+proto"}};
  make_grpc(request);
  CHECK(request.method == "POST");
  CHECK(*request.alpn == std::vector<std::string>{"h2"});
  CHECK(request.headers ==
        std::vector<std::pair<std::string, std::string>>{
            {"content-type", "application/grpc+proto"}, {"te", "trailers"}});
  request = *parse_url("http://a.com/s/m");
  make_grpc(request);
  CHECK(!request.alpn);
}

}  // namespace asmgw
