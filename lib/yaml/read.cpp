// Splitting, byte checks, and what is checked on the finished tree.
#include "yaml/read.h"

#include "base/text.h"
#include "yaml/bytes.h"
#include "yaml/events.h"
#include "yaml/json.h"
#include "yaml/keys.h"
#include "yaml/lexical.h"
#include "yaml/outside.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

constexpr std::string_view separator = "---";

/// Blank as Kubernetes' splitter trims it behind `---`.
std::string_view trim_separator(std::string_view text) {
  const auto blank = [](char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Offset of the next line that begins with `---` at or after the line start
/// `from`, or the size of the text.
std::size_t find_separator(std::string_view text, std::size_t from) {
  if (text.substr(from, separator.size()) == separator) return from;
  const std::size_t hit = text.find("\n---", from);
  return hit == std::string_view::npos ? text.size() : hit + 1;
}

/// What is parsed may have a line break that the chunk lacks: a place behind
/// its last byte becomes that byte's end.
void keep_inside(Chunk chunk, Problems& problems) {
  const auto clamp = [&](Range& range) {
    range.begin = std::min(range.begin, chunk.end);
    range.end = std::min(range.end, chunk.end);
  };
  for (Problem& problem : problems) {
    clamp(problem.range);
    for (Related& other : problem.related) clamp(other.range);
  }
}

/// kubectl reads the document, of this file, as JSON and not as YAML, and that
/// makes a difference.
bool is_json(std::string_view file, std::string_view document) {
  if (!is_json_stream(file)) return false;
  if (!contains(document, "\\") && !has_odd_breaks(document)) return false;
  const std::vector<std::uint32_t> objects = json_objects(document);
  return objects.size() == 1 && objects[0] == document.size();
}

void join_halves(PreparedText& prepared, std::string& storage) {
  std::string json(prepared.text);
  join_surrogates(json);
  storage = std::move(json);
  prepared.text = storage;
}

/// To Kubernetes a `---` with nothing above it belongs to the document below,
/// so that a byte order mark behind it does not stand at the start.
bool is_inner_bom(std::string_view file, Chunk chunk) {
  return file.starts_with(separator) && chunk.begin > 0 &&
         file.find('\n') == chunk.begin - 1 &&
         file.substr(chunk.begin).starts_with(bom);
}

void read_into(Document& document, const SourceFile& file, FileId id,
               Chunk chunk, const Limits& limits) {
  const std::string_view text =
      file.text().substr(chunk.begin, chunk.end - chunk.begin);
  if (!check_bytes(text, chunk.begin, id, document)) return;
  if (is_inner_bom(file.text(), chunk))
    document.problems.add(ProblemKind::inner_bom).range = {
        id, chunk.begin, chunk.begin + static_cast<std::uint32_t>(bom.size())};
  std::string changed;
  const bool json = is_json(file.text(), text);
  PreparedText prepared = prepare(text, chunk.begin, id, json, changed);
  if (json) join_halves(prepared, changed);
  if (!check_start(prepared, document)) return;
  const std::string_view whole = prepared.text;
  prepared.text = whole.substr(0, end_of_root(whole));
  std::uint32_t rest = 0;
  parse_events(prepared, limits, document, rest);
  prepared.text = whole;
  if (!document.readable) {
    document.tree = {};
    return;
  }
  if (document.tree.empty()) return;
  check_tabs(prepared, document);
  if (document.readable) check_rest(prepared, rest, document);
  if (!document.readable) return;
  if (document.tree.alias_visits > limits.alias_visits) {
    refuse_aliases(id, limits, document);
    return;
  }
  check_scalars(id, document);
  if (document.readable) check_keys(id, document);
}

/// What cannot be read because of a merge that was not finished is nothing to
/// mend in YAML.
void blame_conflict(std::string_view text, FileId id, Chunk chunk,
                    Document& document) {
  if (document.readable) return;
  const auto problem = std::find_if(
      document.problems.begin(), document.problems.end(),
      [](const Problem& one) { return one.kind == ProblemKind::syntax; });
  if (problem == document.problems.end()) return;
  const auto [begin, end] = find_conflict_marker(text);
  if (begin == end) return;
  problem->range = {id, chunk.begin + begin, chunk.begin + end};
  problem->reason =
      "a conflict marker of git was left in the file; choose between the "
      "versions and remove the lines with markers";
  problem->related.clear();
}

/// Takes out what a problem quotes of its document, and what the library says,
/// which may quote it too.
void conceal(Problem& problem) {
  if (problem.reason.starts_with(library_lead))
    problem.reason.resize(library_lead.find(':'));
  problem.reason = concealed(std::move(problem.reason));
  if (problem.kind == ProblemKind::duplicate_key) problem.found = "…";
}

}  // namespace

std::vector<Chunk> split_documents(std::string_view text) {
  std::vector<Chunk> chunks;
  std::size_t begin = 0;
  std::size_t stray_begin = 0, stray_end = 0;
  while (true) {
    const std::size_t end = find_separator(text, begin);
    chunks.push_back({static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(end),
                      static_cast<std::uint32_t>(stray_begin),
                      static_cast<std::uint32_t>(stray_end)});
    if (end == text.size()) return chunks;
    const std::size_t line_end = std::min(text.find('\n', end), text.size());
    const std::string_view behind = trim_separator(
        text.substr(end + separator.size(), line_end - end - separator.size()));
    const bool stray = !behind.empty() && behind.front() != '#';
    stray_begin =
        stray ? static_cast<std::size_t>(behind.data() - text.data()) : 0;
    stray_end = stray ? stray_begin + behind.size() : 0;
    begin = std::min(line_end + 1, text.size());
  }
}

Document read_document(const SourceFile& file, FileId id, Chunk chunk,
                       const Limits& limits) {
  Document document;
  document.problems = Problems(limits.findings);
  read_into(document, file, id, chunk, limits);
  blame_conflict(file.text().substr(chunk.begin, chunk.end - chunk.begin), id,
                 chunk, document);
  keep_inside(chunk, document.problems);
  for (Problem& problem : document.problems)
    if (file.is_secret(chunk.begin) || file.is_secret(problem.range.begin))
      conceal(problem);
  return document;
}

}  // namespace asmgw
