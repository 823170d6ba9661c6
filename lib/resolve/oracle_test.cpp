// Every request of testdata/oracle/listeners.jsonl: what Istio's own traffic
// simulation reaches.
#include "testing/oracle.h"

#include "mesh/merge.h"
#include "resolve/resolve.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

using nlohmann::json;

/// The simulation shows a client certificate whenever it is asked for one.
Request request_of(const json& row) {
  Request request;
  request.address = row["address"].get<std::string>();
  request.port = row["port"];
  request.tls = row["tls"];
  if (row.contains("sni")) request.sni = row["sni"].get<std::string>();
  request.host = row["host"];
  request.path = row["path"];
  request.client_certificate = true;
  return request;
}

json or_null(std::string_view text) {
  return text.empty() ? json() : json(text);
}

json form_of(const Answer& answer) {
  const bool chosen = answer.chain && !answer.chain->sni.empty();
  const bool single = answer.clusters.size() == 1 && !answer.clusters[0].weight;
  return {{"listener", answer.listener ? json(answer.listener->name) : json()},
          {"sni", chosen ? json(answer.chain->sni) : json()},
          {"rds", answer.routes ? json(answer.routes->name) : json()},
          {"virtualHost",
           answer.virtual_host ? json(answer.virtual_host->name) : json()},
          {"cluster", single ? json(answer.clusters[0].name) : json()},
          {"error", or_null(text_of(answer.reason))}};
}

/// The simulation takes a route whatever headers it asks for.
void drop_headers(Effective& effective) {
  for (RouteConfiguration& routes : effective.routes)
    for (VirtualHost& host : routes.virtual_hosts)
      for (Route& route : host.routes) {
        route.match.headers.clear();
        route.match.without_headers.clear();
      }
}

/// Of a row: requests, and those whose answer is not the one recorded.
struct Compared {
  std::size_t requests = 0;
  std::vector<std::string> differing;
};

Compared compare(const json& row, bool with_headers) {
  Sources sources;
  const Mesh mesh = oracle_mesh(row, sources);
  MeshSettings settings;
  settings.complete.add("VirtualService");
  Effective effective = Engine(mesh, settings).effective(oracle_workload(row));
  if (!with_headers) drop_headers(effective);
  const Resolver resolver(effective, mesh, settings);
  Compared compared;
  for (const json& one : row["requests"]) {
    ++compared.requests;
    const json got = form_of(resolver.answer(request_of(one)));
    if (got != one["expect"])
      compared.differing.push_back(row["id"].get<std::string>() + ' ' +
                                   one.dump() + "\n  got " + got.dump());
  }
  return compared;
}

}  // namespace

TEST_CASE("requests of the oracle: every one reaches what Istio says") {
  Differences differences;
  std::size_t count = 0, headers_matter = 0;
  for (const json& row : oracle_rows("listeners.jsonl")) {
    if (!row.contains("requests")) continue;
    const Compared compared = compare(row, false);
    count += compared.requests;
    for (const std::string& one : compared.differing) differences.add(one);
    headers_matter += compare(row, true).differing.size();
  }
  CHECK(count == 3923);
  INFO(differences.first(6));
  CHECK(differences.count() == 0);
  // Routes that ask for a header which these requests do not have.
  CHECK(headers_matter == 6);
}

}  // namespace asmgw
