#include "resolve/match.h"

#include "resolve/redirect.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

StringMatch exact(std::string value) {
  return {StringMatch::exact, std::move(value)};
}
StringMatch prefix(std::string value) {
  return {StringMatch::prefix, std::move(value)};
}
StringMatch regex(std::string value) {
  return {StringMatch::regex, std::move(value)};
}

HttpMatch uri(StringMatch match, bool ignore_case = false) {
  HttpMatch made;
  made.uri = std::move(match);
  made.ignore_uri_case = ignore_case;
  return made;
}

/// "" if it matches, else why not.
std::string judged(const HttpMatch& match, const Request& request) {
  Regexes regexes;
  const Sent sent(request);
  const auto failed = failing(match, sent, regexes);
  return failed ? why_not(*failed, sent) : "";
}

std::string judged(const HttpMatch& match, std::string_view url) {
  return judged(match, *parse_url(url));
}

bool matches(const HttpMatch& match, std::string_view url) {
  return judged(match, url).empty();
}

bool matches_header(const StringMatch& match, std::string_view line,
                    bool without = false) {
  HttpMatch made;
  (without ? made.without_headers : made.headers) = {{"X-A", match}};
  Request request = *parse_url("http://a.com/");
  if (!line.empty()) CHECK(!add_header(line, request));
  return judged(made, request).empty();
}

bool matches_query(const StringMatch& match, std::string_view query) {
  HttpMatch made;
  made.query_params = {{"q", match}};
  return matches(made, "http://a.com/?" + std::string(query));
}

/// `name` of a GET with these lines, as a route would see it.
std::vector<std::string> values(std::string_view name,
                                const std::vector<std::string>& lines,
                                IstioVersion version = newest_version) {
  Request request = *parse_url("http://a.com/");
  for (const std::string& line : lines) CHECK(!add_header(line, request));
  return Sent(request, version).values(name);
}

bool matches_twice(const StringMatch& match, bool without) {
  HttpMatch made;
  (without ? made.without_headers : made.headers) = {{"x-a", match}};
  Request request = *parse_url("http://a.com/");
  CHECK(!add_header("x-a: 1", request));
  CHECK(!add_header("x-a: 2", request));
  return judged(made, request).empty();
}

/// Of a redirect with prefixRewrite `/n`.
std::string rewritten(const std::optional<StringMatch>& match,
                      std::string_view url) {
  Route route;
  route.redirect = HttpRedirect{};
  route.redirect->prefix_rewrite = "/n";
  route.match.uri = match;
  const Request request = *parse_url(url);
  return redirect_location(route, Sent(request)).substr(12);
}

std::string location(const HttpRedirect& redirect, std::string_view url,
                     std::uint32_t declared = 8080) {
  Route route;
  route.redirect = redirect;
  route.declared = declared;
  const Request request = *parse_url(url);
  return redirect_location(route, Sent(request));
}

}  // namespace

TEST_CASE("paths: exact, prefix, expression") {
  CHECK(matches(uri(exact("/a")), "http://a.com/a?x=1"));
  CHECK(!matches(uri(exact("/a")), "http://a.com/a/"));
  CHECK(matches(uri(prefix("/a")), "http://a.com/abc"));
  CHECK(!matches(uri(prefix("/a/")), "http://a.com/a"));
  CHECK(matches(uri(regex("/a/[0-9]+")), "http://a.com/a/12?x"));
  CHECK(!matches(uri(regex("/a/[0-9]+")), "http://a.com/a/12/b"));
  CHECK(!matches(uri(prefix("/A")), "http://a.com/abc"));
  CHECK(matches(uri(prefix("/A"), true), "http://a.com/aBC"));
  CHECK(matches(uri(exact("/Ab"), true), "http://a.com/aB"));
  CHECK(!matches(uri(regex("/A"), true), "http://a.com/a"));
  CHECK(matches(uri(exact("/b")), "http://a.com/a/../b"));
  CHECK(!matches(uri(prefix("/a/b")), "http://a.com/a%2fb"));
  CHECK(judged(uri(prefix("/api")), "http://a.com/x") ==
        R"(path "/x" does not begin with "/api")");
  CHECK(judged(uri(regex("/(")), "http://a.com/x").find("is none") !=
        std::string::npos);
  // Exponential for a matcher that tries and goes back.
  CHECK(!matches(uri(regex("/(a+)+b")),
                 "http://a.com/" + std::string(5000, 'a')));
}

TEST_CASE("method, scheme, authority") {
  HttpMatch match;
  match.method = exact("POST");
  CHECK(judged(match, "http://a.com/") == R"(method "GET" is not "POST")");
  match.method.reset();
  match.scheme = exact("https");
  CHECK(!matches(match, "http://a.com/"));
  CHECK(matches(match, "https://a.com/"));
  match.scheme.reset();
  match.authority = exact("a.com");
  CHECK(matches(match, "https://a.com/"));
  CHECK(!matches(match, "https://A.com/"));
  CHECK(!matches(match, "https://a.com:8443/"));
}

