// Every case of testdata/oracle/listeners.jsonl: groups, dropped servers,
// listeners, chains, routes and refusals as istiod's own code made them; and
// of versions-*.jsonl, as that of older releases did.
#include "testing/oracle.h"

#include "listen/effective.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace asmgw {
namespace {

using nlohmann::json;

json sorted(json list) {
  std::sort(list.begin(), list.end(),
            [](const json& a, const json& b) { return a.dump() < b.dump(); });
  return list;
}

/// A result in the oracle's words.
class Form {
 public:
  Form(const Mesh& mesh, const Effective& effective)
      : mesh_(mesh), effective_(effective) {}

  [[nodiscard]] json groups() const {
    json all = json::array();
    for (const Group& group : effective_.groups)
      all.push_back({{"port", group.port},
                     {"protocol", group.protocol},
                     {"bind", group.bind},
                     {"route", group.route},
                     {"servers", names(group.servers)}});
    return all;
  }

  [[nodiscard]] json dropped() const {
    std::vector<ServerId> ids;
    for (ServerId id = 0; id < effective_.servers.size(); ++id)
      if (effective_.servers[id].drop.at_merge()) ids.push_back(id);
    return sorted(names(ids));
  }

  [[nodiscard]] json rds() const {
    json all = json::object();
    for (const RouteConfiguration& one : effective_.routes)
      all[one.name] = names(one.servers);
    return all;
  }

  [[nodiscard]] json listeners() const {
    json all = json::array();
    for (const EffectiveListener& one : effective_.listeners)
      if (one.state != ListenerState::omitted)
        all.push_back({{"name", one.name},
                       {"address", one.address},
                       {"port", one.port},
                       {"refused", is_told(one)},
                       {"chains", chains(one.chains)}});
    return sorted(all);
  }

  /// Those that a listener asks for, and how many routes a virtual host has.
  [[nodiscard]] json counted_routes() const {
    json asked = json::object();
    json all = routes();
    for (const EffectiveListener& listener : effective_.listeners)
      for (const Chain& chain : listener.chains)
        if (all.contains(chain.route)) asked[chain.route] = all[chain.route];
    for (json& hosts : asked)
      for (json& host : hosts) {
        host["routes"] = host["routes"].size();
        std::sort(host["domains"].begin(), host["domains"].end());
      }
    return asked;
  }

  [[nodiscard]] json routes() const {
    json all = json::object();
    for (const RouteConfiguration& one : effective_.routes) {
      json hosts = json::array();
      for (const VirtualHost& host : one.virtual_hosts)
        hosts.push_back({{"name", host.name},
                         {"domains", host.domains},
                         {"requireTls", host.require_tls},
                         {"routes", routes(host.routes)}});
      all[one.name] = hosts;
    }
    return all;
  }

 private:
  /// Refused, and the oracle knows of it: it was worked out for clashes of two
  /// chains, where a real Envoy refuses TLS contexts, ports of the proxy and
  /// a name in two letter cases of one chain as well.
  static bool is_told(const EffectiveListener& one) {
    const bool alone = one.clash && one.clash->first == one.clash->second &&
                       one.reason == ListenerReason::overlapping_match;
    return one.state == ListenerState::nack && !alone &&
           one.reason != ListenerReason::tls_context &&
           one.reason != ListenerReason::proxy_port;
  }

  [[nodiscard]] json names(const std::vector<ServerId>& ids) const {
    json all = json::array();
    for (ServerId id : ids) {
      const ServerIn& server = effective_.servers[id];
      all.push_back(mesh_.gateways[server.gateway].full_name() + '#' +
                    std::to_string(server.index));
    }
    return all;
  }

  static json clusters(const std::vector<Cluster>& clusters) {
    json all = json::array();
    for (const Cluster& one : clusters)
      all.push_back(one.weight ? one.name + '*' + std::to_string(*one.weight)
                               : one.name);
    return all;
  }

  static json chains(const std::vector<Chain>& chains) {
    json all = json::array();
    for (const Chain& one : chains) {
      json chain{{"sni", one.sni.empty() ? json() : json(one.sni)}};
      if (!one.alpn.empty()) chain["alpn"] = one.alpn;
      const bool http = speaks_http(one.kind);
      chain["kind"] = http ? "http" : "tcp";
      if (http)
        chain["route"] = one.route;
      else
        chain["clusters"] = clusters(one.clusters);
      if (one.tls) chain["tls"] = tls(*one.tls);
      all.push_back(chain);
    }
    return sorted(all);
  }

  static json version(TlsVersion version) {
    if (version == TlsVersion::automatic) return nullptr;
    const std::string text(text_of(version));
    return "v" + text.substr(4);
  }

  static json tls(const TlsContext& tls) {
    json secrets = json::array();
    for (const SecretName& one : tls.secrets) secrets.push_back(one.name);
    return {{"client", tls.require_client_certificate},
            {"secrets", secrets},
            {"ca", tls.ca ? json(tls.ca->name) : json()},
            {"alpn", tls.alpn},
            {"min", version(tls.min)},
            {"max", version(tls.max)},
            {"ciphers", tls.cipher_suites}};
  }

