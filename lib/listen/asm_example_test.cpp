// The Gateway of Istio's reference and of ASM's documentation, by itself, with
// its VirtualService, with one of another namespace, and behind Services.
#include "testing/examples.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::string_view gateway = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: my-gateway, namespace: some-config-namespace}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [test1.com, test2.com]
    tls: {httpsRedirect: true}
  - port: {number: 443, name: https-443, protocol: HTTPS}
    hosts: [uk.bookinfo.com, eu.bookinfo.com]
    tls:
      mode: SIMPLE
      serverCertificate: /etc/certs/servercert.pem
      privateKey: /etc/certs/privatekey.pem
  - port: {number: 9443, name: https-9443, protocol: HTTPS}
    hosts: ["bookinfo-namespace/*.bookinfo.com"]
    tls: {mode: SIMPLE, credentialName: bookinfo-secret}
  - port: {number: 9080, name: http-wildcard, protocol: HTTP}
    hosts: ["*"]
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: istio-system
  labels: {istio: ingressgateway}
spec: {}
)";

std::string virtual_service(std::string_view ns) {
  return fmt::format(R"(---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {{name: bookinfo-rule, namespace: {}}}
spec:
  hosts: [reviews.prod.svc.cluster.local, uk.bookinfo.com, eu.bookinfo.com]
  gateways: [some-config-namespace/my-gateway, mesh]
  http:
  - match: [{{headers: {{cookie: {{exact: user=dev-123}}}}}}]
    route:
    - destination:
        port: {{number: 7777}}
        host: reviews.qa.svc.cluster.local
  - match: [{{uri: {{prefix: /reviews/}}}}]
    route:
    - destination:
        port: {{number: 9080}}
        host: reviews.prod.svc.cluster.local
      weight: 80
    - destination: {{host: reviews.qa.svc.cluster.local}}
      weight: 20
)",
                     ns);
}

constexpr std::string_view services = R"(---
apiVersion: v1
kind: Service
metadata: {name: ingress, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports:
  - {name: http, port: 80, targetPort: 8080}
  - {name: https, port: 443, targetPort: 8443}
)";

const std::string https_443 =
    "https.443.https-443.my-gateway.some-config-namespace";
const std::string https_9443 =
    "https.9443.https-9443.my-gateway.some-config-namespace";

/// Lines of listeners, the servers written #0 to #3.
std::string listeners(const Listening& got) {
  std::string text = got.listeners();
  const std::string_view name = "some-config-namespace/my-gateway#";
  for (auto at = text.find(name); at != std::string::npos;
       at = text.find(name, at))
    text.erase(at, name.size() - 1);
  return text;
}

const std::string unmapped =
    "0.0.0.0_80 ok\n- * http #0 http.80\n"
    "0.0.0.0_443 ok\n"
    "- eu.bookinfo.com,uk.bookinfo.com https #1 " +
    https_443 +
    "\n0.0.0.0_9080 ok\n- * http #3 http.9080\n"
    "0.0.0.0_9443 ok\n- *.bookinfo.com https #2 " +
    https_9443 + "\n";

}  // namespace

TEST_CASE("ASM: the example with its VirtualService") {
  const Listening got(std::string(gateway) +
                      virtual_service("bookinfo-namespace"));
  CHECK(listeners(got) == unmapped);
  const std::string rule =
      " bookinfo-namespace/bookinfo-rule+cookie"
      " bookinfo-namespace/bookinfo-rule/reviews/\n";
  CHECK(got.virtual_hosts() ==
        "http.80 test1.com:80 [test1.com,test2.com] tls\n"
        "http.9080 reviews.prod.svc.cluster.local:9080 "
        "[reviews.prod.svc.cluster.local,eu.bookinfo.com,uk.bookinfo.com]" +
            rule + https_443 +
            " eu.bookinfo.com:443 [eu.bookinfo.com,uk.bookinfo.com]" + rule +
            https_9443 +
            " eu.bookinfo.com:9443 [eu.bookinfo.com,uk.bookinfo.com]" + rule);
  CHECK(got.tls() ==
        "some-config-namespace/my-gateway#1 SIMPLE file-cert:"
        "/etc/certs/servercert.pem~/etc/certs/privatekey.pem h2,http/1.1\n"
        "some-config-namespace/my-gateway#2 SIMPLE "
        "kubernetes://bookinfo-secret h2,http/1.1\n");
}

