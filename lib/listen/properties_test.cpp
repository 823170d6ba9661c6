// What holds of every mesh, on the cases of testdata/oracle/listeners.jsonl.
#include "base/text.h"
#include "testing/listening.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

using nlohmann::json;

/// A mesh that may be changed, and its gateway pod.
struct Example {
  std::string id;
  Sources sources;
  Mesh mesh;
  Workload workload;

  explicit Example(const json& row) : id(row["id"]) {
    workload = oracle_workload(row);
    mesh = oracle_mesh(row, sources);
  }

  [[nodiscard]] Effective effective(const MeshSettings& settings = {}) const {
    return Engine(mesh, settings).effective(workload);
  }

  /// Gateways in merge order, which is then that of the file.
  void order_gateways() {
    SharedList<MeshGateway> ordered;
    for (GatewayId next : in_merge_order(mesh, MeshSettings()))
      ordered.push_back(mesh.gateways.items()[next]);
    mesh.gateways = std::move(ordered);
  }

  template <class Use>
  void for_each_server(Use use) {
    for (const MeshGateway& gateway : mesh.gateways)
      for (Field<Server>& server : gateway.model.gateway->spec->servers.value)
        use(gateway, *server);
  }
};

/// All there is to say, a line each, sorted: where in the list a chain or a
/// dropped server stands is left open.
std::string everything(const Mesh& mesh, const Effective& effective) {
  const ListeningText text(mesh, effective);
  std::istringstream in(text.listeners() + text.route_names() +
                        text.virtual_hosts() + text.tls());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}\npanic: {}\n", fmt::join(lines, "\n"),
                     effective.panic);
}

/// Runs `check` on a third of the cases, each property beginning with another
/// one; it says what is wrong, "" if nothing is.
void for_all(const std::function<std::string(Example&)>& check) {
  static std::size_t next = 0;
  Differences differences;
  std::size_t count = 0;
  const std::vector<json> rows = oracle_rows("listeners.jsonl");
  for (std::size_t i = next++ % stride(3); i < rows.size(); i += stride(3)) {
    Example example(rows[i]);
    ++count;
    if (const std::string wrong = check(example); !wrong.empty())
      differences.add(example.id + ' ' + wrong);
  }
  CHECK(count >= rows.size() / stride(3));
  INFO(differences.first(5));
  CHECK(differences.count() == 0);
}

/// `change` changes the mesh, but not what comes of it. Returns how often it
/// did anything: false from it says that there was nothing to change.
std::size_t without_effect(const std::function<bool(Example&)>& change,
                           const MeshSettings& settings = {}) {
  std::size_t changed = 0;
  for_all([&](Example& example) {
    const std::string before =
        everything(example.mesh, example.effective(settings));
    if (!change(example)) return std::string();
    ++changed;
    const std::string after =
        everything(example.mesh, example.effective(settings));
    return before == after ? "" : "before\n" + before + "after\n" + after;
  });
  return changed;
}

template <class T>
void rotate(std::vector<T>& list) {
  if (!list.empty()) std::rotate(list.begin(), list.begin() + 1, list.end());
}

bool is_plain_http(const ServerIn& server) {
  return server.is_http() && !server.has_tls;
}

std::set<std::uint32_t> plain_http_ports(const Effective& effective) {
  std::set<std::uint32_t> plain, other;
  for (const ServerIn& server : effective.servers)
    (is_plain_http(server) ? plain : other).insert(server.port);
  for (std::uint32_t port : other) plain.erase(port);
  return plain;
}

std::set<std::string> names_of(const Chain& chain) {
  std::set<std::string> names;
  for (const std::string& name : chain.sni) names.insert(lower(name));
  if (names.empty()) names.insert("");
  return names;
}

bool collide(const Chain& a, const Chain& b) {
  const auto meet = [](const auto& some, const auto& others) {
    return std::any_of(some.begin(), some.end(), [&](const auto& one) {
      return std::find(others.begin(), others.end(), one) != others.end();
    });
  };
  const bool alpn = (a.alpn.empty() && b.alpn.empty()) || meet(a.alpn, b.alpn);
  return alpn && meet(names_of(a), names_of(b));
}

