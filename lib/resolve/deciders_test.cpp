#include "resolve/deciders.h"

#include "resolve/expectation_file.h"
#include "resolve/resolve.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

namespace asmgw {
namespace {

/// `listener server VirtualService`, `-` for none.
std::string deciders(std::string_view notation, std::string_view url) {
  const Listening site(notation);
  const Request request = parse_url(url).value();
  const Effective effective = site.effective();
  const MeshSettings settings = in_file_order();
  const Resolver resolver(effective, site.mesh(), settings);
  const Deciders made = resolver.deciders(resolver.answer(request), request);
  const auto word = [](const std::string& text) {
    return text.empty() ? std::string("-") : text;
  };
  return fmt::format("{} {} {}", word(made.listener), word(made.server),
                     word(made.virtual_service));
}

/// What a test file says where `wanted` must be the server, and `got` is.
std::string judged_server(const std::string& wanted, const std::string& got) {
  Sources sources;
  const FileId id = sources.add(
      "t.yaml",
      "requests:\n- url: http://a.com/\n  expect: closed\n  server: " + wanted +
          '\n');
  const TestFile file = read_test_file(sources.file(id), id, {});
  REQUIRE(file.requests.size() == 1);
  Answer answer;
  answer.outcome = RequestOutcome::closed;
  const auto fault = judged(file.requests[0], answer, {"", got, ""});
  return fault ? fault->message : "";
}

}  // namespace

TEST_CASE("the objects that decide have names") {
  const std::string_view two =
      "s/a: HTTPS 443 a.com S #https\ns/a: HTTPS 443 *.com S #rest\n"
      "vs v: s/a a.com http\n";
  CHECK(deciders(two, "https://a.com/") == "0.0.0.0_443 s/a/https default/v");
  CHECK(deciders(two, "https://b.com/") == "0.0.0.0_443 s/a/rest -");
  CHECK(deciders(two, "https://a.org/") == "0.0.0.0_443 - -");
  CHECK(deciders(two, "https://a.com:8443/") == "- - -");
}

TEST_CASE("of the servers of one chain, the first that serves the host") {
  const std::string_view shared =
      "a: HTTP 80 a.com #http\nb: HTTP 80 *.com #http\n";
  CHECK(deciders(shared, "http://A.com:80/") == "0.0.0.0_80 default/a/http -");
  CHECK(deciders(shared, "http://b.com/") == "0.0.0.0_80 default/b/http -");
  CHECK(deciders(shared, "http://b.org/") == "0.0.0.0_80 - -");
}

TEST_CASE("a port name that two servers have is none") {
  CHECK(deciders("a: HTTPS 443 a.com S #x\na: HTTPS 8443 b.com S #x\n",
                 "https://b.com:8443/") == "0.0.0.0_8443 default/a[1] -");
}

TEST_CASE("a server is expected by its name, or by that of its Gateway") {
  CHECK(judged_server("s/a/https", "s/a/https").empty());
  CHECK(judged_server("s/a", "s/a/https").empty());
  CHECK(judged_server("s/a", "s/a[1]").empty());
  CHECK(judged_server("none", "").empty());
  CHECK(judged_server("s/a", "s/ab/https") ==
        "expected server s/a, got s/ab/https");
  CHECK(judged_server("s", "s/a/https") == "expected server s, got s/a/https");
  CHECK(judged_server("s/a/http", "s/a/https") ==
        "expected server s/a/http, got s/a/https");
  CHECK(judged_server("s/a", "") == "expected server s/a, got none");
}

}  // namespace asmgw