TEST_CASE("ASM: clusters, where no port is given that of the server") {
  const Listening got(std::string(gateway) +
                      virtual_service("bookinfo-namespace"));
  std::string clusters;
  for (const RouteConfiguration& one : got.effective().routes)
    for (const Route& route : one.virtual_hosts.at(0).routes) {
      for (const Cluster& cluster : route.clusters)
        clusters +=
            fmt::format("{}*{} ", cluster.name, cluster.weight.value_or(0));
      clusters += '\n';
    }
  const auto of = [](int port) {
    return fmt::format(
        "outbound|7777||reviews.qa.svc.cluster.local*0 \n"
        "outbound|9080||reviews.prod.svc.cluster.local*80 "
        "outbound|{}||reviews.qa.svc.cluster.local*20 \n",
        port);
  };
  CHECK(clusters == of(9080) + of(443) + of(9443));
}

TEST_CASE("ASM: the Secret belongs in the namespace of the workload") {
  const Listening got{gateway};
  const Chain& chain = got.effective().listeners.at(3).chains.at(0);
  const SecretName& secret = chain.tls.value().secrets.at(0);
  CHECK(secret.namespace_ == "istio-system");
  CHECK(secret.object == "bookinfo-secret");
}

TEST_CASE("ASM: a VirtualService of another namespace does not reach 9443") {
  const Listening got(std::string(gateway) + virtual_service("elsewhere"));
  CHECK(listeners(got) == unmapped);
  const std::string rule =
      " elsewhere/bookinfo-rule+cookie elsewhere/bookinfo-rule/reviews/\n";
  CHECK(got.virtual_hosts() ==
        "http.80 test1.com:80 [test1.com,test2.com] tls\n"
        "http.9080 reviews.prod.svc.cluster.local:9080 "
        "[reviews.prod.svc.cluster.local,eu.bookinfo.com,uk.bookinfo.com]" +
            rule + https_443 +
            " eu.bookinfo.com:443 [eu.bookinfo.com,uk.bookinfo.com]" + rule +
            https_9443 + " blackhole:9443 [*]\n");
}

TEST_CASE("ASM: without VirtualService every port but 80 answers 404") {
  const Listening got{gateway};
  CHECK(listeners(got) == unmapped);
  CHECK(got.virtual_hosts() ==
        "http.80 test1.com:80 [test1.com,test2.com] tls\n"
        "http.9080 blackhole:9080 [*]\n" +
            https_443 + " blackhole:443 [*]\n" + https_9443 +
            " blackhole:9443 [*]\n");
}

TEST_CASE(
    "ASM: behind Services names keep the declared port, HTTP routes not") {
  const Listening got(std::string(gateway) +
                      virtual_service("bookinfo-namespace") +
                      std::string(services));
  CHECK(listeners(got) ==
        "0.0.0.0_8080 ok\n- * http #0 http.8080\n"
        "0.0.0.0_8443 ok\n- eu.bookinfo.com,uk.bookinfo.com https #1 " +
            https_443 +
            "\n0.0.0.0_9080 ok\n- * http #3 http.9080\n"
            "0.0.0.0_9443 ok\n- *.bookinfo.com https #2 " +
            https_9443 + "\n");
  const std::string hosts = got.virtual_hosts();
  CHECK(
      hosts.starts_with("http.8080 test1.com:80 [test1.com,test2.com] tls\n"));
  CHECK(hosts.find(https_443 + " eu.bookinfo.com:443 ") != std::string::npos);
}

TEST_CASE("ASM: redirects lead nowhere, hosts in clear, and lint says so") {
  LintOptions options;
  options.settings.complete = true;
  const LintedText linted = lint_text(
      std::string(gateway) + virtual_service("bookinfo-namespace"), options);
  std::string found;
  for (const Diagnostic& one : linted.result.diagnostics)
    if (std::count(one.sources.begin(), one.sources.end(), "L30") > 0)
      found += std::string(linted.sources.text(one.range)) + '\n';
  CHECK(found == "test1.com\n");
  int conflicts = 0;
  for (const Diagnostic& one : linted.result.diagnostics) {
    CAPTURE(one.message);
    CHECK((one.severity != Severity::error));
    if (!one.rule->id.starts_with("GW4")) continue;
    CHECK(one.rule->id == "GW422");
    CHECK(one.message ==
          "\"eu.bookinfo.com\" and 1 more are served with TLS, but on "
          "0.0.0.0:9080 in clear text");
    ++conflicts;
  }
  CHECK(conflicts == 1);
}

}  // namespace asmgw
