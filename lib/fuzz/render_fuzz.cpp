// Any bytes through lint, the engine and every reporter of render.
#include "fuzz/fuzz.h"
#include "lint/linter.h"
#include "output/render.h"
#include "rules/all.h"

#include <string>

namespace asmgw {

void fuzz(std::string_view bytes) {
  static const RuleSet rules{rules::all};
  LintOptions options;
  options.shown = Severity::info;
  options.settings.quic = bytes.size() % 2 == 1;
  Sources sources;
  Linter linter(sources, rules, options);
  linter.check(sources.add("fuzz.yaml", std::string(bytes)));
  const Linted linted = linter.finish();
  const Mesh& mesh = linted.mesh();
  const Engine engine(mesh, options.settings);
  Rendering rendering{sources, mesh, options.settings, {}};
  for (const Workload& workload : workloads(mesh, options.settings)) {
    rendering.workloads.push_back(engine.effective(workload));
    for (const EffectiveListener& one : rendering.workloads.back().listeners)
      must(one.state == ListenerState::nack || !one.clash);
  }
  rendering.findings =
      findings_of(linted.result, mesh, engine, rendering.workloads);
  for (const RenderReporter* reporter : reporters::render) {
    std::string out;
    reporter->write({rendering}, {}, out);
    must(out.find('\x1b') == std::string::npos);
  }
}

}  // namespace asmgw
