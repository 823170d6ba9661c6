// Tabs by the spans of nodes; the rest by its first token.
#include "yaml/outside.h"

#include "yaml/lexical.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace asmgw {
namespace {

/// A stretch of text in which lines may begin with a tab.
struct Span {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t least = 0;  ///< columns of spaces that must come first
};

/// Spans that may hold line breaks, in order, outer ones only.
std::vector<Span> spans_of(const PreparedText& prepared, const Tree& tree) {
  std::vector<Span> spans;
  struct Block {
    NodeId next;
    std::uint32_t column;
  };
  std::vector<Block> blocks;
  std::uint32_t covered = 0;
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    while (!blocks.empty() && blocks.back().next <= id) blocks.pop_back();
    const Node& node = tree[id];
    const std::uint32_t begin = node.begin - prepared.base;
    std::uint32_t end = node.end - prepared.base;
    const bool collection =
        node.kind == NodeKind::mapping || node.kind == NodeKind::sequence;
    if (collection && node.style == Style::block) {
      const std::uint32_t limit = 4096;  // columns no one reaches by hand
      std::uint32_t first = begin;
      while (first > 0 && begin - first < limit &&
             prepared.text[first - 1] != '\n')
        --first;
      blocks.push_back({node.next, begin - first});
      continue;
    }
    if (node.empty || node.kind == NodeKind::alias || begin < covered) continue;
    std::uint32_t least = 0;
    if (!collection && node.style == Style::plain) {
      least = blocks.empty() ? 0 : blocks.back().column + 1;
      while (end < prepared.text.size() &&
             is_blank_or_break(prepared.text[end]))
        ++end;
    }
    spans.push_back({begin, end, least});
    covered = end;
  }
  return spans;
}

bool allowed(const std::vector<Span>& spans, std::uint32_t at,
             std::uint32_t column) {
  const auto past = std::upper_bound(
      spans.begin(), spans.end(), at,
      [](std::uint32_t offset, const Span& s) { return offset < s.begin; });
  if (past == spans.begin()) return false;
  const Span& span = *(past - 1);
  return at < span.end && column >= span.least;
}

/// The tab at `at` follows only `- ` and `? ` indicators on its line.
bool follows_indicator(std::string_view text, std::uint32_t at) {
  std::uint32_t i = at;
  while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t')) --i;
  if (i == 0 || (text[i - 1] != '-' && text[i - 1] != '?')) return false;
  return i < 2 || is_blank_or_break(text[i - 2]);
}

std::uint32_t column_of(std::string_view text, std::uint32_t at) {
  return at - line_begin(text, at);
}

/// A directive that Kubernetes' reader knows: it ends the document above.
bool is_directive(std::string_view line) {
  return line.substr(0, 6) == "%YAML " || line.substr(0, 5) == "%TAG ";
}

void refuse(Document& document, const PreparedText& prepared,
            std::uint32_t begin, std::uint32_t end, std::string reason) {
  Problem& problem = document.problems.add(ProblemKind::syntax);
  problem.range = {prepared.file, prepared.base + begin, prepared.base + end};
  problem.reason = std::move(reason);
  document.readable = false;
}

}  // namespace

void check_tabs(const PreparedText& prepared, Document& document) {
  const std::string_view text = prepared.text;
  std::size_t tab = text.find('\t');
  if (tab == std::string_view::npos) return;
  const std::vector<Span> spans = spans_of(prepared, document.tree);
  std::uint32_t line = 0;   // first byte of the line of the tab
  std::uint32_t first = 0;  // first byte on it that is not a space
  for (std::uint32_t i = 0; tab != std::string_view::npos;
       tab = text.find('\t', text.find_first_not_of(" \t", tab))) {
    const auto at = static_cast<std::uint32_t>(tab);
    const std::uint32_t before = line;
    for (; i < at; ++i)
      if (text[i] == '\n') line = i + 1;
    if (line != before) first = line;
    while (first < at && text[first] == ' ') ++first;
    const bool leads = first == at;
    if (!leads && !follows_indicator(text, at)) continue;
    if (allowed(spans, at, at - line)) continue;
    // Behind the root Kubernetes reads on to the next token, not further.
    const std::uint32_t root_end = document.tree[0].end - prepared.base;
    if (at >= root_end && skip_blank_and_comments(text, root_end) <= at) return;
    refuse(document, prepared, at, at + 1,
           "a tab where indentation stands; YAML wants spaces");
    return;
  }
}

bool check_start(const PreparedText& prepared, Document& document) {
  const std::string_view text = prepared.text;
  const std::uint32_t at = skip_blank_and_comments(text, 0);
  if (at >= text.size() || text[at] != '%') return true;
  const auto end =
      static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
  refuse(document, prepared, at, end,
         "a YAML directive: Kubernetes splits the file at the \"---\" behind "
         "it and cannot read it alone");
  return false;
}

std::uint32_t end_of_root(std::string_view text) {
  const std::uint32_t begin = skip_blank_and_comments(text, 0);
  if (begin >= text.size() || (text[begin] != '{' && text[begin] != '['))
    return static_cast<std::uint32_t>(text.size());
  const std::uint32_t end = end_of_flow(text, begin);
  const std::uint32_t next = skip_blank_and_comments(text, end);
  return next < text.size() && text[next] != ':'
             ? end
             : static_cast<std::uint32_t>(text.size());
}

void check_rest(const PreparedText& prepared, std::uint32_t rest,
                Document& document) {
  const std::string_view text = prepared.text;
  std::uint32_t at = skip_blank_and_comments(text, rest);
  // Behind a byte order mark this line begins a document, here an empty one.
  if (rest == 0 && text.substr(at, 3) == "---")
    at = skip_blank_and_comments(text, at + 3);
  if (at >= text.size()) return;
  const auto end_of_line = [&] {
    return static_cast<std::uint32_t>(
        std::min(text.find('\n', at), text.size()));
  };
  const bool first_column = at == 0 || text[at - 1] == '\n';
  const std::string_view line = text.substr(at, end_of_line() - at);
  if (first_column && line.substr(0, 3) == "...") {
    at = skip_blank_and_comments(text, at + 3);
    if (at >= text.size()) return;
  } else if (!(first_column && is_directive(line))) {
    const Node& root = document.tree[0];
    const std::uint32_t column = column_of(text, root.begin - prepared.base);
    if (root.style == Style::block && column_of(text, at) >= column) {
      refuse(document, prepared, at, end_of_line(),
             root.kind == NodeKind::sequence
                 ? "this line does not fit the list above it"
                 : "this line does not fit the mapping above it");
      return;
    }
    const auto unclosed = find_unclosed(text.substr(at));
    if (unclosed && at + *unclosed < end_of_line() &&
        std::strchr("\"'", text[at + *unclosed]) != nullptr) {
      refuse(document, prepared, at + *unclosed, at + *unclosed + 1,
             "this quote is never closed");
      return;
    }
    if (std::strchr("@`%", text[at]) != nullptr) {
      refuse(document, prepared, at, at + 1,
             "a value cannot begin with this character");
      return;
    }
  }
  Problem& problem = document.problems.add(ProblemKind::unread_rest);
  problem.range = {prepared.file, prepared.base + at,
                   prepared.base + end_of_line()};
}

}  // namespace asmgw
