// What lint calls an error at run time reaches nothing: resolve, test and diff
// say the same of it.
#include "base/text.h"
#include "resolve/asking.h"
#include "resolve/expectation.h"
#include "rules/all.h"
#include "testing/asked_mesh.h"
#include "testing/diffing.h"
#include "testing/examples.h"
#include "testing/meshes.h"
#include "testing/oracle.h"
#include "testing/words.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Unasked {
  std::string_view rule, why;
};

/// Rules of level error and layer runtime that no answer to a URL can show.
constexpr std::array<Unasked, 13> unasked{{
    {"GW006", "what is not read was never applied: the rest is served"},
    {"GW131", "TCP is served, datagrams are lost"},
    {"GW141", "pods are taken to be there for every selector"},
    {"GW142", "pods are taken to be there for every selector"},
    {"GW304", "plaintext is served, and that is the fault"},
    {"GW305", "TLS is passed on, to where a tls route leads"},
    {"GW324", "an empty item delays the listener, other items serve it"},
    {"GW327", "clients are verified by another CA, or not at all"},
    {"GW331", "every client with a certificate of the CA is let in"},
    {"GW343", "the default ciphers serve"},
    {"GW403", "says what comes once a VirtualService routes the host"},
    {"GW416", "a client gets in that should not"},
    {"GW417", "over QUIC, which no URL asks for, a client gets in"},
}};

bool can_be_asked(std::string_view rule) {
  return std::none_of(unasked.begin(), unasked.end(),
                      [&](const Unasked& one) { return one.rule == rule; });
}

bool is_error(const Rule& rule) {
  return rule.severity == Severity::error && rule.layer == Layer::runtime;
}

/// The route, or the VirtualService, is what the finding points at.
bool comes_by(const Answer& answer, const Diagnostic& found) {
  if (answer.route) return encloses(answer.route->range, found.range);
  if (answer.chain) return encloses(answer.chain->rule_range, found.range);
  return false;
}

bool refuses_listener(const Diagnostic& found) {
  constexpr std::array<std::string_view, 3> texts{"refuses the listener",
                                                  "refuses the whole listener",
                                                  "refuses all routes"};
  return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) {
    return found.consequence.find(text) != std::string::npos;
  });
}

/// Plaintext is served, but clients that speak TLS come there as well.
bool concerns_tls(const Diagnostic& found) {
  return found.consequence.find("reaches the plaintext server") !=
         std::string::npos;
}

/// The request came to the server, or to a listener that it spoils.
bool meets(const Answer& answer, ServerId id, bool whole_listener) {
  const auto has = [&](const std::vector<ServerId>& all) {
    return std::find(all.begin(), all.end(), id) != all.end();
  };
  if (whole_listener && answer.listener) return has(answer.listener->servers);
  if (answer.chain && !has(answer.chain->servers)) return false;
  // A server whose VirtualHosts are not there has none of these routes.
  return answer.chain != nullptr;
}

/// Each error against the answers to the URLs that meet it.
class Asking {
 public:
  explicit Asking(Differences& differences) : differences_(differences) {}

  /// `services`: also what is said of a VirtualService, which may serve one
  /// server where it is skipped for another.
  void look_at(const AskedMesh& mesh, bool services) {
    for (const Diagnostic& found : mesh.findings())
      if (found.severity == Severity::error && is_error(*found.rule) &&
          can_be_asked(found.rule->id))
        look_at(mesh, found, services);
  }

  [[nodiscard]] bool has_asked(std::string_view rule) const {
    return asked_.contains(rule);
  }
  [[nodiscard]] const std::map<std::string_view, std::size_t>& asked() const {
    return asked_;
  }

 private:
  void look_at(const AskedMesh& mesh, const Diagnostic& found, bool services) {
    const bool in_server = mesh.any_server([&](const ServerIn& server) {
      return encloses(server.field->range, found.range);
    });
    if (!in_server && !services && !refuses_listener(found)) return;
    const bool notes_one = mesh.any_server(
        [&](const ServerIn& server) { return is_noted(found, server); });
    for (const Effective& effective : mesh.effective())
      for (ServerId id = 0; id < effective.servers.size(); ++id)
        if (const ServerIn& server = effective.servers[id];
            server.field &&
            (in_server ? encloses(server.field->range, found.range)
                       : !notes_one || is_noted(found, server)))
          look_at(mesh, found, effective, id, in_server);
  }

  /// The server is dropped, or its listener is refused.
  static bool is_lost(const Effective& effective, ServerId id, bool whole) {
    if (!whole) return effective.servers[id].drop.reason != DropReason::none;
    return std::any_of(effective.listeners.begin(), effective.listeners.end(),
                       [&](const EffectiveListener& one) {
                         return one.state != ListenerState::ok &&
                                std::find(one.servers.begin(),
                                          one.servers.end(),
                                          id) != one.servers.end();
                       });
  }

  static bool is_lost_anywhere(const AskedMesh& mesh, const ServerIn& server,
                               bool whole) {
    for (const Effective& effective : mesh.effective())
      for (ServerId id = 0; id < effective.servers.size(); ++id)
        if (effective.servers[id].field == server.field &&
            is_lost(effective, id, whole))
          return true;
    return false;
  }

