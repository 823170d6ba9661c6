// Table, JSON, markdown and the long form of classes of change.
#include "output/diff_catalogue.h"

#include "output/catalogue.h"
#include "output/json.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace asmgw {
namespace {

using Words = std::vector<std::string_view>;

Words classes_of(const ChangeKind& kind) {
  Words out;
  for (ChangeClass one : kind.classes)
    if (one != ChangeClass::unused) out.push_back(text_of(one));
  return out;
}

Words inverse_of(const ChangeKind& kind) {
  Words out;
  for (std::string_view id : kind.inverse)
    if (!id.empty()) out.push_back(id);
  return out;
}

/// Each word between two marks.
std::string joined(const Words& words, std::string_view mark = "") {
  std::string out;
  for (std::string_view word : words)
    out += fmt::format("{}{}{}{}", out.empty() ? "" : ", ", mark, word, mark);
  return out;
}

std::string facts_line(const ChangeKind& kind) {
  const Words classes = classes_of(kind);
  std::string line = fmt::format("Level `{}`", text_of(kind.level));
  if (!classes.empty())
    line += fmt::format(", {} {}", classes.size() == 1 ? "class" : "classes",
                        joined(classes, "`"));
  return line;
}

/// `Example`, `Example (HTTPS), level breaking, with --istio-version 1.19`
std::string caption(const ChangeExample& example) {
  std::string out = "Example";
  if (!example.variant.empty()) out += fmt::format(" ({})", example.variant);
  out += fmt::format(", level `{}`", text_of(example.level));
  if (!example.options.empty())
    out += fmt::format(", with `{}`", example.options);
  return out;
}

/// An example with the key that its text belongs to.
std::string manifest(std::string_view example) {
  const std::string_view text = example_text(example);
  if (text.empty()) return "# nothing";
  std::string lead;
  if (text.front() == '{') lead = "tls: ";
  if (text.front() == '-' && text.substr(0, 3) != "---") lead = "servers:\n";
  return lead + std::string(text);
}

std::string fenced(std::string_view text) {
  return fmt::format("```yaml\n{}\n```\n", text);
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += fmt::format("    {}", text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Before, after, and what both sides have, each as `block` shows it.
std::string pair_text(const ChangeExample& example,
                      std::string (*block)(std::string_view)) {
  std::string out = fmt::format(
      "\n{}.\n\nBefore:\n\n{}\nAfter:\n\n{}", caption(example),
      block(manifest(example.older)), block(manifest(example.newer)));
  if (!example.context.empty())
    out += fmt::format("\nOn both sides:\n\n{}",
                       block(example_text(example.context)));
  return out;
}

std::string ending(const ChangeKind& kind, std::string_view line_break) {
  std::string out;
  const Words inverse = inverse_of(kind);
  if (!inverse.empty()) out += fmt::format("Inverse: {}", joined(inverse));
  if (!kind.source.empty())
    out += fmt::format("{}Decided by: {}", out.empty() ? "" : line_break,
                       kind.source);
  return out.empty() ? out : '\n' + out + '\n';
}

std::string chapter(const ChangeKind& kind) {
  std::string out = fmt::format("## {}\n\n{}: {}\n\n", kind.id,
                                facts_line(kind), kind.summary);
  for (const std::string& line : wrapped(kind.rationale, 80))
    out += line + '\n';
  for (const ChangeExample& example : kind.examples)
    out += pair_text(example, fenced);
  return out + ending(kind, "  \n") + '\n';
}

Json json_of(const ChangeExample& example) {
  return {{"variant", or_null(example.variant)},
          {"level", text_of(example.level)},
          {"old", example_text(example.older)},
          {"new", example_text(example.newer)},
          {"silent", example_text(example.silent)},
          {"context", or_null(example_text(example.context))},
          {"options", or_null(example.options)}};
}

Json json_of(const ChangeKind& kind) {
  Json examples = Json::array();
  for (const ChangeExample& example : kind.examples)
    examples.push_back(json_of(example));
  return {{"id", kind.id},
          {"level", text_of(kind.level)},
          {"classes", classes_of(kind)},
          {"summary", kind.summary},
          {"rationale", kind.rationale},
          {"source", or_null(kind.source)},
          {"inverse", inverse_of(kind)},
          {"examples", std::move(examples)}};
}

}  // namespace

std::string changes_table(ChangeKindList kinds) {
  std::size_t id = 2, classes = 7;
  for (const ChangeKind* kind : kinds) {
    id = std::max(id, kind->id.size());
    classes = std::max(classes, joined(classes_of(*kind)).size());
  }
  std::string out = fmt::format("{:{}}  {:8}  {:{}}  {}\n", "id", id, "level",
                                "classes", classes, "summary");
  for (const ChangeKind* kind : kinds)
    out += fmt::format("{:{}}  {:8}  {:{}}  {}\n", kind->id, id,
                       text_of(kind->level), joined(classes_of(*kind)), classes,
                       kind->summary);
  return out;
}

std::string changes_json(ChangeKindList kinds) {
  Json all = json_form();
  Json list = Json::array();
  for (const ChangeKind* kind : kinds) list.push_back(json_of(*kind));
  all["changes"] = std::move(list);
  return json_text(all);
}

std::string changes_markdown(ChangeKindList kinds) {
  std::string out =
      "# Changes that asmgw diff knows\n\n"
      "Made by asmgw-gen from the records themselves; `asmgw explain CHANGE` "
      "says the same.\n\n"
      "| id | level | classes | what changes |\n|---|---|---|---|\n";
  for (const ChangeKind* kind : kinds)
    out +=
        fmt::format("| {} | {} | {} | {} |\n", kind->id, text_of(kind->level),
                    joined(classes_of(*kind)), kind->summary);
  out += '\n';
  for (const ChangeKind* kind : kinds) out += chapter(*kind);
  return out;
}

std::string explanation(const ChangeKind& kind) {
  std::string out =
      fmt::format("{}: {}\n\n{}.\n\n", kind.id, kind.summary, facts_line(kind));
  for (const std::string& line : wrapped(kind.rationale, 79))
    out += line + '\n';
  for (const ChangeExample& example : kind.examples)
    out += pair_text(example, indented);
  return out + ending(kind, "\n");
}

}  // namespace asmgw
