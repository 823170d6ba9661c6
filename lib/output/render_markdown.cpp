// Tables in markdown, nothing shortened.
#include "output/markdown.h"
#include "output/render_notes.h"
#include "output/render_rows.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

/// Words on lines of their own.
std::string list(const Words& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : "<br>") + markdown_text(word);
  return out.empty() ? "-" : out;
}

std::string status_text(std::string_view text, bool grave) {
  const std::string escaped = markdown_text(text);
  return grave ? "**" + escaped + "**" : escaped;
}

std::string head_row(const std::vector<std::string>& names) {
  return markdown_row(names) +
         markdown_row(std::vector<std::string>(names.size(), "---"));
}

void write_listeners(const std::vector<Row>& rows, std::string& out) {
  if (rows.empty()) {
    out += "No listeners.\n\n";
    return;
  }
  out += head_row({"Address", "Protocol", "TLS", "Match", "Certificate",
                   "Hosts", "Routes", "From", "Status"});
  for (const Row& row : rows)
    out += markdown_row(
        {markdown_text(row.address), markdown_text(row.protocol),
         markdown_text(row.tls),
         row.sni.empty() ? "ALL" : "SNI: " + list(row.sni),
         list(row.certificates), list(*row.hosts), list(row.routes),
         list(row.from),
         status_text(text_of(row.status), row.status != RowStatus::ok)});
  out += '\n';
}

void write_dropped(const std::vector<DroppedRow>& rows, std::string& out) {
  if (rows.empty()) {
    out += "Dropped: none\n";
    return;
  }
  out += "Dropped:\n\n" + head_row({"From", "Port", "Hosts", "Reason", "Winner",
                                    "Order-sensitive"});
  for (const DroppedRow& row : rows)
    out +=
        markdown_row({markdown_text(row.from), row.port, list(row.hosts),
                      status_text(row.reason, true), markdown_text(row.winner),
                      row.order_sensitive ? "yes" : "no"});
}

void write_notes(const std::vector<std::string>& notes, std::string& out) {
  if (!notes.empty()) out += '\n';
  for (const std::string& note : notes)
    out += "- " + markdown_text(note) + '\n';
}

void write_mesh(const Rendering& rendering, std::string& out) {
  if (!rendering.group.empty()) {
    if (!out.empty()) out += '\n';
    out += fmt::format("## {}\n", markdown_text(rendering.group));
  }
  for (const Effective& effective : rendering.workloads) {
    const WorkloadView view = view_of(effective, rendering.filter);
    if (!out.empty()) out += '\n';
    out += fmt::format("### {}\n\nNamespace {}, order: {}\n\n",
                       markdown_text(effective.workload.id),
                       markdown_text(effective.workload.namespace_),
                       order_used(rendering.mesh, rendering.settings.order));
    if (rendering.filter.dropped != ShowDropped::only)
      write_listeners(rows_of(rendering, view), out);
    if (rendering.filter.dropped != ShowDropped::hide)
      write_dropped(dropped_of(rendering, view), out);
    write_notes(notes_of(rendering, view), out);
  }
  if (!rendering.workloads.empty()) write_notes(notes_of(rendering), out);
}

void write_render_markdown(const Renderings& all, const Presentation&,
                           std::string& out) {
  for (const Rendering& one : all) write_mesh(one, out);
}

}  // namespace

constinit const RenderReporter reporters::render_markdown = {
    .name = "markdown",
    .summary = "tables for a comment or a page",
    .write = write_render_markdown,
};

}  // namespace asmgw