  static bool is_noted(const Diagnostic& found, const ServerIn& server) {
    return std::any_of(
        found.notes.begin(), found.notes.end(), [&](const Note& note) {
          return note.range && encloses(server.field->range, *note.range);
        });
  }

  /// A finding in a VirtualService concerns the servers that it shows, or all.
  void look_at(const AskedMesh& mesh, const Diagnostic& found,
               const Effective& effective, ServerId id, bool in_server) {
    const ServerIn& server = effective.servers[id];
    // One that speaks no HTTP passes handshakes on.
    if (concerns_tls(found) && server.kind() != Handling::http) return;
    const bool whole = refuses_listener(found);
    // Other pods may take one of the two servers that clash.
    if ((whole || found.message.find("drops this") != std::string::npos) &&
        is_lost(effective, id, whole) != is_lost_anywhere(mesh, server, whole))
      return;
    const bool at_host =
        !whole && std::any_of(server.hosts.begin(), server.hosts.end(),
                              [&](const ServedHost& host) {
                                return encloses(host.field->range, found.range);
                              });
    mesh.ask(effective, id,
             {at_host ? &found.range : nullptr, concerns_tls(found)},
             [&](const Request& request, const Answer& answer) {
               ++asked_[found.rule->id];
               if (in_server || whole ? meets(answer, id, whole)
                                      : comes_by(answer, found))
                 judge(found, request, answer);
             });
  }

  void judge(const Diagnostic& found, const Request& request,
             const Answer& answer) {
    const auto add = [&](std::string_view what) {
      differences_.add(fmt::format("{}: {}; {}: {}", found.rule->id,
                                   found.message, request.url, what));
    };
    if (answer.reached()) add(words_of(answer));
    for (const RequestOutcome one :
         {RequestOutcome::cluster, RequestOutcome::redirect,
          RequestOutcome::direct}) {
      Expectation expected;
      expected.outcome = one;
      if (holds(expected, answer))
        add(fmt::format("test holds for {}", text_of(one)));
    }
  }

  Differences& differences_;
  std::map<std::string_view, std::size_t> asked_;  ///< requests, by rule
};

/// Nothing is elsewhere of what the examples bind to each other.
MeshSettings settings_of(std::string_view example) {
  MeshSettings settings = settings_of_words(example_words(example));
  settings.complete.add("VirtualService");
  settings.complete.add("Gateway");
  return settings;
}

/// The example beside VirtualServices for all that it serves.
std::string served(std::string_view example) {
  const std::string text = example_file(example);
  return text + AskedMesh(text, settings_of(example)).virtual_services();
}

/// Without what stands behind a mark of comments.
std::string without_comments(std::string_view text) {
  std::string all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view said = trim(line.substr(0, line.find('#')));
    if (!said.empty()) all.append(said) += '\n';
    at = end + 1;
  }
  return all;
}

/// How far `with` differs from `without`; null: their Gateways are the same.
std::optional<Impact> difference(const std::string& without,
                                 const std::string& with,
                                 const MeshSettings& settings) {
  const auto gateways = [&](const std::string& text) {
    std::string all;
    const AskedMesh mesh(text, settings);
    for (const MeshGateway& one : mesh.mesh().gateways)
      all += text.substr(one.whole.begin, one.whole.end - one.whole.begin);
    return without_comments(all);
  };
  if (gateways(without) == gateways(with)) return std::nullopt;
  DiffSettings made;
  made.lint.settings = settings;
  return diff_texts(without, with, made).result.level();
}

/// One fault, as people make it, in a server that ends TLS by a credential.
struct Fault {
  std::string_view rule;
  void (*plant)(nlohmann::json& server);
};
constexpr std::array<Fault, 11> faults{{
    {"GW344",
     [](auto& server) {
       server["tls"]["minProtocolVersion"] = "TLSV1_3";
       server["tls"]["maxProtocolVersion"] = "TLSV1_2";
     }},
    {"GW330",
     [](auto& server) {
       server["tls"]["mode"] = "SIMPLE";
       server["tls"]["subjectAltNames"] = {"client"};
     }},
    {"GW334",
     [](auto& server) {
       server["tls"]["mode"] = "MUTUAL";
       server["tls"]["verifyCertificateSpki"] = {"xyz"};
     }},
    {"GW334",
     [](auto& server) {
       server["tls"]["mode"] = "OPTIONAL_MUTUAL";
       server["tls"]["verifyCertificateHash"] = {"xyz"};
     }},
    {"GW348", [](auto& server) { server["tls"]["ecdhCurves"] = {"P-224"}; }},
    {"GW348",
     [](auto& server) {
       server["tls"]["ecdhCurves"] = {"P-256", "P-256"};
     }},
    {"GW241",
     [](auto& server) {
       server["hosts"] = {"d.com", "D.com"};
     }},
    {"GW322",
     [](auto& server) { server["tls"]["credentialName"] = "Shop_TLS"; }},
    {"GW322",
     [](auto& server) { server["tls"]["credentialName"] = "vault://one"; }},
    {"GW321",
     [](auto& server) { server["tls"]["credentialName"] = "one-cacert"; }},
    {"GW320",
     [](auto& server) { server["tls"]["credentialName"] = "far/one"; }},
}};

