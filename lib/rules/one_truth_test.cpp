// What lint says is what render and resolve say, on meshes as chance has them.
#include "listen/effective.h"
#include "testing/examples.h"
#include "testing/meshes.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// The finding, or what it points at, is in the server.
bool is_about(const Diagnostic& found, const ServerIn& server) {
  const Range range = server.field->range;
  return encloses(range, found.range) ||
         std::any_of(found.notes.begin(), found.notes.end(),
                     [&](const Note& note) {
                       return note.range && encloses(range, *note.range);
                     });
}

class OneMesh {
 public:
  explicit OneMesh(std::string text)
      : linted_(lint_text(std::move(text), options())) {}

  /// Servers that come to nothing, without a finding; finds such as say that
  /// the listener is refused where it is served.
  void compare(Differences& differences, std::size_t& lost) const {
    if (!linted_.facts) return;
    for (const WorkloadFacts& workload : linted_.facts->workloads)
      for (const ServerIn& server : workload.effective.servers) {
        if (server.drop.reason == DropReason::none || !server.field ||
            !chains_not_given(server, mesh(), no_others()).empty())
          continue;
        ++lost;
        if (!is_told(server))
          differences.add(fmt::format("{}: {}, and no finding",
                                      name_of(mesh(), server),
                                      text_of(server.drop.reason)));
      }
    for (const Diagnostic& found : linted_.result.diagnostics)
      if (refuses(found)) look_at_refused(found, differences);
  }

 private:
  static LintOptions options() {
    LintOptions made;
    made.settings = no_others();
    return made;
  }

  /// No VirtualServices are elsewhere.
  static const MeshSettings& no_others() {
    static const MeshSettings settings = [] {
      MeshSettings made;
      made.complete.add("VirtualService");
      return made;
    }();
    return settings;
  }

  [[nodiscard]] const Mesh& mesh() const { return linted_.facts->mesh; }

  /// GW504 names the Gateway whose servers look at no route of a kind.
  [[nodiscard]] bool is_told(const ServerIn& server) const {
    const std::string gateway = mesh().gateways[server.gateway].full_name();
    return std::any_of(
        linted_.result.diagnostics.begin(), linted_.result.diagnostics.end(),
        [&](const Diagnostic& found) {
          return is_about(found, server) ||
                 found.message.find("Gateway " + gateway) != std::string::npos;
        });
  }

  static bool refuses(const Diagnostic& found) {
    return found.severity == Severity::error &&
           found.rule->layer == Layer::runtime &&
           found.consequence.starts_with("Envoy refuses the listener");
  }

  /// Not one that is served: refused, or without any chain.
  void look_at_refused(const Diagnostic& found,
                       Differences& differences) const {
    std::size_t seen = 0, lost = 0;
    for (const WorkloadFacts& workload : linted_.facts->workloads)
      for (const EffectiveListener& one : workload.effective.listeners)
        for (ServerId id : one.servers)
          if (const ServerIn& server = workload.server(id);
              server.field && encloses(server.field->range, found.range) &&
              server.drop.reason == DropReason::none) {
            ++seen;
            lost += one.state == ListenerState::ok ? 0 : 1;
          }
    if (seen > 0 && lost == 0)
      differences.add(fmt::format("{}: {}, and the listener is served",
                                  found.rule->id, found.message));
  }

  LintedText linted_;
};

}  // namespace

TEST_CASE("property: lint tells of every server that comes to nothing") {
  Differences differences;
  std::size_t lost = 0;
  constexpr std::uint32_t meshes = 20'000;
  for (std::uint32_t seed = 1; seed <= meshes / stride(1); ++seed) {
    const std::size_t before = differences.count();
    OneMesh one(plain_text(MeshMaker(seed).mesh()));
    one.compare(differences, lost);
    if (differences.count() > before)
      differences.add(fmt::format("(seed {})", seed));
  }
  CHECK(lost > 1'000);
  INFO(differences.first(20));
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
