// Which VirtualServices a server takes: names, hosts, namespaces, exportTo.
#include "listen/binding.h"

#include "model/host.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

using Hosts = std::vector<std::string>;

/// What a server and a VirtualService have in common.
Hosts common(const Hosts& server, const Hosts& service) {
  const Listening got(fmt::format("a: HTTP 80 {}\nvs v: a {} http",
                                  fmt::join(server, ","),
                                  fmt::join(service, ",")));
  const Bindings bindings(got.mesh(), newest_version);
  const auto& hosts = got.effective().servers.at(0).hosts;
  const auto shared = bindings.sharing("default/a", hosts);
  CHECK(bindings.any_sharing("default/a", hosts) == !shared.empty());
  Hosts all;
  for (const SharedHosts& one : shared)
    all.insert(all.end(), one.hosts.begin(), one.hosts.end());
  return all;
}

/// What a server of Gateway `g/gw` offers to a VirtualService `v/vs`.
std::string offered(std::string_view host) {
  return Listening(fmt::format("g/gw: HTTP 80 {}\nvs v/vs: g/gw * http", host))
      .virtual_hosts();
}

}  // namespace

TEST_CASE("Gateway names in a VirtualService of namespace v") {
  struct Row {
    std::string_view written, resolved;
  };
  for (const Row& row :
       {Row{"mesh", "mesh"}, Row{"gw", "v/gw"}, Row{"./gw", "v/gw"},
        Row{"ns/gw", "ns/gw"}, Row{"gw.ns", "ns/gw"},
        Row{"gw.ns.svc.cluster.local", "ns/gw"}, Row{"a.b.c", "b/a"},
        Row{"Gw", "v/Gw"}}) {
    CAPTURE(row.written);
    CHECK(resolved_gateway(row.written, "v") == row.resolved);
  }
}

TEST_CASE("VirtualServices bind by the resolved name, and by case") {
  const auto binds = [](std::string_view written) {
    const Listening got(
        fmt::format("v/gw: HTTP 80 a.com\nns/gw: HTTP 81 a.com\n"
                    "vs v/vs: {} a.com http",
                    written));
    std::string out;
    for (const RouteConfiguration& one : got.effective().routes)
      if (!one.virtual_hosts[0].routes.empty()) out += one.name + ' ';
    return out;
  };
  CHECK(binds("gw") == "http.80 ");
  CHECK(binds("./gw") == "http.80 ");
  CHECK(binds("ns/gw") == "http.81 ");
  CHECK(binds("gw.ns") == "http.81 ");
  CHECK(binds("gw.ns.svc.cluster.local") == "http.81 ");
  CHECK(binds("gw,ns/gw") == "http.80 http.81 ");
  CHECK(binds("Gw").empty());
  CHECK(binds("mesh").empty());
  CHECK(binds("other/gw").empty());
}

TEST_CASE("without gateways a VirtualService is for sidecars alone") {
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: vs, namespace: default}
      spec:
        hosts: [a.com]
        http: [{route: [{destination: {host: b.com}}]}])")
            .virtual_hosts() == "http.80 blackhole:80 [*]\n");
}

