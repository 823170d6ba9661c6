#include "resolve/resolve.h"

#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// `cluster outbound|9||v.to`, `redirect 301 https://a.com/ (redirect)`,
/// `closed (no-chain)`
std::string text_of(const Answer& answer) {
  std::string out(text_of(answer.outcome));
  if (answer.status != 0 && answer.outcome != RequestOutcome::not_found)
    out += fmt::format(" {}", answer.status);
  if (!answer.location.empty()) out += ' ' + answer.location;
  for (const Cluster& one : answer.clusters) {
    out += ' ' + one.name;
    if (one.weight) out += fmt::format("*{}", *one.weight);
  }
  if (answer.reason != Reason::none)
    out += fmt::format(" ({})", text_of(answer.reason));
  return out;
}

/// Words: a URL, then `sni=`, `host=`, `address=`, `method=`, `cert`, and
/// headers as `name:value`.
Request request_of(std::string_view text) {
  const auto next = [&] {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
  };
  Request request = *parse_url(next());
  while (!text.empty()) {
    const std::string_view word = next();
    const std::size_t equals = std::min(word.find('='), word.size() - 1);
    const std::string value(word.substr(equals + 1));
    if (word == "cert")
      request.client_certificate = true;
    else if (word == "no-sni")
      request.sni.reset();
    else if (word.substr(0, 4) == "sni=")
      request.sni = value;
    else if (word.substr(0, 5) == "host=")
      request.host = value;
    else if (word.substr(0, 8) == "address=")
      request.address = *parse_address(value);
    else if (word.substr(0, 7) == "method=")
      request.method = value;
    else
      CHECK(!add_header(word, request));
  }
  return request;
}

struct Asked {
  std::string_view request, expected;
};

class Site {
 public:
  explicit Site(std::string_view notation,
                MeshSettings settings = in_file_order())
      : settings_(std::move(settings)), listening_(notation, settings_) {}

  [[nodiscard]] Answer answer(std::string_view request) const {
    return resolve(listening_.effective(), listening_.mesh(), settings_,
                   request_of(request));
  }

  void check(const std::vector<Asked>& all) const {
    for (const Asked& one : all) {
      CAPTURE(one.request);
      CHECK(text_of(answer(one.request)) == one.expected);
    }
  }

 private:
  MeshSettings settings_;
  Listening listening_;
};

