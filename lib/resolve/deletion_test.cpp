// A test file made of a case holds, and fails once a server is gone, unless no
// client can tell: that is tried with every address, name, path and certificate
// there is.
#include "base/text.h"
#include "listen/workloads.h"
#include "resolve/asking.h"
#include "resolve/expectation_file.h"
#include "resolve/proposal.h"
#include "resolve/resolve.h"
#include "resolve/told.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

/// A row holds all VirtualServices.
MeshSettings of_rows() {
  MeshSettings made;
  made.complete.add("VirtualService");
  return made;
}
const MeshSettings settings = of_rows();

/// The requests of a test file that do not hold.
std::size_t failing(const TestFile& file, const Effective& effective,
                    const Mesh& mesh) {
  const Resolver resolver(effective, mesh, settings);
  return static_cast<std::size_t>(std::count_if(
      file.requests.begin(), file.requests.end(),
      [&](const ExpectedRequest& one) {
        const Answer answer = resolver.answer(one.request);
        return judged(one, answer, resolver.deciders(answer, one.request))
            .has_value();
      }));
}

/// What shows in a handshake.
std::string handshake_of(const Answer& answer) {
  if (!answer.chain || !answer.chain->tls) return "none";
  const TlsContext& tls = *answer.chain->tls;
  std::string out =
      fmt::format("{} {} {} {}", text_of(tls.mode), static_cast<int>(tls.min),
                  static_cast<int>(tls.max), tls.ca ? tls.ca->name : "no CA");
  for (const auto* list : {&tls.cipher_suites, &tls.alpn})
    for (const std::string& one : *list) out += ' ' + one;
  for (const SecretName& one : tls.secrets) out += ' ' + one.name;
  return out;
}

/// All requests that two results could answer otherwise.
class EveryRequest {
 public:
  explicit EveryRequest(const Effective& one) { add(one); }

  void add(const Effective& one) {
    for (const ServerIn& server : one.servers)
      for (const ServedHost& host : server.hosts) add(host.dns());
    for (const EffectiveListener& listener : one.listeners) {
      places_.insert({listener.address, listener.port});
      for (const Chain& chain : listener.chains)
        for (const std::string& name : chain.sni) add(name);
    }
    for (const RouteConfiguration& routes : one.routes)
      for (const VirtualHost& host : routes.virtual_hosts) {
        for (const std::string& domain : host.domains) add(domain);
        for (const Route& route : host.routes)
          if (const auto request = as_asked(route.match, base_))
            asked_.push_back(*request);
      }
  }

  template <class Use>
  bool any(Use differs) const {
    for (const auto& [address, port] : places_)
      for (const std::string& sni : names_)
        for (const std::string& host : names_)
          for (bool tls : {false, true})
            if ((tls || host == sni) &&
                any(address, port, sni, host, tls, differs))
              return true;
    return false;
  }

 private:
  /// istiod takes `ns/a.com` for a domain at times, which no client can ask
  /// for. `outbound_.80_._.a.com` is what clients of a mesh ask for, and by an
  /// ALPN that others do not offer.
  void add(std::string_view name) {
    if (name.substr(0, 9) == "outbound_") return;
    // A name that only the wildcard covers.
    std::string host = lower(name);
    if (host == "*") host = "*.example.invalid";
    if (host[0] == '*') host = "zz-unclaimed" + host.substr(1);
    if (parse_host_header(host)) names_.insert(std::move(host));
  }

  template <class Use>
  bool any(const std::string& address, std::uint32_t port,
           const std::string& sni, const std::string& host, bool tls,
           Use differs) const {
    for (Request request : asked_) {
      if (address != "0.0.0.0") request.address = address;
      request.port = port;
      request.tls = tls;
      if (tls && sni != "-") request.sni = sni;
      request.host = host;
      for (bool certificate : {false, true}) {
        request.client_certificate = certificate;
        if (differs(request)) return true;
      }
    }
    return false;
  }

  std::set<std::pair<std::string, std::uint32_t>> places_;
  Names names_{"-", "nobody.example.net"};
  Request base_ = parse_url("http://a.com/").value();
  std::vector<Request> asked_{base_};
};