bool has_colliding_chains(const EffectiveListener& listener) {
  for (std::size_t i = 0; i < listener.chains.size(); ++i) {
    const Chain& chain = listener.chains[i];
    if (names_of(chain).size() < chain.sni.size()) return true;  // in two cases
    for (std::size_t j = 0; j < i; ++j)
      if (collide(chain, listener.chains[j])) return true;
  }
  return false;
}

bool has_partial_wildcard(const EffectiveListener& listener) {
  for (const Chain& chain : listener.chains)
    for (const std::string& name : names_of(chain))
      if (name.find('*', name.starts_with("*.") ? 1 : 0) != std::string::npos)
        return true;
  return false;
}

/// What a request for a host gets, whoever contributed it how often.
std::string answers(const Mesh& mesh, const Effective& effective) {
  const ListeningText text(mesh, effective);
  std::string out;
  for (const EffectiveListener& one : effective.listeners)
    out += fmt::format("{} {} {}\n", one.name, text_of(one.state),
                       one.chains.size());
  std::map<std::pair<std::string, std::string>, std::string> by_domain;
  for (const RouteConfiguration& routes : effective.routes)
    for (const VirtualHost& host : routes.virtual_hosts)
      for (const std::string& domain : host.domains) {
        std::string& answer = by_domain[{routes.name, domain}];
        answer = host.require_tls ? "tls" : "";
        std::set<std::string> known;
        for (const Route& route : host.routes)
          if (known.insert(text.route(route)).second)
            answer += ' ' + text.route(route);
      }
  for (const auto& [key, answer] : by_domain)
    out += fmt::format("{} {}: {}\n", key.first, key.second, answer);
  return out;
}

/// Each plain HTTP server of several hosts becomes two.
bool split_servers(Example& example) {
  bool any = false;
  for (const MeshGateway& gateway : example.mesh.gateways) {
    List<Server> all;
    for (Field<Server>& field : gateway.model.gateway->spec->servers.value) {
      all.push_back(field);
      const auto protocol = protocol_of(*field);
      List<std::string>& hosts = *all.back()->hosts;
      if (!protocol || !is_http_family(*protocol) || given(field->tls) ||
          hosts.size() < 2)
        continue;
      const auto half = static_cast<std::ptrdiff_t>(hosts.size() / 2);
      all.push_back(field);  // `hosts` is gone from here on
      List<std::string>& rest = *all.back()->hosts;
      List<std::string>& first = *all[all.size() - 2]->hosts;
      first.erase(first.begin() + half, first.end());
      rest.erase(rest.begin(), rest.begin() + half);
      any = true;
    }
    gateway.model.gateway->spec->servers.value = std::move(all);
  }
  return any;
}

/// Live servers and refused listeners of a port if these two Gateways, in this
/// order, are all there are.
std::string outcome(Example& example, std::uint32_t port,
                    const std::string& first, const std::string& second) {
  const auto place = [&](const MeshGateway& one) {
    return one.full_name() == first ? 0 : one.full_name() == second ? 1 : 2;
  };
  SharedList<MeshGateway>& gateways = example.mesh.gateways;
  std::stable_sort(
      gateways.items().begin(), gateways.items().end(),
      [&](const auto& a, const auto& b) { return place(*a) < place(*b); });
  const SharedList<MeshGateway> all_gateways = gateways;
  gateways.items().resize(std::min<std::size_t>(gateways.size(), 2));
  std::set<std::string> all;
  const Effective effective = example.effective(in_file_order());
  for (const ServerIn& server : effective.servers)
    if (server.port == port && server.drop.reason == DropReason::none)
      all.insert(fmt::format("{}#{}", gateways[server.gateway].full_name(),
                             server.index));
  for (const EffectiveListener& listener : effective.listeners)
    if (listener.port == port && listener.state == ListenerState::nack)
      all.insert(listener.name);
  gateways = all_gateways;
  return fmt::format("{}", fmt::join(all, " "));
}

}  // namespace

TEST_CASE("property: a mesh has one result, whatever was asked before") {
  for_all([](Example& example) {
    const MeshSettings settings;
    const Engine engine(example.mesh, settings);
    const std::string first =
        everything(example.mesh, engine.effective(example.workload));
    Workload other = example.workload;
    other.labels.clear();
    other.namespace_ = "elsewhere";
    const Effective unused = engine.effective(other);
    const bool same =
        first == everything(example.mesh, engine.effective(example.workload)) &&
        first == everything(example.mesh, example.effective());
    return std::string(same ? "" : "differs");
  });
}