constexpr std::string_view asm_example = R"(
some-config-namespace/my-gateway: HTTP 80 test1.com,test2.com R #http
some-config-namespace/my-gateway: HTTPS 443 uk.bookinfo.com,eu.bookinfo.com S #https-443
some-config-namespace/my-gateway: HTTPS 9443 bookinfo-namespace/*.bookinfo.com S #https-9443
some-config-namespace/my-gateway: HTTP 9080 * #http-wildcard
vs bookinfo-namespace/v: some-config-namespace/my-gateway reviews.prod.svc.cluster.local,uk.bookinfo.com,eu.bookinfo.com http /reviews/
)";

const std::string_view reviews = "cluster outbound|9||v.to";

}  // namespace

TEST_CASE("requests to the example of ASM") {
  const Site site(asm_example);
  site.check({
      {"http://test1.com/", "redirect 301 https://test1.com/ (redirect)"},
      {"https://test1.com/", "closed (no-chain)"},
      {"http://uk.bookinfo.com/", "not-found (no-virtual-host)"},
      {"http://TEST1.com:80/x",
       "redirect 301 https://TEST1.com:80/x (redirect)"},
      {"https://uk.bookinfo.com/reviews/", reviews},
      {"https://uk.bookinfo.com/", "not-found (no-route)"},
      {"https://uk.bookinfo.com/reviews/ host=eu.bookinfo.com", reviews},
      {"https://uk.bookinfo.com/reviews/ host=test1.com",
       "not-found (no-virtual-host)"},
      {"https://fr.bookinfo.com/", "closed (no-chain)"},
      {"https://fr.bookinfo.com:9443/", "not-found (no-virtual-host)"},
      {"https://a.b.bookinfo.com:9443/", "not-found (no-virtual-host)"},
      {"https://bookinfo.com:9443/", "closed (no-chain)"},
      {"https://10.1.2.3/", "closed (no-chain)"},
      {"http://uk.bookinfo.com:9443/", "closed (no-chain)"},
      {"http://anything.com:9080/", "not-found (no-virtual-host)"},
      {"http://uk.bookinfo.com:9080/reviews/", reviews},
      {"https://uk.bookinfo.com:9080/", "protocol (protocol)"},
      {"http://uk.bookinfo.com:8080/", "closed (no-listener)"},
      {"https://uk.bookinfo.com:8080/", "closed (no-listener)"},
  });
  CHECK(site.answer("https://a.b.bookinfo.com:9443/").chain->sni ==
        std::vector<std::string>{"*.bookinfo.com"});
  CHECK(site.answer("https://uk.bookinfo.com/reviews/ host=eu.bookinfo.com")
            .virtual_host->name == "eu.bookinfo.com:443");
}

TEST_CASE("without a VirtualService ports answer by themselves") {
  Site(asm_example.substr(0, asm_example.find("vs ")))
      .check({
          {"http://test2.com/a?b=c",
           "redirect 301 https://test2.com/a?b=c (redirect)"},
          {"http://other.com/", "not-found (no-virtual-host)"},
          {"https://uk.bookinfo.com/", "not-found (no-route)"},
          {"https://fr.bookinfo.com:9443/", "not-found (no-route)"},
          {"http://any.com:9080/", "not-found (no-route)"},
      });
}

TEST_CASE("a Service leads ports of URLs; an address is the pod's") {
  const std::string served =
      std::string(asm_example) + "svc s: 80>8080 443>8443\n";
  Site(served).check({
      {"http://test1.com/", "redirect 301 https://test1.com/ (redirect)"},
      {"https://uk.bookinfo.com/reviews/", reviews},
      {"http://test1.com/ address=1.3.3.7", "closed (no-listener)"},
      {"http://test1.com:8080/ address=1.3.3.7",
       "redirect 301 https://test1.com:8080/ (redirect)"},
      {"http://uk.bookinfo.com:9080/reviews/", "closed (no-listener)"},
      {"http://uk.bookinfo.com:9080/reviews/ address=1.3.3.7", reviews},
  });
  // One for metrics alone, or without translation, is no entrance.
  for (const char* service : {"svc s: 15021>15021\n", "svc s: 81>8081 off\n"}) {
    const std::string beside = std::string(asm_example) + service;
    MeshSettings settings = in_file_order();
    Site(beside, settings)
        .check({{"http://uk.bookinfo.com:9080/reviews/", reviews}});
    settings.complete.add("Service");
    Site(beside, settings)
        .check(
            {{"http://uk.bookinfo.com:9080/reviews/", "closed (no-listener)"}});
  }
}

TEST_CASE("every Service that has the port may be the way in") {
  const Site site(
      "a: HTTP 80 a.com\nb: HTTP 8081 b.com\nvs v: a a.com http\n"
      "vs w: b b.com http\nsvc s: 80>8080\nsvc t: 80>8081\n");
  site.check({{"http://a.com/", reviews},
              {"http://b.com/", "cluster outbound|9||w.to"},
              {"http://b.com:8081/", "cluster outbound|9||w.to"},
              {"http://c.com/", "not-found (no-virtual-host)"}});
  CHECK(site.answer("http://b.com/").steps.front().why ==
        "port 80 of Service istio-system/t leads to port 8081 of the pod");
  const std::vector<Rival> others =
      site.answer("http://a.com/").steps.front().rivals;
  REQUIRE(others.size() == 1);
  CHECK(others[0].name == "istio-system/t");
  CHECK(others[0].why == "leads its port 80 to 8081");
}

TEST_CASE("without any VirtualService nothing is said of routes") {
  MeshSettings settings = in_file_order();
  settings.complete = false;
  const Site site(
      "a: HTTP 80 a.com\na: HTTP 80 b.com R\na: HTTPS 443 a.com S\n"
      "a: TCP 90 *\na: TLS 91 a.com PT\na: TLS 92 *.local APT\n",
      settings);
  site.check({{"http://a.com/", "unknown (not-given)"},
              {"http://c.com/", "not-found (no-virtual-host)"},
              {"https://a.com/", "unknown (not-given)"},
              {"http://a.com:90/", "unknown (not-given)"},
              {"https://a.com:91/", "unknown (not-given)"},
              {"https://a.com:92/", "unknown (not-given)"},
              {"http://b.com/", "redirect 301 https://b.com/ (redirect)"},
              {"https://c.com/", "closed (no-chain)"},
              {"http://a.com:93/", "closed (no-listener)"}});
  CHECK(site.answer("https://a.com:92/").steps.front().why ==
        "0.0.0.0_92 is made of Services, and none is among the inputs");
  Site("a: HTTP 80 a.com\nvs v: a b.com http\n", settings)
      .check({{"http://a.com/", "not-found (no-route)"}});
}

TEST_CASE("two ports of a Service that lead to one place are both open") {
  Site(R"(a: HTTP 80 a.com
vs v: a a.com http
---
apiVersion: v1
kind: Service
metadata: {name: s, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports:
  - {name: http, port: 80, targetPort: 8080}
  - {name: http-too, port: 81, targetPort: 8080}
)")
      .check({{"http://a.com/", reviews},
              {"http://a.com:81/", reviews},
              {"http://a.com:82/", "closed (no-listener)"}});
}

TEST_CASE("no server name, or one that no chain names") {
  // Only chains that ask for a name.
  Site("a: HTTPS 443 a.com S\n")
      .check({{"https://a.com/ no-sni", "closed (no-chain)"},
              {"http://a.com:443/", "closed (no-chain)"},
              {"https://b.com/", "closed (no-chain)"}});
  // Beside an HTTPS server for all.
  Site("a: HTTPS 443 a.com S\na: HTTPS 443 * S\n")
      .check({{"https://a.com/ no-sni", "not-found (no-route)"},
              {"http://a.com:443/", "tls (tls)"},
              {"https://b.com/", "not-found (no-route)"}});
  // Beside plaintext HTTP of another bind text, which shares the listener.
  Site("a: HTTPS 443 a.com S\nb: HTTP 443 * @0.0.0.0\nvs v: b * http\n")
      .check({{"https://a.com/ no-sni", "protocol (protocol)"},
              {"http://b.com:443/", reviews},
              {"https://b.com/", "protocol (protocol)"},
              {"https://a.com/", "not-found (no-route)"}});
  // Beside TCP that takes all.
  Site("a: HTTPS 443 a.com S\nb: TCP 443 * @0.0.0.0\nvs v: b * tcp\n")
      .check({{"https://b.com/ no-sni", reviews},
              {"http://b.com:443/", reviews},
              {"https://b.com/", reviews}});
}

TEST_CASE("server names: exact, then the longest wildcard, never back") {
  const Site two("a: HTTPS 443 *.a.com S\na: HTTPS 443 b.a.com S\n");
  const auto name = [](const Site& place, const std::string& request) {
    const Answer answer = place.answer(request);
    return answer.chain ? answer.steps.back().kind == StepKind::chain ? "?"
                          : answer.chain->sni.empty()
                              ? "*"
                              : answer.chain->sni.front()
                        : "none";
  };
  CHECK(name(two, "https://b.a.com/") == "b.a.com");
  CHECK(name(two, "https://B.A.COM/") == "b.a.com");
  for (const char* below : {"x.a.com", "x.y.a.com", "x.b.a.com"})
    CHECK(name(two, fmt::format("https://{}/", below)) == "*.a.com");
  for (const char* not_below : {"a.com", "xa.com"})
    CHECK(name(two, fmt::format("https://{}/", not_below)) == "none");
  CHECK(name(two, "https://a.com/ no-sni") == "none");
  const Site three(
      "a: HTTPS 443 *.a.com S\na: HTTPS 443 *.b.a.com S\na: HTTPS 443 * S\n");
  CHECK(name(three, "https://x.b.a.com/") == "*.b.a.com");
  CHECK(name(three, "https://x.a.com/") == "*.a.com");
  CHECK(name(three, "https://a.com/") == "*");
  CHECK(name(three, "https://a.com/ no-sni") == "*");
  const Site top("a: HTTPS 443 *.com S\n");
  CHECK(name(top, "https://a.com/") == "*.com");
  CHECK(name(top, "https://x.a.com/") == "*.com");
  CHECK(name(top, "https://com/") == "none");
}

TEST_CASE("a trailing dot: not in the server name, but in Host") {
  Site("a: HTTPS 443 a.com S\nvs v: a a.com http\n")
      .check({{"https://a.com./", "not-found (no-virtual-host)"},
              {"https://a.com./ host=a.com", reviews}});
}

TEST_CASE("client certificates by mode") {
  Site(
      "a: HTTPS 443 m.com M\na: HTTPS 443 s.com S\na: HTTPS 443 i.com I\n"
      "a: HTTPS 443 o.com tls={mode: OPTIONAL_MUTUAL, credentialName: o}\n"
      "vs v: a * http\n")
      .check({{"https://m.com/", "handshake (client-certificate)"},
              {"https://m.com/ cert", reviews},
              {"https://i.com/", "handshake (client-certificate)"},
              {"https://o.com/", reviews},
              {"https://s.com/", reviews}});
}

TEST_CASE("credentials count as missing only if all is said to be there") {
  const std::string_view gateway =
      "a: HTTPS 443 s.com S\na: HTTPS 443 m.com M\nvs v: a * http\n";
  MeshSettings complete = in_file_order();
  complete.complete = true;
  Site(gateway).check({{"https://s.com/", reviews}});
  Site(gateway, complete)
      .check({{"https://s.com/", "handshake (no-credential)"}});
  MeshSettings others = in_file_order();
  others.complete.add("Service");
  Site(gateway, others).check({{"https://s.com/", reviews}});
  others.complete.add("Secret");
  Site(gateway, others)
      .check({{"https://s.com/", "handshake (no-credential)"}});
  Site(std::string(gateway) +
           "---\napiVersion: v1\nkind: Secret\n"
           "metadata: {name: a, namespace: istio-system}\n",
       complete)
      .check({{"https://s.com/", "unavailable 503 (no-cluster)"},
              {"https://m.com/ cert", "unavailable 503 (no-cluster)"}});
}

/// The default of the mesh is taken to be unset.
TEST_CASE("versions of TLS that leave none") {
  Site(
      "a: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: a, "
      "minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2}\n"
      "a: HTTPS 443 b.com tls={mode: SIMPLE, credentialName: b, "
      "maxProtocolVersion: TLSV1_1}\n"
      "a: HTTPS 443 c.com tls={mode: SIMPLE, credentialName: c, "
      "maxProtocolVersion: TLSV1_2}\n"
      "vs v: a * http\n")
      .check({{"https://a.com/", "handshake (no-version)"},
              {"https://b.com/", "handshake (no-version)"},
              {"https://c.com/", reviews}});
}

TEST_CASE("listeners: the exact address before the wildcard") {
  const Site site(
      "a: HTTP 80 a.com\nb: HTTP 80 b.com @10.0.0.5\nc: HTTP 80 c.com "
      "@127.0.0.1\n");
  CHECK(site.answer("http://a.com/").listener->name == "0.0.0.0_80");
  CHECK(site.answer("http://a.com/ address=10.0.0.5").listener->name ==
        "10.0.0.5_80");
  CHECK(site.answer("http://a.com/ address=10.0.0.6").listener->name ==
        "0.0.0.0_80");
  Site("c: HTTP 80 c.com @127.0.0.1\n")
      .check({{"http://c.com/", "closed (no-listener)"},
              {"http://c.com/ address=10.0.0.5", "closed (no-listener)"},
              {"http://c.com/ address=::1", "closed (no-listener)"},
              {"http://c.com/ address=127.0.0.1", "not-found (no-route)"}});
}

TEST_CASE("a listener that Envoy refuses: nothing is known") {
  const Site site("a: HTTPS 443 a.com S\nb: HTTPS 443 a.com S @0.0.0.0\n");
  site.check({{"https://a.com/", "unknown"}});
  CHECK(site.answer("https://a.com/").steps.back().why.find("refuses") !=
        std::string::npos);
}

TEST_CASE("names of clients without a CA: Envoy refuses the listener") {
  const Site site(
      "a: HTTPS 443 a.com tls={mode: SIMPLE, credentialName: a, "
      "subjectAltNames: [x]}\n"
      "a: HTTPS 443 b.com S\na: HTTPS 8443 c.com S\nvs v: a * http\n");
  site.check({{"https://a.com/", "unknown"},
              {"https://b.com/", "unknown"},
              {"https://c.com:8443/", reviews}});
  CHECK(site.answer("https://b.com/")
            .steps.back()
            .why.find("(subjectAltNames without a CA)") != std::string::npos);
}

TEST_CASE("pass-through goes to clusters, whatever Host") {
  Site("a: TLS 443 a.com PT\nvs v: a a.com tls a.com\n")
      .check({{"https://a.com/ host=b.com", reviews},
              {"https://b.com/", "closed (no-chain)"},
              {"http://a.com:443/", "closed (no-chain)"}});
  Site("a: TLS 443 a.com S\nvs v: a a.com tcp\n")
      .check({{"https://a.com/ host=b.com", reviews}});
}

TEST_CASE("a more specific virtual host has no fall-back") {
  Site("a: HTTP 80 *.a.com\nvs v: a *.a.com http\nvs w: a b.a.com http /x\n")
      .check({{"http://c.a.com/", reviews},
              {"http://b.a.com/x", "cluster outbound|9||w.to"},
              {"http://b.a.com/y", "not-found (no-route)"}});
}

TEST_CASE("rivals: what is near and why it lost, each with its place") {
  const auto rivals = [](const Site& site, std::string_view request) {
    std::string out;
    const Answer answer = site.answer(request);
    for (const Rival& one : answer.steps.back().rivals)
      out += fmt::format("{}: {}{}\n", one.name, one.why,
                         one.range ? "" : " (nowhere)");
    return out;
  };
  const Site lost(
      "a: HTTPS 443 a.com,b.com S #x\nb: HTTPS 443 b.com,c.com S #y\n");
  CHECK(rivals(lost, "https://c.com/") ==
        "a.com: another name\n"
        "default/b[0]: names it, but comes to nothing (duplicate-tls-host)\n");
  CHECK(rivals(Site("a: HTTPS 443 *.b.com S\n"), "https://b.com/") ==
        "*.b.com: covers what is below the name, not the name itself\n");
  CHECK(rivals(Site("a: TCP 80 *\n"), "http://a.com/") ==
        "0.0.0.0_80: has no filter chain: no VirtualService gives it one\n");
  CHECK(rivals(Site("a: HTTP 80 a.com\na: TCP 80 *\n"),
               "http://a.com/ "
               "address=::1") ==
        "0.0.0.0_80: does not take ::1\n"
        "default/a[1]: istiod drops it (protocol-conflict)\n");
  CHECK(rivals(Site("a: HTTP 80 a.com\nvs v: a a.com http /x\n"),
               "http://a.com/y") ==
        "default/v http[0]: path \"/y\" does not begin with \"/x\"\n");
}

}  // namespace asmgw
