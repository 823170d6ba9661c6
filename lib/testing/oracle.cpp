// Reads testdata/oracle/.
#include "testing/oracle.h"

#include "listen/mesh_reader.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <fstream>

namespace asmgw {

std::vector<nlohmann::json> oracle_rows(std::string_view name) {
  std::ifstream in("testdata/oracle/" + std::string(name));
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(in, line);)
    rows.push_back(nlohmann::json::parse(line));
  return rows;
}

std::string oracle_text(const nlohmann::json& row) {
  if (row.contains("yaml")) return row["yaml"].get<std::string>();
  return read_scalar(row["b64"].get<std::string>(), true,
                     "tag:yaml.org,2002:binary")
      .text;
}

Workload oracle_workload(const nlohmann::json& row) {
  const nlohmann::json& pod = row["workload"];
  Workload workload;
  workload.id = pod["name"];
  workload.namespace_ = pod["namespace"];
  for (const auto& [key, value] : pod["labels"].items())
    workload.labels.emplace_back(key, value);
  for (const nlohmann::json& port : pod["containerPorts"])
    workload.container_ports.push_back(
        {port["name"], "TCP", port["containerPort"]});
  return workload;
}

Mesh oracle_mesh(const nlohmann::json& row, Sources& sources) {
  MeshReaderOptions options;
  options.workloads.push_back(oracle_workload(row).labels);
  MeshReader reader(sources, options);
  reader.add(sources.add("case.yaml", row["yaml"]), false,
             [](const LoadedObject&) {});
  return reader.finish().mesh;
}

void Differences::add(std::string line) { lines_.push_back(std::move(line)); }

std::string Differences::first(std::size_t most) const {
  std::string out = std::to_string(lines_.size()) + " differences\n";
  for (std::size_t i = 0; i < std::min(most, lines_.size()); ++i)
    out += lines_[i] + "\n";
  return out;
}

}  // namespace asmgw