TEST_CASE("property: by name, the order of the input does not matter") {
  const std::size_t changed = without_effect([](Example& example) {
    Mesh& mesh = example.mesh;
    const auto reverse = [](auto& items) {
      std::reverse(items.begin(), items.end());
    };
    reverse(mesh.gateways.items());
    reverse(mesh.virtual_services.items());
    reverse(mesh.services.items());
    return mesh.gateways.size() + mesh.virtual_services.size() > 2;
  });
  CHECK(changed * stride(1) > 150);
}

TEST_CASE("property: Gateways that do not apply have no effect") {
  const std::size_t changed = without_effect([](Example& example) {
    const auto applying = example.effective().gateways;
    SharedList<MeshGateway> kept;
    for (GatewayId id = 0; id < example.mesh.gateways.size(); ++id)
      if (std::count(applying.begin(), applying.end(), id) > 0)
        kept.push_back(example.mesh.gateways.items()[id]);
    const bool any = kept.size() < example.mesh.gateways.size();
    example.mesh.gateways = std::move(kept);
    return any;
  });
  CHECK(changed * stride(1) > 6);
}

TEST_CASE("property: neighbours that share no port may change places") {
  const MeshSettings settings = in_file_order();
  std::size_t swaps = 0;
  for_all([&](Example& example) {
    example.order_gateways();
    const Effective effective = example.effective(settings);
    const std::string before = everything(example.mesh, effective);
    auto& gateways = example.mesh.gateways.items();
    std::map<GatewayId, std::set<std::uint32_t>> ports;
    for (const ServerIn& server : effective.servers)
      ports[server.gateway].insert(server.port);
    for (std::size_t i = 1; i < effective.gateways.size(); ++i) {
      const GatewayId a = effective.gateways[i - 1], b = effective.gateways[i];
      const bool shared =
          std::any_of(ports[a].begin(), ports[a].end(),
                      [&](std::uint32_t port) { return ports[b].count(port); });
      if (shared) continue;
      ++swaps;
      std::swap(gateways[a], gateways[b]);
      const std::string after =
          everything(example.mesh, example.effective(settings));
      std::swap(gateways[a], gateways[b]);
      if (before != after) return "before\n" + before + "after\n" + after;
    }
    return std::string();
  });
  CHECK(swaps * stride(1) > 30);
}

TEST_CASE("property: the order of a server's hosts does not matter") {
  const std::size_t changed = without_effect([](Example& example) {
    // Which host is named first of several that are taken does differ.
    bool any = false;
    for (const ServerIn& server : example.effective().servers)
      if (server.drop.contested.size() > 1) return false;
    if (example.effective().panic) return false;
    example.for_each_server([&](const MeshGateway&, Server& server) {
      any |= server.hosts->size() > 1;
      std::reverse(server.hosts->begin(), server.hosts->end());
    });
    return any && !example.effective().panic;
  });
  CHECK(changed * stride(1) > 90);
}

TEST_CASE("property: ./h is ns/h, and h is */h") {
  const std::size_t changed = without_effect([](Example& example) {
    if (example.effective().panic) return false;
    bool any = false;
    example.for_each_server([&](const MeshGateway& gateway, Server& server) {
      bool replaced = false;
      for (const Field<std::string>& host : *server.hosts)
        replaced |= *host == "*/*";
      if (replaced) return;  // with more before it istiod dies
      for (Field<std::string>& host : *server.hosts) {
        std::string& text = host.value;
        any |= text != "*";
        if (text.starts_with("./"))
          text = gateway.namespace_ + text.substr(1);
        else if (text.starts_with(gateway.namespace_ + '/'))
          text = '.' + text.substr(gateway.namespace_.size());
        else if (text.starts_with("*/"))
          text = text.substr(2);
        else if (text != "*" && text.find('/') == std::string::npos)
          text = "*/" + text;
      }
    });
    return any;
  });
  CHECK(changed * stride(1) > 150);
}

