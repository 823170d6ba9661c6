#include "resolve/expectation.h"

#include "base/text.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {
namespace {

Answer reaching(std::vector<Cluster> clusters) {
  Answer answer;
  answer.outcome = RequestOutcome::cluster;
  answer.clusters = std::move(clusters);
  return answer;
}

Answer redirected(std::uint32_t status, std::string location) {
  Answer answer;
  answer.outcome = RequestOutcome::redirect;
  answer.status = status;
  answer.location = std::move(location);
  return answer;
}

Answer failed(RequestOutcome outcome, Reason reason) {
  Answer answer;
  answer.outcome = outcome;
  answer.reason = reason;
  return answer;
}

bool holds(std::string_view text, const Answer& answer) {
  const auto expected = parse_expectation(text);
  CAPTURE(text);
  REQUIRE(expected);
  return asmgw::holds(*expected, answer);
}

const Answer web = reaching({{"outbound|80||web.shop.svc.cluster.local", {}}});
const Answer both = reaching({{"outbound|80|v1|web.shop.svc.cluster.local", 90},
                              {"outbound|443||ext.example.org", 10}});

}  // namespace

TEST_CASE("expectations: clusters") {
  for (const char* text :
       {"shop/web:80", "shop/web", "web.shop.svc.cluster.local:80", "cluster",
        "outbound|80||web.shop.svc.cluster.local"})
    CHECK(holds(text, web));
  for (const char* text : {"shop/web:81", "web/shop:80", "shop/web:80/v1",
                           "shop/web:80*1", "404", "shop/web, shop/web"})
    CHECK(!holds(text, web));
  CHECK(holds("shop/web:80/v1*90, ext.example.org:443*10", both));
  CHECK(holds("shop/web, ext.example.org", both));
  CHECK(!holds("shop/web:80*90, ext.example.org:443*10", both));
  CHECK(!holds("shop/web", both));
}

TEST_CASE("expectations: redirects, responses and failures") {
  const Answer moved = redirected(301, "https://a.com/x");
  for (const char* text :
       {"redirect", "redirect https", "redirect 301", "redirect 301 https",
        "redirect https://a.com/x", "redirect 301 https://a.com/x"})
    CHECK(holds(text, moved));
  for (const char* text : {"redirect http", "redirect 302",
                           "redirect https://a.com/", "direct 301"})
    CHECK(!holds(text, moved));
  const Answer lost = failed(RequestOutcome::not_found, Reason::no_route);
  CHECK(holds("404", lost));
  CHECK(holds("not-found", lost));
  CHECK(holds("no-route", lost));
  CHECK(!holds("no-virtual-host", lost));
  const Answer closed = failed(RequestOutcome::closed, Reason::no_chain);
  CHECK(holds("closed", closed));
  CHECK(!holds("no-listener", closed));
  CHECK(holds("tls", failed(RequestOutcome::tls, Reason::tls)));
}

TEST_CASE("expectations: names that begin with a word") {
  CHECK(holds(
      "redirector/cart:80",
      reaching({{"outbound|80||cart.redirector.svc.cluster.local", {}}})));
  CHECK(holds("redirect/cart:80, direct.example.com:80",
              reaching({{"outbound|80||cart.redirect.svc.cluster.local", {}},
                        {"outbound|80||direct.example.com", {}}})));
  CHECK(holds("redirect.example.com:80",
              reaching({{"outbound|80||redirect.example.com", {}}})));
}

TEST_CASE("expectations: blanks do not count") {
  const Answer moved = redirected(301, "https://a.com/x");
  for (const char* text :
       {"redirect  https", "redirect   301   https://a.com/x ", " redirect "})
    CHECK(holds(text, moved));
}

TEST_CASE("expectations that can never hold are none") {
  for (const char* text :
       {"shop/web:0", "shop/web:65536", "shop/web:4294967295*1",
        "outbound|0||web.shop.svc.cluster.local"})
    CHECK(contains(parse_expectation(text).error().message, "1 to 65535"));
  for (const char* text :
       {"a..com:80", ".com:80", "a.com.:80", "shop./web:80", "shop/.web:80"}) {
    CAPTURE(text);
    CHECK(contains(parse_expectation(text).error().message, "empty label"));
  }
}

TEST_CASE("expectations that are none") {
  for (const char* text :
       {"", " ", "clossed", "shop/", "/web", "a/b/c", "shop/web:x",
        "shop/web:80*x", "404 x", "direct x", "closed 1", "web:80", "a.b,,"})
    CHECK(!parse_expectation(text));
  CHECK(parse_expectation("clossed").error().message.find("\"closed\"") !=
        std::string::npos);
}

TEST_CASE("an answer holds of its own words") {
  for (const Answer& answer :
       {web, both, redirected(308, "http://b.com/"),
        failed(RequestOutcome::handshake, Reason::client_certificate),
        failed(RequestOutcome::unknown, Reason::none),
        failed(RequestOutcome::protocol, Reason::protocol)})
    CHECK(holds(expectation_of(answer), answer));
  CHECK(expectation_of(web) == "shop/web:80");
  CHECK(expectation_of(both) == "shop/web:80/v1*90, ext.example.org:443*10");
}

}  // namespace asmgw
