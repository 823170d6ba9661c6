// Findings for programs; schemas/lint.schema.json describes it.
#include "output/fingerprint.h"
#include "output/json.h"
#include "output/origins.h"
#include "output/reporters.h"

namespace asmgw {
namespace {

Json object_of(const ObjectName& object) {
  return {{"apiVersion", or_null(object.api_version)},
          {"kind", or_null(object.kind)},
          {"namespace", or_null(object.namespace_)},
          {"name", or_null(object.name)},
          {"document", object.document},
          {"item", or_null(object.item)}};
}

Json note_of(const Sources& sources, const Note& note) {
  Json out{{"message", note.message}, {"path", nullptr}, {"range", nullptr}};
  if (!note.range) return out;
  out["path"] = sources.file(note.range->file).path();
  out["range"] = range_of(sources, *note.range);
  return out;
}

Json fix_of(const Sources& sources, const std::optional<Fix>& fix) {
  if (!fix) return nullptr;
  Json edits = Json::array();
  for (const Edit& edit : fix->edits)
    edits.push_back({{"path", sources.file(edit.range.file).path()},
                     {"range", range_of(sources, edit.range)},
                     {"text", edit.text}});
  return {{"message", fix->message},
          {"applicability", fix->safe ? "safe" : "unsafe"},
          {"edits", std::move(edits)}};
}

Json aliases_of(const Rule& rule) {
  Json aliases = Json::array();
  for (std::string_view alias : rule.aliases)
    if (!alias.empty()) aliases.push_back(alias);
  return aliases;
}

Json finding_of(const Sources& sources, const Diagnostic& found,
                const ObjectName& object, const std::string& origin,
                std::string fingerprint) {
  Json notes = Json::array();
  for (const Note& note : found.notes) notes.push_back(note_of(sources, note));
  const bool effect = !found.consequence.empty();
  return {{"rule", found.rule->id},
          {"name", found.rule->name},
          {"level", text_of(found.severity)},
          {"layer", text_of(found.layer)},
          {"message", found.message},
          {"consequence", effect ? Json(found.consequence) : Json(nullptr)},
          {"path", sources.file(found.range.file).path()},
          {"range", range_of(sources, found.range)},
          {"origin", or_null(origin)},
          {"object", object_of(object)},
          {"pointer", found.pointer},
          {"notes", std::move(notes)},
          {"fix", fix_of(sources, found.fix)},
          {"sources", found.sources},
          {"aliases", aliases_of(*found.rule)},
          {"fingerprint", std::move(fingerprint)}};
}

Json summary_of(const LintCounts& counts, std::size_t shown) {
  return {{"files", counts.files},
          {"gateways", counts.gateways},
          {"context", counts.context},
          {"skipped", counts.skipped},
          {"errors", counts.findings.errors},
          {"warnings", counts.findings.warnings},
          {"infos", counts.findings.infos},
          {"hidden", counts.findings.sum() - shown},
          {"suppressed", 0}};
}

void write_lint_json(const Sources& sources, const LintResult& result,
                     const Presentation&, std::string& out) {
  Json all = json_form();
  all["summary"] = summary_of(result.counts, result.diagnostics.size());
  Fingerprints fingerprints(sources, result);
  Origins origins(sources, result);
  JsonArrayText findings(std::move(all), "findings", out);
  for (const Diagnostic& found : result.diagnostics)
    findings.add(
        finding_of(sources, found,
                   result.objects[static_cast<std::uint32_t>(found.object)],
                   origins.of(found), fingerprints.next(found)));
  findings.end();
}

}  // namespace

constinit const LintReporter reporters::lint_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema lint`",
    .write = write_lint_json,
};

}  // namespace asmgw