  [[nodiscard]] json match(const HttpMatch& match) const {
    json made = json::object();
    const auto kind = [](const StringMatch& uri) {
      if (uri.kind == StringMatch::exact) return "path";
      return uri.kind == StringMatch::prefix ? "prefix" : "regex";
    };
    if (match.uri)
      made[kind(*match.uri)] = match.uri->value;
    else
      made["prefix"] = "/";
    const std::size_t headers =
        match.headers.size() + match.without_headers.size();
    if (headers > 0) made["headers"] = headers;
    return made;
  }

  [[nodiscard]] json routes(const std::vector<Route>& routes) const {
    json all = json::array();
    for (const Route& one : routes) {
      const ObjectHead& head = mesh_.virtual_services[one.virtual_service].head;
      json route{{"virtualService", head.namespace_ + '/' + head.name},
                 {"match", match(one.match)},
                 {"action", text_of(one.action)}};
      if (one.action == RouteAction::route)
        route["clusters"] = clusters(one.clusters);
      all.push_back(route);
    }
    return all;
  }

  const Mesh& mesh_;
  const Effective& effective_;
};

class Comparison {
 public:
  void compare_merge(const json& row) {
    for (const auto& [version, expect] : oracle_releases(row)) {
      MeshSettings settings;
      settings.version = version;
      settings.order = Order::file;
      Sources sources;
      const Mesh mesh = oracle_mesh(row, sources, settings);
      const Effective effective =
          Engine(mesh, settings).effective(oracle_workload(row));
      const Form form(mesh, effective);
      json rds = expect["rds"];
      rds.erase("");  // no listener can ask for it
      const std::string release = to_string(version);
      check(row, release + " groups", expect["groups"], form.groups());
      check(row, release + " dropped", sorted(expect["dropped"]),
            form.dropped());
      check(row, release + " rds", rds, form.rds());
    }
  }

  /// `row` is of listeners.jsonl, `older` what another release makes of it.
  void compare_listeners(const json& row, const json& older) {
    MeshSettings settings;
    settings.version =
        parse_version(older["release"].get<std::string>()).value();
    Sources sources;
    const Mesh mesh = oracle_mesh(row, sources, settings);
    const Effective effective =
        Engine(mesh, settings).effective(oracle_workload(row));
    const Form form(mesh, effective);
    json listeners = older["expect"]["listeners"];
    for (json& one : listeners) one["chains"] = sorted(one["chains"]);
    json got = form.listeners();
    for (json& one : got) {
      one.erase("refused");
      for (json& chain : one["chains"]) chain.erase("clusters");
      one["chains"] = sorted(one["chains"]);
    }
    check(row, "listeners", sorted(listeners), sorted(got));
    check(row, "routes", older["expect"]["routes"], form.counted_routes());
  }

  void compare(const json& row) {
    Sources sources;
    const Workload workload = oracle_workload(row);
    const Mesh mesh = oracle_mesh(row, sources);
    const MeshSettings settings;
    const Effective effective = Engine(mesh, settings).effective(workload);
    const json& expect = row["expect"];
    if (expect.contains("panic")) {
      check(row, "panic", true, effective.panic);
      return;
    }
    const Form form(mesh, effective);
    check(row, "groups", expect["groups"], form.groups());
    check(row, "dropped", sorted(expect["dropped"]), form.dropped());
    check(row, "rds", expect["rds"], form.rds());
    json listeners = expect["listeners"];
    for (json& one : listeners) one["chains"] = sorted(one["chains"]);
    check(row, "listeners", sorted(listeners), form.listeners());
    check(row, "routes", expect["routes"], form.routes());
  }

  Differences differences;

 private:
  void check(const json& row, const std::string& what, const json& expected,
             const json& got) {
    if (expected == got) return;
    differences.add(row["id"].get<std::string>() + ' ' + what + "\n  want " +
                    expected.dump() + "\n  got  " + got.dump());
  }
};

}  // namespace

TEST_CASE("listeners of the oracle: every case as istiod makes it") {
  const auto rows = oracle_rows("listeners.jsonl");
  REQUIRE(rows.size() > 1000);
  Comparison comparison;
  for (const json& row : rows) comparison.compare(row);
  INFO(comparison.differences.first(6));
  CHECK(comparison.differences.count() == 0);
}

TEST_CASE("servers merge as in each kind of release") {
  const auto rows = oracle_rows("versions-merge.jsonl");
  REQUIRE(rows.size() > 600);
  Comparison comparison;
  for (const json& row : rows) comparison.compare_merge(row);
  INFO(comparison.differences.first(6));
  CHECK(comparison.differences.count() == 0);
}

TEST_CASE("listeners of the oracle: every case as an older istiod makes it") {
  std::map<std::string, json> cases;
  for (json& row : oracle_rows("listeners.jsonl"))
    cases.emplace(row["id"].get<std::string>(), std::move(row));
  const auto rows = oracle_rows("versions-listeners.jsonl");
  REQUIRE(rows.size() > 900);
  Comparison comparison;
  for (const json& older : rows)
    comparison.compare_listeners(cases.at(older["id"].get<std::string>()),
                                 older);
  INFO(comparison.differences.first(6));
  CHECK(comparison.differences.count() == 0);
}

}  // namespace asmgw