TEST_CASE("server host and VirtualService host") {
  struct Row {
    int number;
    std::string_view server, service;
    bool matches, server_in_service, service_in_server;
    std::string_view common;
  };
  const std::vector<Row> rows{
      {1, "*", "*", true, true, true, "*"},
      {2, "*", "a.com", true, false, true, "a.com"},
      {3, "*", "*.a.com", true, false, true, "*.a.com"},
      {4, "*.a.com", "*", true, true, false, "*.a.com"},
      {5, "*.a.com", "a.com", false, false, false, ""},
      {6, "*.a.com", "b.a.com", true, false, true, "b.a.com"},
      {7, "b.a.com", "*.a.com", true, true, false, "b.a.com"},
      {8, "*.a.com", "c.b.a.com", true, false, true, "c.b.a.com"},
      {9, "*.a.com", "*.b.a.com", true, false, true, "*.b.a.com"},
      {10, "*.b.a.com", "*.a.com", true, true, false, "*.b.a.com"},
      {11, "*.b.a.com", "b.a.com", false, false, false, ""},
      {12, "b.a.com", "*.b.a.com", false, false, false, ""},
      {13, "*.a.com", "xa.com", false, false, false, ""},
      {14, "*.com", "a.com", true, false, true, "a.com"},
      {15, "*.com", "*.net", false, false, false, ""},
      {16, "*.b.a.com", "*.c.a.com", false, false, false, ""},
      {17, "a.com", "a.com", true, true, true, "a.com"},
      {18, "A.com", "a.com", false, false, false, ""},
      {19, "*.A.com", "b.a.com", false, false, false, ""},
      {20, "a.com", "a.com.", false, false, false, ""},
      {21, "10.0.0.1", "*", true, true, false, "10.0.0.1"},
      {22, "*.foo.bar.baz", "*.baz", true, true, false, "*.foo.bar.baz"},
      {23, "*", "reviews.v.svc.cluster.local", true, false, true,
       "reviews.v.svc.cluster.local"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CHECK(hosts_overlap(row.server, row.service) == row.matches);
    CHECK(is_host_subset(row.server, row.service) == row.server_in_service);
    CHECK(is_host_subset(row.service, row.server) == row.service_in_server);
    const Hosts expected =
        row.common.empty() ? Hosts{} : Hosts{std::string(row.common)};
    CHECK(common({std::string(row.server)}, {std::string(row.service)}) ==
          expected);
  }
}

TEST_CASE("lists of hosts: the narrower of each pair, none twice") {
  CHECK(common({"foo.com", "*.net"}, {"*.com", "bar.net"}) ==
        Hosts{"foo.com", "bar.net"});
  CHECK(common({"*", "a.com"}, {"a.com"}) == Hosts{"a.com"});
  CHECK(common({"*.a.com", "b.a.com"}, {"*.a.com"}) ==
        Hosts{"*.a.com", "b.a.com"});
  CHECK(Listening("a: HTTP 80 *.a.com,b.a.com\nvs v: a *.a.com http /x\n"
                  "vs w: a b.a.com http /y")
            .virtual_hosts() ==
        "http.80 *.a.com:80 [*.a.com] v/x\n"
        "http.80 b.a.com:80 [b.a.com] v/x w/y\n");
}

TEST_CASE("short hosts of a VirtualService are completed by its namespace") {
  CHECK(complete_host("reviews", "v") == "reviews.v.svc.cluster.local");
  CHECK(complete_host("a.com", "v") == "a.com");
  CHECK(complete_host("*", "v") == "*");
  CHECK(Listening("a: HTTP 80 *\nvs v/vs: default/a reviews http")
            .virtual_hosts() ==
        "http.80 reviews.v.svc.cluster.local:80 "
        "[reviews.v.svc.cluster.local] v/vs\n");
}

TEST_CASE("hosts with a namespace: Gateway of g, VirtualService of v") {
  const std::string seen = "http.80 a.com:80 [a.com] v/vs\n";
  const std::string all = "http.80 *:80 [*] v/vs\n";
  const std::string nothing = "http.80 blackhole:80 [*]\n";
  CHECK(offered("a.com") == seen);
  CHECK(offered("*/a.com") == seen);
  CHECK(offered("./a.com") == nothing);
  CHECK(offered("v/a.com") == seen);
  CHECK(offered("w/a.com") == nothing);
  CHECK(offered("V/a.com") == nothing);
  CHECK(offered("v/*") == all);
  CHECK(offered("./*") == nothing);
  CHECK(offered("*/*") == all);
  CHECK(
      Listening("v/gw: HTTP 80 ./a.com\nvs v/vs: gw * http").virtual_hosts() ==
      seen);
  CHECK(Listening("v/gw: HTTP 80 ./*\nvs v/vs: gw * http").virtual_hosts() ==
        all);
}

TEST_CASE("hosts as they are stored") {
  const auto stored = [](std::string_view hosts) {
    const Listening got(fmt::format("g/gw: HTTP 80 {}", hosts));
    Hosts all;
    for (const ServedHost& host : got.effective().servers.at(0).hosts)
      all.push_back(host.text);
    return all;
  };
  CHECK(stored("a.com") == Hosts{"a.com"});
  CHECK(stored("*/a.com") == Hosts{"a.com"});
  CHECK(stored("./a.com") == Hosts{"g/a.com"});
  CHECK(stored("v/a.com") == Hosts{"v/a.com"});
  CHECK(stored("V/a.com") == Hosts{"V/a.com"});
  CHECK(stored("v/*") == Hosts{"v/*"});
  CHECK(stored("./*") == Hosts{"g/*"});
  CHECK(stored("*/*") == Hosts{"*"});
  CHECK(stored("a.com,*/*,b.com") == Hosts{"*"});
}

TEST_CASE("exportTo: who sees a VirtualService of namespace v") {
  struct Row {
    std::string_view exported;
    bool everywhere, in_v, in_w;
  };
  for (const Row& row :
       {Row{"", true, true, true}, Row{"export=*", true, true, true},
        Row{"export=*,w", true, true, true},
        Row{"export=.", false, true, false},
        Row{"export=v", false, true, false},
        Row{"export=w", false, false, true},
        Row{"export=w,.", false, true, true},
        Row{"export=~", false, false, false},
        Row{"export=~,w", false, false, false},
        Row{"export=~,*", true, true, true}}) {
    CAPTURE(row.exported);
    const Listening got(fmt::format(
        "g/gw: HTTP 80 a.com\nvs v/vs: g/gw a.com http {}", row.exported));
    const Bindings bindings(got.mesh(), newest_version);
    const auto is_bound = [&](std::string_view ns) {
      const auto& hosts = got.effective().servers.at(0).hosts;
      return !bindings.bound_to("g/gw", hosts, ns).empty();
    };
    CHECK(is_bound("istio-system") == row.everywhere);
    CHECK(is_bound("v") == row.in_v);
    CHECK(is_bound("w") == row.in_w);
    const std::string here = row.everywhere ? "http.80 a.com:80 [a.com] v/vs\n"
                                            : "http.80 blackhole:80 [*]\n";
    CHECK(got.virtual_hosts() == here);
  }
}

TEST_CASE("the namespace of the Gateway plays no role for exportTo") {
  CHECK(Listening("app/gw: HTTP 80 a.com\nvs app/vs: gw a.com http export=.")
            .virtual_hosts() == "http.80 blackhole:80 [*]\n");
  CHECK(Listening("app/gw: HTTP 80 a.com\n"
                  "vs istio-system/vs: app/gw a.com http export=.")
            .virtual_hosts() == "http.80 a.com:80 [a.com] istio-system/vs\n");
}

TEST_CASE("private VirtualServices first, then those exported by name") {
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      vs x/a: default/a a.com http /public at=2020
      vs x/b: default/a a.com http /named export=istio-system at=2021
      vs istio-system/c: default/a a.com http /private export=. at=2022
      vs istio-system/d: default/a a.com http /own-public at=2019)")
            .virtual_hosts() ==
        "http.80 a.com:80 [a.com] istio-system/c/private x/b/named "
        "istio-system/d/own-public x/a/public\n");
}

