// What Kubernetes' YAML library reads: testdata/oracle/yaml.jsonl (whole texts)
// and scalars.jsonl.
#include "testing/oracle.h"

#include "yaml/read.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

struct Read {
  bool ok = true;
  bool duplicate = false;
  json value;
};

std::vector<Read> read_all(const std::string& text, bool& stray) {
  const SourceFile file("a.yaml", text);
  std::vector<Read> all;
  for (const Chunk& chunk : split_documents(file.text())) {
    stray |= chunk.stray_end > chunk.stray_begin;
    const Document document = read_document(file, FileId{0}, chunk, Limits{});
    if (document.tree.empty() && document.problems.empty()) continue;
    Read& read = all.emplace_back();
    read.ok = document.readable;
    read.duplicate = document.tree.duplicates;
    if (read.ok) read.value = json_of(document.tree, 0);
  }
  return all;
}

std::string compare(const json& row) {
  bool stray = false;
  const std::vector<Read> all = read_all(oracle_text(row), stray);
  if (row["fileError"].get<bool>())
    return stray ? "" : "the separator is refused";
  const json& docs = row["docs"];
  if (docs.size() != all.size())
    return fmt::format("{} documents, not {}", docs.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (docs[i]["ok"].get<bool>() != all[i].ok)
      return all[i].ok ? "refused by Kubernetes" : "read by Kubernetes";
    if (!all[i].ok) continue;
    if (docs[i]["duplicateKeys"].get<bool>() != all[i].duplicate)
      return all[i].duplicate ? "no duplicate" : "duplicate not seen";
    if (docs[i]["json"] != all[i].value)
      return "read as " + docs[i]["json"].dump() + ", not " +
             all[i].value.dump();
  }
  return {};
}

}  // namespace

TEST_CASE("texts are read or refused as Kubernetes does, to the same value") {
  Differences differences;
  std::size_t rows = 0;
  for (const json& row : oracle_rows("yaml.jsonl")) {
    ++rows;
    const std::string what = compare(row);
    if (!what.empty())
      differences.add(row["id"].get<std::string>() + ": " + what + ": " +
                      json(oracle_text(row))
                          .dump(-1, ' ', true, json::error_handler_t::replace));
  }
  CHECK(rows == 1000);
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

TEST_CASE("scalars are read as Kubernetes does") {
  Differences differences;
  for (const json& row : oracle_rows("scalars.jsonl")) {
    bool stray = false;
    const std::string text = "v: " + row["scalar"].get<std::string>() + "\n";
    const std::vector<Read> all = read_all(text, stray);
    const bool ok = all.size() == 1 && all[0].ok;
    const std::string type = row["type"].get<std::string>();
    const json value =
        ok && all[0].value.is_object() ? all[0].value["v"] : json();
    if (ok != (type != "error") || (ok && value != row["json"]))
      differences.add(fmt::format("{}: {} {} not {}", json(text).dump(), type,
                                  row["json"].dump(), value.dump()));
  }
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
