// Properties of diff on the manifests of testdata/oracle/listeners.jsonl.
#include "testing/oracle.h"

#include "diff/all.h"
#include "output/render.h"
#include "output/render_json.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

using nlohmann::json;

/// The objects of a case and its gateway pod.
std::string whole_case(const json& row) {
  const json& workload = row["workload"];
  const json pod{{"apiVersion", "v1"},
                 {"kind", "Pod"},
                 {"metadata",
                  {{"name", workload["name"]},
                   {"namespace", workload["namespace"]},
                   {"labels", workload["labels"]}}}};
  return oracle_text(row) + "\n---\n" + pod.dump() + '\n';
}

/// The documents of a case that are Gateways.
std::string gateways_of(const json& row) {
  std::string out;
  std::string_view text = row["yaml"].get_ref<const std::string&>();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n---\n"), text.size());
    const std::string_view document = text.substr(0, end);
    if (document.find("kind: Gateway\n") != std::string_view::npos)
      out += fmt::format("---\n{}\n", document);
    text.remove_prefix(std::min(end + 5, text.size()));
  }
  return out;
}

/// Another text of the case for the same objects and a few that differ.
std::vector<std::string> variants(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> edits{
      {
          {"\"SIMPLE\"", "\"MUTUAL\""},
          {"\"MUTUAL\"", "\"SIMPLE\""},
          {"8443", "9443"},
          {"a.com", "b.com"},
          {"*.a.com", "*.com"},
          {"\"HTTPS\"", "\"TLS\""},
          {"\"HTTP\"", "\"HTTP2\""},
          {"name: gw", "name: zz"},
          {"ingressgateway", "egressgateway"},
          {"./", "*/"},
          {"httpsRedirect\": true", "httpsRedirect\": false"},
          {"\"PASSTHROUGH\"", "\"AUTO_PASSTHROUGH\""},
      }};
  std::vector<std::string> all;
  for (const auto& [from, to] : edits) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) continue;
    std::string changed = text;
    changed.replace(at, from.size(), to);
    all.push_back(std::move(changed));
  }
  return all;
}

/// What the property leaves out: places, and names that only spell.
void strip(json& value) {
  if (value.is_array())
    for (json& item : value) strip(item);
  if (!value.is_object()) return;
  for (std::string_view key :
       {"path", "range", "index", "portName", "declaredPort", "protocol",
        "dropped", "gateways", "findings", "notes", "asIfAccepted", "hosts",
        "cipherSuites", "servers", "name", "assumptions"})
    value.erase(std::string(key));
  for (auto& [key, item] : value.items()) strip(item);
}

std::string rendered(const Sources& sources, const Mesh& mesh,
                     const std::vector<Workload>& workloads) {
  const MeshSettings settings;
  const Engine engine(mesh, settings);
  Rendering rendering{sources, mesh, settings, {}};
  for (const Workload& one : workloads)
    rendering.workloads.push_back(engine.effective(one));
  json document = json::parse(json_text(render_document({rendering})));
  strip(document);
  return document.dump(1);
}

/// Of both sides, each once.
std::vector<Workload> all_workloads(const Diffed& diffed) {
  const MeshSettings settings;
  std::vector<Workload> all = workloads(diffed.old_mesh(), settings);
  for (Workload& one : workloads(diffed.new_mesh(), settings))
    if (std::none_of(all.begin(), all.end(),
                     [&](const Workload& known) { return known.id == one.id; }))
      all.push_back(std::move(one));
  return all;
}

/// What merging makes of an edit is undone by undoing the edit: any change of
/// the same object.
bool is_undone(const Diffed& other, const Change& change) {
  const auto& effects = changes::merge;
  return std::find(effects.begin(), effects.end(), change.kind) !=
             effects.end() &&
         std::any_of(
             other.result.changes.begin(), other.result.changes.end(),
             [&](const Change& one) { return one.gateway == change.gateway; });
}

bool has_inverse(const Diffed& other, const Change& change) {
  return std::any_of(other.result.changes.begin(), other.result.changes.end(),
                     [&](const Change& one) {
                       const auto& wanted = change.kind->inverse;
                       return std::find(wanted.begin(), wanted.end(),
                                        one.kind->id) != wanted.end();
                     });
}

void check_pair(const std::string& id, const std::string& older,
                const std::string& newer, Differences& differences) {
  const Diffed diffed = diff_texts(older, newer);
  const Diffed back = diff_texts(newer, older);
  const std::vector<Workload> all = all_workloads(diffed);
  const std::string before = rendered(diffed.sources, diffed.old_mesh(), all),
                    after = rendered(diffed.sources, diffed.new_mesh(), all);
  if (diffed.result.level() == Impact::none && before != after)
    differences.add(id + ": equal, but rendered otherwise: " + diffed.text());
  if ((diffed.result.level() == Impact::none) !=
      (back.result.level() == Impact::none))
    differences.add(id + ": equal in one direction: " + diffed.text() +
                    " against " + back.text());
  for (const Change& one : diffed.result.changes)
    if (one.kind->id.substr(0, 15) != "order-dependent" &&
        !has_inverse(back, one) && !is_undone(back, one))
      differences.add(fmt::format("{}: no opposite of {} {} in {}", id,
                                  one.kind->id, one.title, back.text()));
}

}  // namespace

TEST_CASE("a set of objects compared with itself is no change") {
  const std::vector<json> rows = oracle_rows("listeners.jsonl");
  for (std::size_t i = 0; i < rows.size(); i += stride(3)) {
    const json& row = rows[i];
    const std::string text = whole_case(row);
    const Diffed diffed = diff_texts(text, text);
    CAPTURE(row["id"].get<std::string>());
    CHECK(diffed.text().empty());
  }
}

TEST_CASE("what diff calls equal is rendered the same, and turns round") {
  Differences differences;
  const std::vector<json> rows = oracle_rows("listeners.jsonl");
  for (std::size_t i = 0; i + 1 < rows.size(); i += stride(14))
    check_pair(rows[i]["id"].get<std::string>(), whole_case(rows[i]),
               gateways_of(rows[i + 1]), differences);
  for (std::size_t i = 1; i < rows.size(); i += stride(20)) {
    const std::string text = whole_case(rows[i]);
    for (const std::string& other : variants(text))
      check_pair(rows[i]["id"].get<std::string>(), text, other, differences);
  }
  INFO(differences.count(), " differences\n", differences.first());
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
