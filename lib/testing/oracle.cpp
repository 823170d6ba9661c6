// Reads testdata/oracle/.
#include "testing/oracle.h"

#include "mesh/merge.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace asmgw {
namespace {

nlohmann::json json_of(const Scalar& scalar) {
  switch (scalar.type) {
    case ScalarType::boolean:
      return scalar.boolean;
    case ScalarType::integer:
      if (scalar.negative)
        return -static_cast<std::int64_t>(scalar.magnitude - 1) - 1;
      return scalar.magnitude;
    case ScalarType::floating:
      if (scalar.number == std::floor(scalar.number) &&
          std::abs(scalar.number) < 1e15)
        return static_cast<std::int64_t>(scalar.number);
      return scalar.number;
    case ScalarType::string:
      return scalar.text;
    default:
      return nullptr;
  }
}

}  // namespace

std::vector<nlohmann::json> oracle_rows(std::string_view name) {
  std::ifstream in("testdata/oracle/" + std::string(name));
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(in, line);)
    rows.push_back(nlohmann::json::parse(line));
  return rows;
}

std::vector<std::pair<IstioVersion, nlohmann::json>> oracle_releases(
    const nlohmann::json& row) {
  std::vector<std::pair<IstioVersion, nlohmann::json>> all;
  for (const auto& [words, expected] : row["releases"].items()) {
    std::istringstream in(words);
    for (std::string word; in >> word;)
      all.emplace_back(parse_version(word).value(), expected);
  }
  return all;
}

std::string oracle_text(const nlohmann::json& row) {
  if (row.contains("yaml")) return row["yaml"].get<std::string>();
  return read_scalar(row["b64"].get<std::string>(), true,
                     "tag:yaml.org,2002:binary")
      .text;
}

nlohmann::json json_of(const Tree& tree, NodeId id) {
  using nlohmann::json;
  id = tree.follow(id);
  const Node& node = tree[id];
  if (node.kind == NodeKind::scalar) return json_of(read_scalar(tree, node));
  if (node.kind == NodeKind::sequence) {
    json list = json::array();
    for (NodeId item : items(tree, id)) list.push_back(json_of(tree, item));
    return list;
  }
  json map = json::object();
  for (const Entry& entry : entries(tree, id)) {
    const json key = json_of(tree, entry.key);
    map[key.is_string() ? key.get<std::string>() : key.dump()] =
        json_of(tree, entry.value);
  }
  return map;
}

Workload oracle_workload(const nlohmann::json& row) {
  const nlohmann::json& pod = row["workload"];
  Workload workload;
  workload.id = pod["name"];
  workload.namespace_ = pod["namespace"];
  for (const auto& [key, value] : pod["labels"].items())
    workload.labels.emplace_back(key, value);
  const nlohmann::json none = nlohmann::json::array();
  for (const nlohmann::json& port : pod.value("containerPorts", none))
    workload.container_ports.push_back(
        {port["name"], "TCP", port["containerPort"]});
  return workload;
}

Mesh oracle_mesh(const nlohmann::json& row, Sources& sources,
                 MeshSettings options) {
  options.workloads.push_back({"", "", oracle_workload(row).labels});
  return read_mesh(sources, {sources.add("case.yaml", row["yaml"])}, options)
      .mesh;
}

void Differences::add(std::string line) { lines_.push_back(std::move(line)); }

std::string Differences::first(std::size_t most) const {
  std::string out = std::to_string(lines_.size()) + " differences\n";
  for (std::size_t i = 0; i < std::min(most, lines_.size()); ++i)
    out += lines_[i] + "\n";
  return out;
}

}  // namespace asmgw
