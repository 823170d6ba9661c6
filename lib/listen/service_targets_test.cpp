// Which port a server listens on once the Services of the pod had their say.
#include "testing/listening.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string ports_of(const Effective& effective) {
  std::string out;
  for (const ServerIn& server : effective.servers)
    out += (out.empty() ? "" : " ") + std::to_string(server.port);
  return out;
}

std::string servers(const std::string& declared) {
  std::istringstream in(declared);
  std::string out;
  for (std::string port; in >> port;)
    out += "a: HTTP " + port + " h" + port + ".com\n";
  return out;
}

/// The ports that Gateway ports are served on.
std::string translated(const std::string& declared, std::string_view services) {
  return ports_of(
      Listening(servers(declared) + unindented(services)).effective());
}

std::string service(std::string_view spec) {
  return servers("80") +
         "---\napiVersion: v1\nkind: Service\n"
         "metadata: {name: s, namespace: istio-system}\nspec: " +
         std::string(spec) + "\n";
}

}  // namespace

TEST_CASE("no Service, no translation") { CHECK(translated("80", "") == "80"); }

TEST_CASE("a Service translates the ports it has") {
  CHECK(translated("443", "svc s: 80>80 443>443") == "443");
  CHECK(translated("80 443 8080 82", "svc s: 80>8080 443>8443") ==
        "8080 8443 8080 82");
}

TEST_CASE("of two Services the older, of equally old ones that of lower name") {
  CHECK(translated("80", R"(
      svc a: 80>8080
      svc b: 80>8081)") == "8080");
  CHECK(translated("80", R"(
      svc b: 80>8081
      svc a: 80>8080)") == "8080");
  CHECK(translated("80", R"(
      svc a: 80>8080 at=2024
      svc b: 80>8081 at=2023)") == "8081");
  CHECK(translated("80", R"(
      svc a: 80>8080
      svc b: 80>8081 at=2023)") == "8080");
  CHECK(translated("80", R"(
      svc s-x: 80>8080
      svc s: 80>8081)") == "8080");
}

TEST_CASE("ports of one Service, target and protocol count once") {
  CHECK(translated("80 8081", "svc s: http=80>8080 http-alt=8081>8080") ==
        "8080 8081");
  CHECK(translated("80 8081", "svc s: http=80>8080 http2=8081>8080") ==
        "8080 8080");
  CHECK(translated("80 8081", "svc s: foo=80>8080 bar=8081>8080") ==
        "8080 8081");
  CHECK(translated("80 8081", R"(
      svc s: http=80>8080
      svc t: http=8081>8080)") == "8080 8080");
  CHECK(ports_of(Listening(servers("80 8081") + unindented(R"(
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: s, namespace: istio-system}
      spec:
        selector: {istio: ingressgateway}
        ports:
        - {name: http, port: 80, targetPort: 8080}
        - {name: http-x, port: 8081, targetPort: 8080, appProtocol: tcp})"))
                     .effective()) == "8080 8080");
}

TEST_CASE("the label that disables translation takes a Service out") {
  CHECK(translated("80", R"(
      svc a: 80>8081 off
      svc b: 80>8080)") == "8080");
  CHECK(translated("80", "svc a: 80>8081 off") == "80");
}

TEST_CASE("targetPort by name is a port of a container") {
  CHECK(translated("80", R"(
      svc s: http=80>web
      pod web=9000)") == "9000");
  CHECK(translated("80", "svc s: http=80>web") == "80");
  CHECK(translated("80", R"(
      svc s: http=80>web/UDP
      pod web=9000)") == "80");
}

TEST_CASE("the protocol of the transport is not looked at") {
  CHECK(translated("443", "svc s: q=443>8443/UDP https=443>9443") == "8443");
}

TEST_CASE("without targetPort the target is the port itself") {
  CHECK(ports_of(Listening(service("{selector: {istio: ingressgateway}, "
                                   "ports: [{name: http, port: 80}]}"))
                     .effective()) == "80");
}

TEST_CASE("only Services that select the pod, in its namespace") {
  const std::string ports = "ports: [{name: http, port: 80, targetPort: 81}]";
  CHECK(ports_of(Listening(service("{selector: {istio: ingressgateway}, " +
                                   ports + "}"))
                     .effective()) == "81");
  CHECK(
      ports_of(Listening(service("{selector: {istio: ingressgateway, a: b}, " +
                                 ports + "}"))
                   .effective()) == "80");
  CHECK(ports_of(Listening(service("{" + ports + "}")).effective()) == "80");
  CHECK(translated("80", "svc default/s: 80>81") == "80");
}

TEST_CASE("a workload known by its selector alone") {
  const std::string gateway = unindented(R"(
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: a, namespace: default}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - {port: {number: 80, name: http, protocol: HTTP}, hosts: [a.com]}
        - {port: {number: 81, name: b, protocol: HTTP}, hosts: [b.com]}
  )");
  const auto more = [](const std::string& name, const std::string& ports) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name +
           ", namespace: istio-system}\n"
           "spec: {selector: {app: x, istio: ingressgateway}, ports: [" +
           ports + "]}\n";
  };
  const std::string one = more("s", "{name: http, port: 80, targetPort: 8080}");
  const Listening alone(gateway + one);
  CHECK(alone.effective().workload.inferred);
  CHECK(ports_of(alone.effective()) == "8080 81");
  CHECK(alone.effective().notes.empty());
  const Listening disputed(gateway + one +
                           more("t",
                                "{name: http, port: 80, targetPort: 9080}, "
                                "{name: http-b, port: 81, targetPort: 9081}"));
  CHECK(ports_of(disputed.effective()) == "80 9081");
  REQUIRE(disputed.effective().notes.size() == 1);
  CHECK(disputed.effective().notes[0] ==
        "Services disagree on where port 80 leads: none is used for it");
}

TEST_CASE("ports given by hand replace all Services") {
  MeshSettings settings = in_file_order();
  settings.service_ports = {{80, 8000}};
  CHECK(ports_of(
            Listening(servers("80 443") + "svc s: 80>8080 443>8443", settings)
                .effective()) == "8000 443");
}

TEST_CASE("a listener knows the Service ports that lead to it") {
  const Listening got("a: HTTP 80 a.com\nsvc s: http=80>8080 tcp=8000>8080");
  REQUIRE(got.effective().listeners.size() == 1);
  CHECK((got.effective().listeners[0].service_ports ==
         std::vector<std::uint32_t>{80, 8000}));
}

TEST_CASE("route names: HTTP by the port listened on, HTTPS by the declared") {
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      a: HTTPS 443 a.com S #https
      vs v: a a.com http
      svc s: 80>8080 443>8443)")
            .virtual_hosts() == unindented(R"(
      http.8080 a.com:80 [a.com] v
      https.443.https.a.default a.com:443 [a.com] v)"));
}

}  // namespace asmgw
