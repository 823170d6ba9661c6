// What is passed over unparsed changes nothing that is rendered, on every case
// of testdata/oracle/listeners.jsonl.
#include "mesh/merge.h"
#include "output/render_json.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

std::string pod_of(const json& workload) {
  const json pod{
      {"apiVersion", "v1"},
      {"kind", "Pod"},
      {"metadata",
       {{"name", workload["name"]},
        {"namespace", workload["namespace"]},
        {"labels", workload["labels"]}}},
      {"spec",
       {{"containers",
         {{{"name", "istio-proxy"}, {"ports", workload["containerPorts"]}}}}}}};
  return pod.dump();
}

/// A Service without the label by which gateways are known.
constexpr std::string_view elsewhere =
    "\n---\napiVersion: v1\nkind: Service\n"
    "metadata: {name: elsewhere, namespace: far}\n"
    "spec: {selector: {app: elsewhere}, ports: [{port: 80}]}\n";

/// The document, and how many objects were left unparsed for it.
struct Rendered {
  std::string text;
  std::size_t skipped = 0;
};

Rendered render(const json& row, bool filter, bool with_pod) {
  Sources sources;
  const MeshSettings settings;
  std::vector<FileId> files{sources.add(
      "case.yaml", row["yaml"].get<std::string>() + std::string(elsewhere))};
  if (with_pod)
    files.push_back(sources.add("pod.json", pod_of(row["workload"])));
  const Mesh mesh = read_mesh(sources, files, settings, {filter}).mesh;
  const Engine engine(mesh, settings);
  Rendering rendering{sources, mesh, settings, {}};
  for (const Workload& workload : workloads(mesh, settings))
    rendering.workloads.push_back(engine.effective(workload));
  return {render_document({rendering}).dump(1), mesh.context_skipped};
}

/// A line and its neighbours, of both.
std::string first_difference(const std::string& some, const std::string& all) {
  const auto at =
      std::mismatch(some.begin(), some.end(), all.begin(), all.end());
  const auto before = static_cast<std::size_t>(at.first - some.begin());
  const std::size_t begin = before < 100 ? 0 : before - 100;
  return "filtered\n" + some.substr(begin, 300) + "\nall\n" +
         all.substr(begin, 300);
}

/// On every so many cases.
void compare(bool with_pod, std::size_t every) {
  Differences differences;
  std::size_t skipped = 0, bytes = 0, number = 0;
  for (const json& row : oracle_rows("listeners.jsonl")) {
    if (number++ % stride(every) != 0) continue;
    const Rendered some = render(row, true, with_pod);
    const Rendered all = render(row, false, with_pod);
    skipped += some.skipped - all.skipped;
    bytes += all.text.size();
    if (some.text != all.text)
      differences.add(row["id"].get<std::string>() + ' ' +
                      first_difference(some.text, all.text));
  }
  CHECK(skipped > 0);
  CHECK(bytes * stride(1) > 500'000);
  INFO(differences.first(1));
  CHECK(differences.count() == 0);
}

}  // namespace

TEST_CASE("render as JSON: the same with and without the filter, with a pod") {
  compare(true, 1);
}

TEST_CASE("render as JSON: the same with and without the filter, inferred") {
  compare(false, 5);
}

}  // namespace asmgw
