#include "model/virtual_service_faults.h"

#include "model/duration.h"
#include "model/regex_syntax.h"
#include "model/route_values.h"
#include "yaml/read.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {
namespace {

VirtualServiceFaults faults(const std::string& spec,
                            IstioVersion version = newest_version) {
  const SourceFile file("v.yaml",
                        "apiVersion: networking.istio.io/v1beta1\n"
                        "kind: VirtualService\n"
                        "metadata: {name: v, namespace: web}\n"
                        "spec:\n" +
                            spec);
  const auto chunks = split_documents(file.text());
  const Document read = read_document(file, FileId{}, chunks.front(), Limits{});
  REQUIRE(read.readable);
  return faults_of_virtual_service(
      {read.tree, 0, FileId{}, {FileId{}, 0, 0}, "default"}, version, 100);
}

/// `path: what is wrong`, one a line.
std::string told(const VirtualServiceFaults& found) {
  std::string out;
  for (const Problem& one : found.problems)
    out += (out.empty() ? "" : "\n") + field_path(found.paths, one.path) +
           ": " + one.reason;
  return out;
}

const std::string bound = "  hosts: [a.com]\n  gateways: [g]\n";

/// Of one entry of `http`, in flow style.
std::string in_route(const std::string& entry,
                     IstioVersion version = newest_version) {
  return told(faults(bound + "  http: [{" + entry + "}]\n", version));
}

const std::string to = ", route: [{destination: {host: a}}]";

TEST_CASE("a VirtualService that is taken") {
  const VirtualServiceFaults good = faults(
      bound +
      "  http:\n"
      "  - match:\n"
      "    - {uri: {prefix: \"\"}, headers: {a: {}, b: null}, port: 443}\n"
      "    - {withoutHeaders: {a: {regex: \"*\"}}}\n"
      "    - headers: {\"@request.auth.claims[sub]\": {exact: a}}\n"
      "    route: [{destination: {host: a.web.svc.cluster.local}}]\n"
      "    timeout: 1m30s\n"
      "    retries: {attempts: 3, retryOn: \"5xx,503,reset\"}\n"
      "    headers: {response: {set: {x: \"%START_TIME% 100%%\"}}}\n"
      "    redirect: null\n"
      "  - delegate: {name: d}\n"
      "  - redirect: {derivePort: FROM_REQUEST_PORT}\n"
      "  tcp: [{route: [{destination: {host: a}, weight: 0}]}]\n");
  CHECK(told(good) == "");
  CHECK(good.acceptance == Acceptance::accepted);
}

TEST_CASE("unknown fields are dropped, all else refuses") {
  CHECK(faults(bound + "  http: [{route: [{destination: {host: a}}], x: 1}]\n")
            .acceptance == Acceptance::without_fields);
  CHECK(faults(bound + "  http: [{routes: [{destination: {host: a}}]}]\n")
            .acceptance == Acceptance::refused);
  CHECK(in_route("routes: []") ==
        "spec.http[0].routes: unknown field \"routes\" (did you mean "
        "\"route\"?)");
  CHECK(in_route("timeout: 5" + to) ==
        "spec.http[0].timeout: the number 5 where a string such as \"5s\" is "
        "wanted");
}

TEST_CASE("what releases differ in") {
  const IstioVersion old{1, 18, newest_patch};
  CHECK(in_route("redirect: {prefixRewrite: /a}", {1, 30, 0}) ==
        "spec.http[0].redirect.prefixRewrite: Istio 1.30.0 does not know the "
        "field \"prefixRewrite\"; 1.31 is the first that does\n"
        "spec.http[0].redirect: the redirect changes nothing");
  CHECK(in_route("redirect: {prefixRewrite: /a}") == "");
  CHECK(in_route("route: [{destination: {subset: a}}]", old) ==
        "spec.http[0].route[0].destination: the destination has no host");
  CHECK(in_route("route: [{destination: {subset: a}}]") ==
        "spec.http[0].route[0].destination: required field \"host\" is "
        "missing");
  CHECK(in_route("match: [{scheme: {prefix: \"\"}}]" + to, old) == "");
  CHECK(in_route("match: [{scheme: {prefix: \"\"}}]" + to) ==
        "spec.http[0].match[0].scheme.prefix: the prefix of scheme is empty");
  CHECK(in_route("match: [{headers: {\"a b\": {exact: c}}}]" + to, old) == "");
  CHECK(in_route("match: [{headers: {\"a b\": {exact: c}}}]" + to) != "");
}

TEST_CASE("hosts, gateways and exportTo") {
  const std::string route = "  http: [{route: [{destination: {host: a}}]}]\n";
  const auto with = [&](const std::string& rest) {
    return told(faults(rest + route));
  };
  CHECK(with("  hosts: [a.com, 10.0.0.1, reviews, a.com.]\n") == "");
  CHECK(with("  hosts: [\"*\"]\n") ==
        "spec.hosts[0]: host \"*\": for the mesh a host must be named");
  CHECK(with("  hosts: [\"*\"]\n  gateways: [g]\n") == "");
  CHECK(with("  hosts: [a.com, \"*.com\"]\n") ==
        "spec.hosts[1]: hosts \"*.com\" and \"a.com\" cover each other");
  CHECK(with("  hosts: [a_b.com]\n") ==
        "spec.hosts[0]: host \"a_b.com\": \"a_b\" is no DNS label");
  CHECK(with("  hosts: [\"${HOST}\", \"{{ host }}\"]\n") == "");
  CHECK(with("  hosts: [a.com]\n  gateways: [a/b/c]\n") ==
        "spec.gateways[0]: \"a/b/c\" names no Gateway: both its parts are DNS "
        "labels");
  CHECK(with("  hosts: [a.com]\n  exportTo: [., web]\n") ==
        "spec.exportTo[1]: exportTo has \"web\" twice");
  CHECK(with("") == "");  // a delegate
  CHECK(with("  gateways: [g]\n") ==
        "spec.gateways: gateways in a VirtualService without hosts, which is a "
        "delegate");
}

TEST_CASE("routes of tls and tcp") {
  const auto tls = [](const std::string& match) {
    return told(faults(bound + "  tls: [{match: [{" + match +
                       "}], route: [{destination: {host: a}}]}]\n"));
  };
  CHECK(tls("sniHosts: [a.com], port: 443") == "");
  CHECK(tls("port: 443") ==
        "spec.tls[0].match[0]: required field \"sniHosts\" is missing");
  CHECK(tls("sni_hosts: [a.com]") ==
        "spec.tls[0].match[0].sni_hosts: unknown field \"sni_hosts\" (did you "
        "mean \"sniHosts\"?)");
  CHECK(tls("sniHosts: [b.com]") ==
        "spec.tls[0].match[0].sniHosts[0]: sniHost \"b.com\" is not within "
        "hosts");
  CHECK(told(faults(bound + "  tcp: [{match: [{port: 80}]}]\n")) ==
        "spec.tcp[0]: the tcp route has no route");
}

TEST_CASE("durations as Go reads them") {
  CHECK(parse_duration("1h1m1.5s") == 3'661'500'000'000);
  CHECK(parse_duration("-3ms") == -3'000'000);
  CHECK(parse_duration("0") == 0);
  for (const char* none : {"", "5", "1d", "s", "1s 2s", ".s", "9999999999h"})
    CHECK_MESSAGE(!parse_duration(none), none);
}

TEST_CASE("regular expressions, header values, policies") {
  std::string why;
  for (const char* good : {".*", "(?i)a", "(?P<a>b)", "(?<a>b)", "\\d+\\/"})
    CHECK_MESSAGE(is_regex(good, why), good);
  for (const char* bad : {"(?!a)", "(?<=a)b", "[", "(", "a**", "\\"})
    CHECK_MESSAGE(!is_regex(bad, why), bad);
  CHECK(fault_of_header_value("100%") != "");
  CHECK(fault_of_header_value("abc%123") != "");
  CHECK(fault_of_header_value("%REQ(X)% %PROTOCOL%") == "");
  CHECK(fault_of_header_value("%DYNAMIC_METADATA([\"a\", \"b\"])%") == "");
  CHECK(fault_of_retry_policy("503") == "");
  CHECK(fault_of_retry_policy("5XX") != "");
  CHECK(fault_of_retry_policy(" reset") == "there is a blank in \" reset\"");
  CHECK(is_subnet("10.0.0.0/8"));
  CHECK_FALSE(is_subnet("10.0.0.0/33"));
}

}  // namespace
}  // namespace asmgw