class Deletions {
 public:
  Deletions(const json& row, const Mesh& mesh)
      : id_(row["id"]), workload_(oracle_workload(row)), mesh_(mesh) {
    all_.push_back(Engine(mesh, settings).effective(workload_));
    const auto asked = proposals(all_, mesh, settings);
    any_ = !asked.empty();
    text_ = test_file_text({"."}, "", {}, asked);
    const FileId id = sources_.add("t.yaml", text_);
    file_ = read_test_file(sources_.file(id), id, {});
  }

  void run() {
    INFO(text_);
    REQUIRE(file_.faults.empty() == any_);
    CHECK(failing(file_, all_[0], mesh_) == 0);
    for (const ServerIn& server : all_[0].servers)
      if (server.drop.reason == DropReason::none && !server.hosts.empty() &&
          can_be_reached(server))
        try_without(server);
  }

  std::size_t tried = 0, noticed = 0, missed = 0;
  std::string misses;

 private:
  /// Not only by those who name the address of the pod.
  [[nodiscard]] bool can_be_reached(const ServerIn& server) const {
    const auto& targets = all_[0].targets;
    return !has_entrance(targets) || leads_to(targets, server.port);
  }

  void try_without(const ServerIn& server) {
    ++tried;
    // Copies of a mesh share their Gateways, and what `all_` points into stays.
    Mesh fewer = mesh_;
    fewer.gateways.change(server.gateway, [&](MeshGateway& one) {
      one.model.gateway = std::make_shared<Gateway>(*one.model.gateway);
      auto& servers = *one.model.gateway->spec->servers;
      servers.erase(servers.begin() + server.index);
    });
    const Effective rest = Engine(fewer, settings).effective(workload_);
    if (failing(file_, rest, fewer) > 0)
      ++noticed;
    else
      look_for_difference(server, rest, fewer);
  }

  void look_for_difference(const ServerIn& server, const Effective& rest,
                           const Mesh& fewer) {
    EveryRequest all(all_[0]);
    all.add(rest);
    const Resolver before(all_[0], mesh_, settings);
    const Resolver after(rest, fewer, settings);
    const bool missing = all.any([&](const Request& request) {
      const Answer was = before.answer(request), is = after.answer(request);
      if (!client_notices(told(was, ""), told(is, "")) &&
          handshake_of(was) == handshake_of(is))
        return false;
      misses += fmt::format(
          "{} {}: {} {} sni {} host {} path {} cert {}: {} -> {} ({} -> {})\n",
          id_, name_of(mesh_, server), request.tls ? "https" : "http",
          request.port, request.sni.value_or("-"), request.host, request.path,
          request.client_certificate, told(was, "").text, told(is, "").text,
          handshake_of(was), handshake_of(is));
      return true;
    });
    if (missing) ++missed;
  }

  std::string id_;
  Workload workload_;
  const Mesh& mesh_;
  SharedList<Effective> all_;
  std::string text_;
  Sources sources_;
  TestFile file_;
  bool any_ = false;  ///< there is a host to ask for
};

}  // namespace

TEST_CASE("a first test file notices every server that is gone") {
  // Every fourth case, of each level: all of them take four times as long and
  // find no more.
  std::size_t cases = 0, seen = 0, tried = 0, noticed = 0, missed = 0;
  std::string misses;
  const std::vector<json> rows = oracle_rows("listeners.jsonl");
  for (const json& row : rows) {
    if (seen++ % stride(4) != 0 || row["expect"].contains("panic")) continue;
    ++cases;
    Sources sources;
    const Mesh mesh = oracle_mesh(row, sources);
    CAPTURE(row["id"].get<std::string>());
    Deletions deletions(row, mesh);
    deletions.run();
    tried += deletions.tried;
    noticed += deletions.noticed;
    missed += deletions.missed;
    misses += deletions.misses;
  }
  CHECK(cases > rows.size() / stride(5));
  INFO(misses);
  INFO(tried, " tried, ", noticed, " noticed, ", missed, " missed");
  CHECK(missed == 0);
  // What no client notices is rare: what others serve just the same, and
  // servers without routes that never listened.
  CHECK(noticed * 20 > tried * 19);
}

}  // namespace asmgw
