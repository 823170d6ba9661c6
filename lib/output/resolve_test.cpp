#include "output/resolve.h"

#include "mesh/merge.h"
#include "output/resolve_json.h"
#include "resolve/resolve.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {
namespace {

constexpr std::string_view gateway = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec:
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.com, "*.com"]
    tls: {mode: SIMPLE, credentialName: shop}
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.com]
    tls: {httpsRedirect: true}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [a.com]
  gateways: [gw]
  http:
  - match: [{uri: {prefix: "/\e[31m"}}]
    redirect: {uri: /new}
  - route:
    - {destination: {host: x, port: {number: 1}}, weight: 1}
    - {destination: {host: z, port: {number: 2}}, weight: 3}
)";

/// One URL and what a reporter writes of it.
class Told {
 public:
  explicit Told(std::string_view url, std::string_view credential = "shop")
      : request_(*parse_url(url)) {
    std::string text(gateway);
    const std::string_view word = "credentialName: shop";
    text.replace(text.find(word), word.size(),
                 "credentialName: " + std::string(credential));
    mesh_ = read_mesh(sources_, {sources_.add("gw.yaml", std::move(text))},
                      settings_)
                .mesh;
    const Engine engine(mesh_, settings_);
    for (const Workload& workload : workloads(mesh_, settings_))
      renderings_.front().workloads.push_back(engine.effective(workload));
    for (const Effective& one : renderings_.front().workloads)
      resolution_.answers.push_back(
          {renderings_.front(), request_, one,
           asmgw::resolve(one, mesh_, settings_, request_)});
  }

  [[nodiscard]] std::string full(bool colour = false) const {
    std::string out;
    reporters::resolve_full.write(resolution_, {colour, 0}, out);
    return out;
  }

  [[nodiscard]] Json json() const {
    std::string out;
    reporters::resolve_json.write(resolution_, {}, out);
    return Json::parse(out);
  }

 private:
  Request request_;
  Sources sources_;
  Mesh mesh_;
  MeshSettings settings_;
  Renderings renderings_{{sources_, mesh_, settings_, {}}};
  Resolution resolution_{renderings_, {}};
};

}  // namespace

TEST_CASE("resolve -o json: what was reached, null for what was not") {
  const Json document = Told("https://a.com/x?q=1").json();
  CHECK(document["version"] == 1);
  const Json& answer = document["answers"][0];
  CHECK(answer["outcome"] == "cluster");
  CHECK(answer["reason"].is_null());
  CHECK(answer["status"].is_null());
  CHECK(answer["request"]["path"] == "/x");
  CHECK(answer["request"]["query"] == "q=1");
  CHECK(answer["request"]["address"].is_null());
  CHECK(answer["chain"]["sni"] == Json({"*.com", "a.com"}));
  CHECK(answer["routeConfiguration"] == "https.443.https.gw.shop");
  CHECK(answer["virtualHost"] == "a.com:443");
  CHECK(answer["virtualService"] == "shop/v");
  CHECK(answer["clusters"].size() == 2);
  CHECK(answer["clusters"][1]["weight"] == 3);
  CHECK(answer["steps"].size() == 5);
  for (const Json& step : answer["steps"]) {
    CHECK(step["path"] == "gw.yaml");
    CHECK(step["range"]["start"]["line"] > 4);
  }
  const Json closed = Told("http://a.com:81/").json()["answers"][0];
  CHECK(closed["outcome"] == "closed");
  CHECK(closed["reason"] == "no-listener");
  for (const char* key : {"listener", "chain", "routeConfiguration",
                          "virtualHost", "virtualService", "location"})
    CHECK(closed[key].is_null());
  CHECK(closed["steps"][0]["chosen"].is_null());
}

TEST_CASE("resolve -o full: nothing can move the cursor of a terminal") {
  CHECK(Told("https://a.com/x").full().find('\x1b') == std::string::npos);
  const std::string denied = Told("https://a.com/x", R"("\e[31m")").full();
  CHECK(denied.find("cannot be the name of a Secret") != std::string::npos);
  CHECK(denied.find('\x1b') == std::string::npos);
  CHECK(Told("https://a.com/x").full(true).find("\x1b[31m\"") ==
        std::string::npos);
}

TEST_CASE("outcomes in a few words") {
  const auto second_line = [](std::string_view url) {
    const std::string text = Told(url).full();
    const std::size_t from = text.find('\n') + 3;
    return text.substr(from, text.find('\n', from) - from);
  };
  CHECK(second_line("http://a.com/") ==
        "redirect 301 https://a.com/ (httpsRedirect)");
  CHECK(second_line("https://a.com/") ==
        "cluster outbound|1||x.shop.svc.cluster.local*1, "
        "outbound|2||z.shop.svc.cluster.local*3");
  CHECK(second_line("http://b.com/") ==
        "404 (no-virtual-host): no virtual host has this Host");
  CHECK(second_line("https://a.com:80/") == "protocol: TLS met plaintext HTTP");
}

}  // namespace asmgw
