// What istiod drops is never a secret: each server that render shows as
// dropped has a finding.
#include "listen/workloads.h"
#include "testing/examples.h"
#include "testing/meshes.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

using nlohmann::json;

/// Of each way in which the merge differs between releases one.
constexpr std::array<IstioVersion, 8> releases{{{1, 16, newest_patch},
                                                {1, 18, 5},
                                                {1, 22, 6},
                                                {1, 25, newest_patch},
                                                {1, 26, 7},
                                                {1, 28, 0},
                                                {1, 29, newest_patch},
                                                newest_version}};

/// Counts, by reason, what is dropped, and adds what no finding is about.
class Silence {
 public:
  void look_at(const std::string& about, const std::string& text,
               const LintOptions& options) {
    const LintedText linted = lint_text(text, options);
    const Mesh& mesh = linted.mesh();
    // What they would drop is not known before they are mended.
    if (std::any_of(mesh.gateways.begin(), mesh.gateways.end(),
                    [](const MeshGateway& one) { return one.refused; }))
      return;
    const Engine engine(mesh, options.settings);
    for (const Workload& workload : workloads(mesh, options.settings))
      for (const ServerIn& server : engine.effective(workload).servers) {
        // One that lacks a chain may lack no more than a route elsewhere.
        if (server.drop.reason == DropReason::none ||
            server.drop.reason == DropReason::no_filter_chain)
          continue;
        ++counts_[text_of(server.drop.reason)];
        if (!is_reported(linted, server))
          differences_.add(fmt::format("{}: {} {}\n{}", about,
                                       name_of(mesh, server),
                                       text_of(server.drop.reason), text));
      }
  }

  [[nodiscard]] std::size_t count(std::string_view reason) const {
    const auto found = counts_.find(reason);
    return found == counts_.end() ? 0 : found->second;
  }
  void check() const {
    INFO(differences_.first(3));
    CHECK(differences_.count() == 0);
  }

 private:
  static bool is_reported(const LintedText& linted, const ServerIn& server) {
    const auto& all = linted.result.diagnostics;
    const auto names_it = [&](Range range) {
      return encloses(server.field->range, range);
    };
    return std::any_of(all.begin(), all.end(), [&](const Diagnostic& found) {
      return names_it(found.range) ||
             std::any_of(found.notes.begin(), found.notes.end(),
                         [&](const auto& note) {
                           return note.range && names_it(*note.range);
                         });
    });
  }

  std::map<std::string_view, std::size_t> counts_;
  Differences differences_;
};

LintOptions options_of(IstioVersion version) {
  LintOptions options;
  options.settings.version = version;
  options.settings.complete = true;
  options.settings.version = version;
  options.settings.complete = true;
  return options;
}

}  // namespace

TEST_CASE("property: each server that render shows as dropped has a finding") {
  Silence silence;
  const std::size_t meshes = 600 / stride(1);
  for (std::uint32_t seed = 0; seed < meshes; ++seed) {
    LintOptions options = options_of(releases[seed % releases.size()]);
    options.settings.unprivileged = seed % 5 == 0;
    silence.look_at(fmt::format("mesh {}", seed),
                    plain_text(MeshMaker(seed).mesh()), options);
  }
  silence.check();
  for (const std::string reason : {"duplicate-tls-host", "protocol-conflict",
                                   "duplicate-port-name", "privileged-port"}) {
    CAPTURE(reason);
    CHECK(silence.count(reason) > 2);
  }
}

TEST_CASE("property: so has each of the oracle's, in every release") {
  Silence silence;
  std::size_t i = 0;
  for (const json& row : oracle_rows("listeners.jsonl")) {
    if (++i % stride(16) != 0) continue;
    for (IstioVersion version : {IstioVersion{1, 22, 6}, newest_version})
      silence.look_at(row["id"], row["yaml"], options_of(version));
  }
  silence.check();
  CHECK(silence.count("duplicate-tls-host") > 0);
}

}  // namespace asmgw
