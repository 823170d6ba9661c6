// Pairs that differ in their text alone.
#include "testing/diffing.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

const std::string first = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: shop
  labels: {app: shop, team: web}
spec:
  selector:
    istio: ingressgateway
    tier: edge
  servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts:
    - shop.example.com
    - ./admin.example.com
    tls:
      httpsRedirect: true
  - port:
      number: 443
      name: https
      protocol: HTTPS
    hosts:
    - shop.example.com
    - other/docs.example.com
    tls:
      mode: SIMPLE
      credentialName: shop-cert
)";

struct Spelling {
  std::string what, newer;
};

/// `first` with a part of it replaced; the part must be there once.
std::string with(const std::string& from, const std::string& to) {
  const std::size_t at = first.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(first.find(from, at + 1) == std::string::npos);
  return std::string(first).replace(at, from.size(), to);
}

std::string with_breaks(std::string_view line_break) {
  std::string text;
  for (char c : first) c == '\n' ? text += line_break : text += c;
  return text;
}

const std::string http_server =
    first.substr(first.find("  - port:"),
                 first.rfind("  - port:") - first.find("  - port:"));
const std::string https_server = first.substr(first.rfind("  - port:"));
const std::string head = first.substr(0, first.find("  - port:"));

const std::string in_json = R"({"kind": "Gateway",
 "apiVersion": "networking.istio.io/v1",
 "metadata": {"namespace": "shop", "name": "shop",
              "labels": {"app": "shop", "team": "web"}},
 "spec": {
  "servers": [
   {"hosts": ["shop.example.com", "./admin.example.com"],
    "port": {"name": "http", "number": 80, "protocol": "HTTP"},
    "tls": {"httpsRedirect": true}},
   {"hosts": ["shop.example.com", "other/docs.example.com"],
    "port": {"name": "https", "number": 443, "protocol": "HTTPS"},
    "tls": {"mode": "SIMPLE", "credentialName": "shop-cert"}}],
  "selector": {"tier": "edge", "istio": "ingressgateway"}}}
)";

std::string in_list() {
  std::string text = "apiVersion: v1\nkind: List\nitems:\n- ";
  for (char c : first) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text.substr(0, text.size() - 2);
}

std::vector<Spelling> pairs() {
  return {
      {"order of keys",
       with("      number: 80\n      name: http\n      protocol: HTTP\n",
            "      protocol: HTTP\n      name: http\n      number: 80\n")},
      {"order of labels of the selector",
       with("    istio: ingressgateway\n    tier: edge\n",
            "    tier: edge\n    istio: ingressgateway\n")},
      {"spec before metadata",
       "apiVersion: networking.istio.io/v1\nkind: Gateway\n" +
           first.substr(first.find("spec:")) +
           first.substr(first.find("metadata:"),
                        first.find("spec:") - first.find("metadata:"))},
      {"double quotes", with("shop-cert", "\"shop-cert\"")},
      {"single quotes",
       with("- ./admin.example.com", "- './admin.example.com'")},
      {"escapes", with("shop-cert", "\"shop\\u002Dcert\"")},
      {"a number in hexadecimal", with("number: 443", "number: 0x1BB")},
      {"a word for true", with("httpsRedirect: true", "httpsRedirect: yes")},
      {"flow in place of block",
       with("  - port:\n      number: 443\n      name: https\n"
            "      protocol: HTTPS\n",
            "  - port: {number: 443, name: https, protocol: HTTPS}\n")},
      {"block in place of flow", with("labels: {app: shop, team: web}",
                                      "labels:\n    app: shop\n    team: web")},
      {"indented lists",
       with("    - shop.example.com\n    - other/docs.example.com\n",
            "      - shop.example.com\n      - other/docs.example.com\n")},
      {"a folded text", with("shop-cert", ">-\n        shop-cert")},
      {"comments",
       with("spec:\n", "# what it serves\nspec:  # two servers\n\n")},
      {"a document before it",
       "# nothing\n---\n" + first + "---\n# nothing either\n"},
      {"another document around it",
       "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n" +
           first},
      {"a List", in_list()},
      {"JSON", in_json},
      {"anchor and alias",
       with("    - shop.example.com\n    - other/docs.example.com\n",
            "    - &shop shop.example.com\n    - other/docs.example.com\n"
            "    - *shop\n")},
      {"v1beta1", with("istio.io/v1\n", "istio.io/v1beta1\n")},
      {"v1alpha3", with("istio.io/v1\n", "istio.io/v1alpha3\n")},
      {"./h by its namespace",
       with("./admin.example.com", "shop/admin.example.com")},
      {"h for every namespace", with("- shop.example.com\n    - ./admin",
                                     "- '*/shop.example.com'\n    - ./admin")},
      {"order of hosts",
       with("    - shop.example.com\n    - ./admin.example.com\n",
            "    - ./admin.example.com\n    - shop.example.com\n")},
      {"order of servers", head + https_server + http_server},
      {"CRLF", with_breaks("\r\n")},
      {"a mark of UTF-8", "\xEF\xBB\xBF" + first},
      {"defaults written out",
       with("      mode: SIMPLE\n",
            "      mode: SIMPLE\n      httpsRedirect: false\n"
            "      minProtocolVersion: TLS_AUTO\n"
            "      maxProtocolVersion: TLS_AUTO\n      cipherSuites: []\n")},
      {"nulls", with("    tls:\n      mode",
                     "    bind: null\n    name:\n"
                     "    tls:\n      mode")},
      {"a host twice",
       with("    - other/docs.example.com\n",
            "    - other/docs.example.com\n    - other/docs.example.com\n")},
      {"another label and an annotation",
       with("labels: {app: shop, team: web}",
            "labels: {app: shop}\n  annotations: {note: moved}")},
      {"a name of the server that speaks HTTP",
       with("    - ./admin.example.com\n",
            "    - ./admin.example.com\n    name: plain\n")},
      {"the name of the port that speaks HTTP",
       with("name: http\n", "name: web\n")},
      {"HTTP2 for HTTP", with("protocol: HTTP\n", "protocol: HTTP2\n")},
      {"a list of one credential",
       with("credentialName: shop-cert", "credentialNames: [shop-cert]")},
  };
}

}  // namespace

TEST_CASE("pairs that differ in their text alone are equal") {
  const std::vector<Spelling> all = pairs();
  CHECK(all.size() >= 20);
  for (const Spelling& one : all) {
    CAPTURE(one.what);
    CHECK(one.newer != first);
    for (const Diffed& diffed :
         {diff_texts(first, one.newer), diff_texts(one.newer, first)}) {
      CAPTURE(diffed.text());
      CHECK(diffed.result.level() == Impact::none);
      CHECK(diffed.result.listeners.empty());
    }
  }
}

}  // namespace asmgw
