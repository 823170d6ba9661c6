// What the gateway answers by itself, and what Envoy refuses whole.
#include "resolve/expectation.h"
#include "resolve/resolve.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

/// A VirtualService of *.com with these entries of `http`, behind port 80.
std::string site(const std::string& http, const std::string& more = "") {
  return "shop/gw: HTTP 80 *\n---\n"
         "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
         "metadata: {name: v, namespace: shop}\n"
         "spec: {hosts: ['*'], gateways: [gw], http: [" +
         http + "]}\n" + more;
}

std::string to(const std::string& host, const std::string& more) {
  return "{route: [{destination: {host: " + host + "}}]" + more + "}";
}

/// The words of the answer, its status and that of gRPC.
std::string answered(const std::string& notation,
                     const std::vector<std::string>& headers = {},
                     const std::string& method = "GET", bool complete = false) {
  MeshSettings settings = in_file_order();
  settings.complete = Completeness(complete);
  const Listening got(notation, settings);
  Request request = *parse_url("http://a.com/x");
  request.method = method;
  for (const std::string& line : headers) CHECK(!add_header(line, request));
  const Answer answer = resolve(got.effective(), got.mesh(), settings, request);
  std::string out = words_of(answer);
  if (answer.outcome == RequestOutcome::direct && answer.reason != Reason::none)
    out += fmt::format(" {}", text_of(answer.reason));
  if (answer.grpc_status) out += fmt::format(" grpc {}", *answer.grpc_status);
  return out;
}

const std::string service =
    "---\napiVersion: v1\nkind: Service\n"
    "metadata: {name: s, namespace: shop, annotations: "
    "{networking.istio.io/exportTo: '%'}}\n"
    "spec: {ports: [{port: 9}]}\n";

std::string exported(const std::string& where) {
  std::string made = service;
  return made.replace(made.find('%'), 1, where);
}

}  // namespace

TEST_CASE("fault.abort of all requests") {
  const auto with = [](const std::string& percentage) {
    return answered(site(
        to("x.to:9", ", fault: {abort: {httpStatus: 418" + percentage + "}}")));
  };
  CHECK(with(", percentage: {value: 100}") == "direct 418 fault");
  CHECK(with(", percentage: {value: 50}").find("direct") == std::string::npos);
  CHECK(with("").find("direct") == std::string::npos);
}

TEST_CASE("CORS preflights") {
  const std::string policed = site(
      to("x.to", ", corsPolicy: {allowOrigins: [{exact: 'https://o.com'}]}"));
  const std::string origin = "origin: https://o.com";
  const std::string asks = "access-control-request-method: GET";
  CHECK(answered(policed, {origin, asks}, "OPTIONS") == "direct 200 cors");
  CHECK(answered(policed, {origin, asks}) == "x.to:80");
  CHECK(answered(policed, {origin}, "OPTIONS") == "x.to:80");
  CHECK(answered(policed, {"origin: https://p.com", asks}, "OPTIONS") ==
        "x.to:80");
}

TEST_CASE("gRPC is told by grpc-status, beside 200") {
  const std::vector<std::string> grpc{"content-type: application/grpc+proto"};
  CHECK(answered(site("{directResponse: {status: 404}}"), grpc) ==
        "direct 200 grpc 12");
  CHECK(answered(site("{redirect: {uri: /y}}"), grpc) ==
        "redirect 200 http://a.com/y grpc 2");
  CHECK(answered(site("{match: [{uri: {exact: /}}], redirect: {uri: /y}}"),
                 grpc) == "no-route grpc 12");
  CHECK(answered(site(to("x.to", "")), grpc) == "x.to:80");
  CHECK(answered(site("{directResponse: {status: 404}}"),
                 {"content-type: application/grpc-web"}) == "direct 404");
}

TEST_CASE("a Service that is not there, or not exported") {
  const std::string routed = to("s.shop.svc.cluster.local", "");
  CHECK(answered(site(routed)) == "shop/s:80");
  CHECK(answered(site(routed), {}, "GET", true) == "no-cluster");
  CHECK(answered(site(routed, exported("*"))) == "shop/s:9");
  CHECK(answered(site(routed, exported("istio-system"))) == "shop/s:9");
  CHECK(answered(site(routed, exported("."))) == "no-cluster");
  const std::string entry =
      "---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\n"
      "metadata: {name: e, namespace: shop}\n"
      "spec: {hosts: [x.to], exportTo: ['.'], "
      "ports: [{number: 9, name: http, protocol: HTTP}]}\n";
  // Another entry of the host may be elsewhere.
  CHECK(answered(site(to("x.to", ""), entry)) == "x.to:80");
  CHECK(answered(site(to("x.to", ""), entry), {}, "GET", true) == "no-cluster");
}

TEST_CASE("route configurations that Envoy refuses whole") {
  const auto with = [](const std::string& entry) {
    return answered(site("{match: [{uri: {exact: /a}}], " + entry + "}, " +
                         to("x.to", "")));
  };
  const std::string routed = "route: [{destination: {host: x.to}}]";
  for (const std::string code : {"304", "305", "399"})
    CHECK(with("redirect: {uri: /n, redirectCode: " + code + "}") ==
          "refused-routes");
  CHECK(with("redirect: {uri: /n, redirectCode: 308}") == "x.to:80");
  CHECK(with("directResponse: {status: 600}") == "refused-routes");
  CHECK(with("directResponse: {status: 599}") == "x.to:80");
  CHECK(with("redirect: {authority: \"a\\nb\"}") == "refused-routes");
  CHECK(with("redirect: {authority: a b}") == "x.to:80");
  CHECK(with("rewrite: {uri: \"/a\\nb\"}, " + routed) == "refused-routes");
  const auto header = [&](const std::string& value) {
    return with("headers: {request: {set: {x-a: '" + value + "'}}}, " + routed);
  };
  CHECK(header("%FOO%") == "refused-routes");
  CHECK(header("a%REQ(x)%%FOO(y):3%") == "refused-routes");
  for (const std::string value :
       {"%START_TIME%", "%START_TIME(%Y)%", "%%FOO%%", "100%", "%foo%",
        "50%FOO", "%DOWNSTREAM_WHATEVER%", "%REQ(:path)%"}) {
    CAPTURE(value);
    CHECK(header(value) == "x.to:80");
  }
  CHECK(answered(site("{match: [{queryParams: {'': {exact: x}}}], " + routed +
                      "}")) == "refused-routes");
}

TEST_CASE("listeners on ports that the proxy itself listens on") {
  CHECK(Listening("a: HTTP 15021 a.com").listeners() ==
        "0.0.0.0_15021 nack proxy-port\n- * http a#0 http.15021\n");
  CHECK(Listening("a: HTTP 15090 a.com @10.0.0.1").listeners().find("nack") ==
        std::string::npos);
}

TEST_CASE("one chain with a name in two letter cases") {
  CHECK(Listening("a: HTTPS 443 a.com,A.com S").listeners().substr(0, 36) ==
        "0.0.0.0_443 nack overlapping-match\n-");
  CHECK(Listening("a: HTTPS 443 *,a.com,A.com S").listeners().find("nack") ==
        std::string::npos);
}

}  // namespace asmgw
