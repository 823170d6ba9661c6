// How requests and answers are written in what diff prints.
#include "output/diff_report.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

Told made(RequestOutcome outcome, std::string text) {
  Told told;
  told.outcome = outcome;
  told.text = std::move(text);
  return told;
}

const Told web = made(RequestOutcome::cluster, "shop/web:80");
const Told missing = made(RequestOutcome::not_found, "no-route");
const Told redirected =
    made(RequestOutcome::redirect, "redirect 301 https://a.com/");

std::string witness(const Told& before, const Told& after) {
  return witness_text({parse_url("https://a.com/").value(), before, after});
}

}  // namespace

TEST_CASE("a request is written as asmgw resolve takes it") {
  Request request = parse_url("https://a.com/cart").value();
  CHECK(request_text(request) == "https://a.com/cart");
  request.sni = "b.com";
  request.host = "c.com";
  request.address = "10.0.0.5";
  request.method = "POST";
  request.headers = {{"x-user", "it's me"}};
  request.client_certificate = true;
  CHECK(request_text(request) ==
        "https://a.com/cart --address 10.0.0.5 --sni b.com --host c.com "
        "--method POST -H 'x-user: it'\\''s me' --client-cert");
  request = parse_url("https://a.com/?a=1&b=2").value();
  request.sni.reset();
  CHECK(request_text(request) == "'https://a.com/?a=1&b=2' --no-sni");
  CHECK(request_text(parse_url("https://10.0.0.1/").value()) ==
        "https://10.0.0.1/");
  CHECK(request_text(parse_url("https://a.com./").value()) ==
        "https://a.com./");
}

TEST_CASE("an answer is written in a few words") {
  CHECK(answer_text(web) == "shop/web:80");
  CHECK(answer_text(missing) == "404 (no-route)");
  CHECK(answer_text(made(RequestOutcome::closed, "no-chain")) ==
        "closed (no-chain)");
  CHECK(answer_text(made(RequestOutcome::tls, "tls")) == "closed (tls)");
  CHECK(answer_text(made(RequestOutcome::protocol, "protocol")) ==
        "codec error (protocol)");
  CHECK(answer_text(made(RequestOutcome::handshake, "client-certificate")) ==
        "handshake fails (client-certificate)");
  CHECK(answer_text(made(RequestOutcome::unknown, "unknown")) == "unknown");
}

TEST_CASE("an example says what was and what is then") {
  CHECK(witness(web, missing) ==
        "https://a.com/: reached shop/web:80, then 404 (no-route)");
  CHECK(witness(missing, web) ==
        "https://a.com/: 404 (no-route), then reached shop/web:80");
  CHECK(witness(web, made(RequestOutcome::cluster, "shop/next:80")) ==
        "https://a.com/: reached shop/web:80, then shop/next:80");
  CHECK(witness(redirected, web) ==
        "https://a.com/: redirect 301 https://a.com/, then reached "
        "shop/web:80");
}

TEST_CASE("one 404 is like another to a client") {
  CHECK_FALSE(client_notices(
      missing, made(RequestOutcome::not_found, "no-virtual-host")));
  CHECK_FALSE(client_notices(made(RequestOutcome::closed, "no-chain"),
                             made(RequestOutcome::closed, "no-listener")));
  CHECK(client_notices(missing, made(RequestOutcome::closed, "no-chain")));
  CHECK(client_notices(web, made(RequestOutcome::cluster, "shop/next:80")));
  CHECK(client_notices(made(RequestOutcome::handshake, "client-certificate"),
                       made(RequestOutcome::handshake, "no-credential")));
}

}  // namespace asmgw