TEST_CASE("headers, and headers that must not be there") {
  CHECK(matches_header(exact("yes"), "x-a: yes"));
  CHECK(!matches_header(exact("yes"), "x-a: no"));
  CHECK(!matches_header(exact("yes"), ""));
  CHECK(matches_header(prefix("y"), "X-A: yes"));
  CHECK(matches_header(regex("y.s"), "x-a: yes"));
  CHECK(!matches_header(regex("y"), "x-a: yes"));
  CHECK(matches_header(regex("*"), "x-a: yes"));
  CHECK(!matches_header(regex("*"), ""));
  CHECK(matches_header(prefix(""), "x-a: "));
  CHECK(matches_header(exact("yes"), "x-a: no", true));
  CHECK(!matches_header(exact("yes"), "x-a: yes", true));
  CHECK(matches_header(exact("yes"), "", true));
  CHECK(!matches_header(exact(""), "", true));
  CHECK(matches_header(prefix(""), "", true));
  CHECK(!matches_header(prefix(""), "x-a: yes", true));
  Request twice = *parse_url("http://a.com/");
  CHECK(!add_header("x-a: 1", twice));
  CHECK(!add_header("X-A: 2", twice));
  CHECK(Sent(twice).header("x-A") == "1,2");
}

TEST_CASE("a header that is sent twice: each value by itself since 1.31") {
  CHECK(values("x-a", {"x-a: 1", "X-A: 2"}) ==
        std::vector<std::string>{"1", "2"});
  CHECK(values("x-a", {"x-a: 1", "X-A: 2"}, {1, 30, 0}) ==
        std::vector<std::string>{"1,2"});
  CHECK(matches_twice(exact("2"), false));
  CHECK(!matches_twice(exact("1,2"), false));
  CHECK(matches_twice(prefix(""), false));
  CHECK(!matches_twice(exact("2"), true));
  CHECK(!matches_twice(prefix(""), true));
  CHECK(matches_twice(exact("1,2"), true));
}

TEST_CASE("headers that Envoy adds and takes away before it matches") {
  for (const std::string name :
       {"x-request-id", "x-forwarded-for", "x-envoy-external-address",
        "x-forwarded-proto"})
    CHECK(values(name, {}).size() == 1);
  CHECK(values("x-forwarded-proto", {"x-forwarded-proto: https"}) ==
        std::vector<std::string>{"http"});
  CHECK(
      values("x-forwarded-for", {"x-forwarded-for: 1"}).front().substr(0, 2) ==
      "1,");
  for (const std::string name :
       {"x-forwarded-client-cert", "keep-alive", "proxy-connection", "te",
        "connection", "upgrade", "x-envoy-retry-on", "x-envoy-internal"}) {
    CAPTURE(name);
    CHECK(values(name, {name + ": 1"}).empty());
  }
  CHECK(values("te", {"te: trailers"}).size() == 1);
  CHECK(values("x-hop", {"connection: close, X-Hop", "x-hop: 1"}).empty());
  CHECK(values("upgrade", {"connection: Upgrade", "upgrade: websocket"}) ==
        std::vector<std::string>{"websocket"});
  CHECK(values("x-envoy-attempt-count", {"x-envoy-attempt-count: 1"}).size() ==
        1);
}

TEST_CASE("prefixRewrite takes the place of what fits") {
  CHECK(rewritten(prefix("/old"), "http://a.com/old/x?y=1") == "/n/x?y=1");
  CHECK(rewritten(prefix("/os"), "http://a.com/osx") == "/nx");
  CHECK(rewritten(exact("/old"), "http://a.com/old") == "/n");
  CHECK(rewritten(std::nullopt, "http://a.com/x") == "/nx");
}

TEST_CASE("query parameters as they are sent, the first of a name") {
  CHECK(matches_query(exact("1"), "p=0&q=1&q=2"));
  CHECK(!matches_query(exact("2"), "q=1&q=2"));
  CHECK(!matches_query(exact("1"), "p=1"));
  CHECK(matches_query(exact(""), "q"));
  CHECK(matches_query(exact("%20"), "q=%20"));
  CHECK(matches_query(prefix(""), "q=x"));
  CHECK(!matches_query(prefix(""), ""));
}

TEST_CASE("Location of a redirect") {
  CHECK(location({"https", "", "", "", 0, 301, false}, "http://a.com:80/x?y") ==
        "https://a.com/x?y");
  CHECK(location({"https", "", "", "", 0, 301, false}, "http://a.com:8080/x") ==
        "https://a.com:8080/x");
  CHECK(location({"", "b.com", "/new", "", 0, 301, false},
                 "http://a.com/x?y=1") == "http://b.com/new?y=1");
  CHECK(location({"", "", "/new?z", "", 0, 301, false}, "http://a.com/x?y=1") ==
        "http://a.com/new?z");
  CHECK(location({"", "", "new", "", 0, 301, false}, "http://a.com/") ==
        "http://a.com/new");
  CHECK(location({"https", "", "", "", 8443, 301, false}, "http://a.com:80/") ==
        "https://a.com:8443/");
  CHECK(location({"https", "", "", "", 443, 301, false},
                 "http://a.com:8080/") == "https://a.com:8080/");
  CHECK(location({"", "b.com", "", "", 0, 301, true}, "http://a.com:8080/") ==
        "http://b.com:8080/");
  CHECK(location({"", "", "", "", 0, 301, true}, "http://a.com:80/", 80) ==
        "http://a.com:80/");
  CHECK(location({"", "", "/b", "", 0, 301, false}, "https://[::1]:8443/a") ==
        "https://[::1]:8443/b");
}

}  // namespace asmgw