/// A server by its Gateway, `ns/name`, and its place there.
using ServerName = std::pair<std::string, std::uint32_t>;

struct Planted {
  nlohmann::json* server;
  ServerName name;
};

/// Those that a fault can be planted in.
std::vector<Planted> credentialed(Documents& documents) {
  std::vector<Planted> all;
  for (nlohmann::json& one : documents) {
    if (!is_gateway(one)) continue;
    const std::string name = one["metadata"]["namespace"].get<std::string>() +
                             '/' + one["metadata"]["name"].get<std::string>();
    std::uint32_t index = 0;
    for (nlohmann::json& server : one["spec"]["servers"]) {
      if (server.contains("tls") && server["tls"].contains("credentialName"))
        all.push_back({&server, {name, index}});
      ++index;
    }
  }
  return all;
}

/// Those that some URL of theirs reaches something by.
std::set<ServerName> reached_servers(const AskedMesh& mesh) {
  std::set<ServerName> all;
  for (const Effective& effective : mesh.effective())
    for (ServerId id = 0; id < effective.servers.size(); ++id)
      mesh.ask(effective, id, {}, [&](const Request&, const Answer& answer) {
        if (answer.reached() && meets(answer, id, false)) {
          const ServerIn& server = effective.servers[id];
          all.emplace(mesh.mesh().gateways[server.gateway].full_name(),
                      server.index);
        }
      });
  return all;
}

}  // namespace

TEST_CASE("what is an error at run time reaches nothing, or says why not") {
  Differences differences;
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    if (!is_error(*rule)) CHECK(can_be_asked(rule->id));
    if (!is_error(*rule) || !can_be_asked(rule->id)) continue;
    REQUIRE(!rule->bad.empty());
    const MeshSettings settings = settings_of(rule->bad);
    Asking asking(differences);
    asking.look_at(AskedMesh(served(rule->bad), settings), true);
    // What VirtualServices would mend is asked without them.
    const bool mended = !asking.has_asked(rule->id);
    if (mended)
      asking.look_at(AskedMesh(example_file(rule->bad), settings), true);
    CHECK(asking.has_asked(rule->id));
    const auto text_of = mended ? example_file : served;
    CHECK(difference(text_of(rule->good), text_of(rule->bad), settings) !=
          Impact::none);
  }
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

TEST_CASE("what makes the bad example an error is what keeps requests out") {
  for (const Rule* rule : rules::all) {
    // Its clients are other gateways, with an ALPN of the mesh.
    constexpr std::string_view auto_passthrough = "GW424";
    if (!is_error(*rule) || !can_be_asked(rule->id) ||
        rule->id == auto_passthrough)
      continue;
    CAPTURE(rule->id);
    const AskedMesh mesh(served(rule->good), settings_of(rule->bad));
    std::size_t reached = 0;
    for (const Effective& effective : mesh.effective())
      for (ServerId id = 0; id < effective.servers.size(); ++id)
        mesh.ask(effective, id, {}, [&](const Request&, const Answer& answer) {
          if (answer.reached()) ++reached;
        });
    CHECK(reached > 0);
  }
}

TEST_CASE("property: an error at run time reaches nothing, in any mesh") {
  Differences differences;
  Asking asking(differences);
  std::size_t spoilt = 0;
  constexpr std::uint32_t meshes = 1'500;
  MeshSettings settings;
  settings.complete.add("VirtualService");
  for (std::uint32_t seed = 1; seed <= meshes / stride(1); ++seed) {
    const std::size_t before = differences.count();
    MeshMaker maker(seed);
    Documents documents = maker.mesh();
    std::erase_if(documents, [](const nlohmann::json& one) {
      return one["kind"] == "VirtualService";
    });
    const auto with_services = [&] {
      const std::string text = plain_text(documents);
      return text + AskedMesh(text, settings).virtual_services();
    };
    const std::string healthy = with_services();
    const AskedMesh was(healthy, settings);
    asking.look_at(was, false);
    const auto servers = credentialed(documents);
    if (!servers.empty()) {
      const Fault& fault = maker.any_of(faults);
      const Planted& planted = servers[maker.below(servers.size())];
      fault.plant(*planted.server);
      const std::string faulty = with_services();
      const AskedMesh is(faulty, settings);
      asking.look_at(is, false);
      if (reached_servers(was).contains(planted.name)) {
        ++spoilt;
        if (reached_servers(is).contains(planted.name))
          differences.add(fmt::format("{}: still reached", fault.rule));
        if (difference(healthy, faulty, settings) == Impact::none)
          differences.add(fmt::format("{}: diff finds nothing", fault.rule));
      }
    }
    if (differences.count() > before)
      differences.add(fmt::format("(seed {})", seed));
  }
  for (const Fault& fault : faults) {
    CAPTURE(fault.rule);
    CHECK(asking.has_asked(fault.rule));
  }
  CHECK(spoilt > meshes / stride(1) / 10);
  INFO(differences.first(30));
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