TEST_CASE("each part by age, name, namespace") {
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      vs x/b: default/a a.com http /1 at=2021
      vs y/a: default/a a.com http /2 at=2022
      vs x/a: default/a a.com http /3 at=2022
      vs z/c: default/a a.com http /4 at=2020)")
            .virtual_hosts() ==
        "http.80 a.com:80 [a.com] z/c/4 x/b/1 x/a/3 y/a/2\n");
  CHECK(Listening(R"(
      a: HTTP 80 a.com
      vs x/b: default/a a.com http /1 at=2021
      vs y/a: default/a a.com http /2
      vs x/B: default/a a.com http /3)")
            .virtual_hosts() == "http.80 a.com:80 [a.com] x/B/3 y/a/2 x/b/1\n");
}

TEST_CASE("several VirtualServices of one host") {
  CHECK(Listening("a: HTTP 80 a.com\nvs v: a a.com http\nvs w: a a.com http /x")
            .virtual_hosts() == "http.80 a.com:80 [a.com] w/x v\n");
  CHECK(Listening("a: HTTP 80 *.a.com\nvs v: a *.a.com http /x\n"
                  "vs w: a b.a.com http /y")
            .virtual_hosts() ==
        "http.80 *.a.com:80 [*.a.com] v/x\nhttp.80 b.a.com:80 [b.a.com] w/y\n");
  CHECK(Listening("a: HTTP 80 b.a.com\nvs v: a *.a.com http /x\n"
                  "vs w: a b.a.com http /y")
            .virtual_hosts() == "http.80 b.a.com:80 [b.a.com] v/x w/y\n");
  CHECK(Listening("a: HTTP 80 A.com,a.com\nvs v: a A.com http /x\n"
                  "vs w: a a.com http /y")
            .virtual_hosts() == "http.80 a.com:80 [a.com] v/x w/y\n");
  CHECK(Listening("a: HTTP 80 a.com\nb: HTTP 80 a.com\nvs v: a,b a.com http /x")
            .virtual_hosts() == "http.80 a.com:80 [a.com] v/x v/x\n");
  CHECK(Listening("a: HTTP 80 a.com\nvs v: a b.com http").virtual_hosts() ==
        "http.80 blackhole:80 [*]\n");
}

}  // namespace asmgw