TEST_CASE("property: HTTP servers alone on a port drop none, in any order") {
  std::size_t ports = 0;
  for_all([&](Example& example) {
    example.order_gateways();
    const MeshSettings settings = in_file_order();
    const auto plain = plain_http_ports(example.effective(settings));
    ports += plain.size();
    for (int turn = 0; turn < 4; ++turn) {
      auto& gateways = example.mesh.gateways.items();
      if (turn % 2 == 0)
        std::reverse(gateways.begin(), gateways.end());
      else
        rotate(gateways);
      for (const auto& gateway : gateways) {
        List<Server>& servers = gateway->model.gateway->spec->servers.value;
        rotate(servers);
      }
      const Effective effective = example.effective(settings);
      for (const ServerIn& server : effective.servers)
        if (plain.contains(server.port) && !server.placed())
          return fmt::format("port {}, turn {}", server.port, turn);
    }
    return std::string();
  });
  CHECK(ports * stride(1) > 90);
}

TEST_CASE("property: a listener is refused if chains collide, else not") {
  std::size_t refused = 0, fine = 0;
  for_all([&](Example& example) {
    const Effective effective = example.effective();
    for (const EffectiveListener& one : effective.listeners) {
      const bool bad = has_colliding_chains(one) || has_partial_wildcard(one);
      (bad ? refused : fine) += 1;
      if (bad != (one.state == ListenerState::nack)) return one.name;
      if ((one.state == ListenerState::omitted) != one.chains.empty())
        return one.name;
    }
    return std::string();
  });
  CHECK(refused * stride(1) > 15);
  CHECK(fine * stride(1) > 150);
}

TEST_CASE("property: order sensitive is what two Gateways alone decide") {
  std::size_t sensitive = 0, not_so = 0;
  for_all([&](Example& example) {
    struct Question {
      std::uint32_t port;
      std::string winner, loser;
      bool answer;
    };
    std::vector<Question> questions;
    {
      const Effective effective = example.effective();
      const auto name = [&](const ServerIn& server) {
        return example.mesh.gateways[server.gateway].full_name();
      };
      for (const ServerIn& server : effective.servers)
        if (server.drop.winner)
          questions.push_back({server.port,
                               name(effective.servers[*server.drop.winner]),
                               name(server), server.drop.order_sensitive});
    }
    for (const Question& one : questions) {
      const bool matters =
          one.winner != one.loser &&
          outcome(example, one.port, one.winner, one.loser) !=
              outcome(example, one.port, one.loser, one.winner);
      (matters ? sensitive : not_so) += 1;
      if (matters != one.answer)
        return fmt::format("{} and {} on {}", one.winner, one.loser, one.port);
    }
    return std::string();
  });
  CHECK(sensitive * stride(1) > 30);
  CHECK(not_so * stride(1) > 3);
}

TEST_CASE("property: every server is in a chain, or dropped with a reason") {
  std::size_t in_chains = 0, dropped = 0;
  for_all([&](Example& example) {
    const Effective effective = example.effective();
    std::set<ServerId> served;
    for (const EffectiveListener& listener : effective.listeners)
      for (const Chain& chain : listener.chains)
        served.insert(chain.servers.begin(), chain.servers.end());
    for (ServerId id = 0; id < effective.servers.size(); ++id) {
      const Drop& drop = effective.servers[id].drop;
      const bool is_dropped = drop.reason != DropReason::none;
      (is_dropped ? dropped : in_chains) += 1;
      if (served.contains(id) == is_dropped)
        return fmt::format("server {}", id);
      if (drop.at_merge() == effective.servers[id].placed())
        return fmt::format("server {} half dropped", id);
    }
    return std::string();
  });
  CHECK(in_chains * stride(1) > 300);
  CHECK(dropped * stride(1) > 30);
}

TEST_CASE("property: two HTTP servers answer as one with the hosts of both") {
  std::size_t changed = 0;
  for_all([&](Example& example) {
    const Effective whole = example.effective();
    const std::string before = answers(example.mesh, whole);
    // In the half without it, `*/*` would replace nothing.
    for (const ServerIn& server : whole.servers)
      for (const auto& host : *server->hosts)
        if (*host == "*/*") return std::string();
    if (!split_servers(example)) return std::string();
    ++changed;
    const std::string after = answers(example.mesh, example.effective());
    return before == after ? "" : "before\n" + before + "after\n" + after;
  });
  CHECK(changed * stride(1) > 30);
}

}  // namespace asmgw
