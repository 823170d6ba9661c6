// A test file made of a case holds there, and no longer once a server whose
// hosts it asks for is gone.
#include "resolve/proposal.h"

#include "listen/mesh_reader.h"
#include "resolve/resolve.h"
#include "resolve/test_file.h"
#include "testing/listening.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

std::string proposed(std::string_view notation) {
  const Listening listening(notation);
  const std::vector<Effective> all{listening.effective()};
  return test_file_text({"."},
                        proposals(all, listening.mesh(), in_file_order()));
}

/// How many requests of a test file do not hold.
std::size_t failing(const std::string& text, const Effective& effective,
                    const Mesh& mesh) {
  Sources sources;
  const FileId id = sources.add("t.yaml", text);
  const TestFile file = read_test_file(sources.file(id), id, {});
  INFO(text);
  REQUIRE(file.faults.empty());
  const MeshSettings settings;
  const Resolver resolver(effective, mesh, settings);
  return static_cast<std::size_t>(std::count_if(
      file.requests.begin(), file.requests.end(),
      [&](const ExpectedRequest& one) {
        return !judged(one, resolver.answer(one.request), "").empty();
      }));
}

std::string file_of(const Effective& effective, const Mesh& mesh) {
  const std::vector<Effective> all{effective};
  const MeshSettings settings;
  return test_file_text({"."}, proposals(all, mesh, settings));
}

/// Takes each server that lives away, and counts where a request then fails.
/// Not all can be noticed: what two servers share may answer as before.
class Deletion {
 public:
  Deletion(const json& row, const Mesh& mesh, const Effective& effective)
      : workload_(oracle_workload(row)),
        mesh_(mesh),
        effective_(effective),
        text_(file_of(effective, mesh)) {}

  void try_all() {
    for (const ServerIn& server : effective_.servers)
      if (server.drop.reason == DropReason::none) try_without(server);
  }

  std::size_t tried = 0, noticed = 0;

 private:
  void try_without(const ServerIn& server) {
    // Copies of a mesh share their Gateways.
    Spec& spec = *mesh_.gateways[server.gateway].model.gateway->spec;
    const Spec whole = spec;
    spec.servers->erase(spec.servers->begin() + server.index);
    const MeshSettings settings;
    const Effective rest = Engine(mesh_, settings).effective(workload_);
    if (failing(text_, rest, mesh_) > 0) ++noticed;
    spec = whole;
    ++tried;
  }

  Workload workload_;
  const Mesh& mesh_;
  const Effective& effective_;
  std::string text_;
};

}  // namespace

TEST_CASE("a first test file: every host and port once") {
  CHECK(proposed("a: HTTP 80 a.com,*.b.com R\na: HTTPS 443 a.com S\n"
                 "a: HTTPS 443 *.b.com M\nb: HTTP 8080 * @10.0.0.5\n"
                 "vs v: a a.com http /x\n") ==
        "in:\n  - .\nrequests:\n"
        "  - http://a.com/: redirect 301 https://a.com/\n"
        "  - url: http://any.example.com:8080/\n"
        "    address: '10.0.0.5'\n"
        "    expect: no-route\n"
        "  - http://www.b.com/: redirect 301 https://www.b.com/\n"
        "  - https://a.com/x: v.to:9\n"
        "  - url: https://www.b.com/\n"
        "    client-cert: true\n"
        "    expect: no-route\n");
}

TEST_CASE("a first test file holds, and notices a server that is gone") {
  std::size_t cases = 0, tried = 0, noticed = 0;
  for (const json& row : oracle_rows("listeners.jsonl")) {
    if (row["expect"].contains("panic") || ++cases % 4 != 0) continue;
    Sources sources;
    const Mesh mesh = oracle_mesh(row, sources);
    const MeshSettings settings;
    const Effective effective =
        Engine(mesh, settings).effective(oracle_workload(row));
    CAPTURE(row["id"].get<std::string>());
    CHECK(failing(file_of(effective, mesh), effective, mesh) == 0);
    Deletion deletion(row, mesh, effective);
    deletion.try_all();
    tried += deletion.tried;
    noticed += deletion.noticed;
  }
  CHECK(cases / 4 > 200);
  CAPTURE(tried);
  CHECK(noticed > tried / 2);
}

}  // namespace asmgw
