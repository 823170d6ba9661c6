// The table for people, shortened (`table`) or not (`wide`).
#include "base/text.h"
#include "output/columns.h"
#include "output/render_notes.h"
#include "output/render_rows.h"

#include <fmt/core.h>

#include <limits>

namespace asmgw {
namespace {

constexpr std::size_t all_words = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_words = 2;
constexpr std::size_t most_folded = 12;  // in a paragraph

Tone tone_of(RowStatus status) {
  if (status == RowStatus::ok) return Tone::plain;
  const bool calm = status == RowStatus::no_vs ||
                    status == RowStatus::omitted ||
                    status == RowStatus::unknown;
  return calm ? Tone::warning : Tone::error;
}

std::vector<Cell> heads(const std::vector<std::string_view>& words) {
  std::vector<Cell> row;
  row.reserve(words.size());
  for (std::string_view word : words)
    row.push_back({std::string(word), Tone::strong});
  return row;
}

std::string list(const Words& words, std::size_t most) {
  return visible(joined(words, most));
}

/// What is still shown of a list of hosts, and of the other lists.
struct Lengths {
  std::size_t hosts, others;
};

Columns listeners_of(const std::vector<Row>& rows, Lengths most) {
  Columns table;
  table.add(heads({"ADDRESS", "PROTO", "TLS", "MATCH", "CERT", "HOSTS",
                   "ROUTES", "FROM", "STATUS"}));
  for (const Row& row : rows) {
    const std::string match =
        row.sni.empty() ? "ALL" : "SNI: " + list(row.sni, most.hosts);
    table.add({{visible(row.address)},
               {visible(row.protocol)},
               {row.tls},
               {match},
               {list(row.certificates, most.others)},
               {list(*row.hosts, most.hosts)},
               {list(row.routes, most.others)},
               {list(row.from, most.others)},
               {std::string(text_of(row.status)), tone_of(row.status)}});
  }
  return table;
}

Columns dropped_table(const std::vector<DroppedRow>& rows, Lengths most) {
  Columns table;
  table.add(
      heads({"FROM", "PORT", "HOSTS", "REASON", "WINNER", "ORDER-SENSITIVE"}));
  for (const DroppedRow& row : rows) {
    table.add({{visible(row.from)},
               {row.port},
               {list(row.hosts, most.hosts)},
               {row.reason, row.is_lost ? Tone::error : Tone::warning},
               {visible(row.winner)},
               {row.order_sensitive ? "yes" : "no"}});
  }
  return table;
}

class TableWriter {
 public:
  TableWriter(const Rendering& rendering, const Presentation& how, bool wide,
              std::string& out)
      : in_(rendering), how_(how), wide_(wide), paint_(how.colour), out_(out) {}

  void write() {
    if (!in_.group.empty())
      out_ += paint_(Tone::strong, "GROUP " + visible(in_.group)) + '\n';
    const std::vector<std::string> common = notes_of(in_);
    for (const Effective& effective : in_.workloads) {
      if (&effective != &in_.workloads.front()) out_ += '\n';
      const WorkloadView view = view_of(effective, in_.filter);
      write_head(effective);
      if (in_.filter.dropped != ShowDropped::only) write_listeners(view);
      if (in_.filter.dropped != ShowDropped::hide) write_dropped(view);
      std::vector<std::string> notes = notes_of(in_, view, wide_);
      if (in_.workloads.size() == 1)
        notes.insert(notes.end(), common.begin(), common.end());
      write_notes(notes);
    }
    if (in_.workloads.size() < 2 || common.empty()) return;
    out_ += '\n';
    write_notes(common);
  }

 private:
  void write_head(const Effective& effective) {
    out_ += paint_(Tone::strong, "WORKLOAD " + visible(effective.workload.id)) +
            fmt::format("  namespace {}  order: {}\n",
                        visible(effective.workload.namespace_),
                        order_used(in_.mesh, in_.settings.order));
  }

  void write_listeners(const WorkloadView& view) {
    const std::vector<Row> rows = rows_of(in_, view, wide_);
    if (rows.empty()) {
      const bool filtered = in_.filter.port || !in_.filter.host.empty();
      out_ += filtered ? "no listener fits --port and --host\n"
              : view.effective->gateways.empty()
                  ? "no Gateway selects this workload\n"
                  : "no listeners\n";
      return;
    }
    fitting([&](Lengths most) { return listeners_of(rows, most); }, "");
  }

  void write_dropped(const WorkloadView& view) {
    const std::vector<DroppedRow> rows = dropped_of(in_, view);
    if (rows.empty())
      out_ += paint_(Tone::strong, "DROPPED") + "  none\n";
    else
      fitting([&](Lengths most) { return dropped_table(rows, most); },
              "DROPPED  ");
  }

  void write_notes(const std::vector<std::string>& notes) {
    Columns table;
    for (const std::string& note : notes) table.add({{visible(note)}});
    if (!notes.empty()) table.write("NOTES    ", paint_, out_);
  }

  /// The longest lists that the terminal has room for, two hosts at most; one
  /// is always shown. Where even that is too wide, a paragraph for each row.
  template <class Make>
  void fitting(Make make, std::string_view lead) {
    if (wide_) return make({all_words, all_words}).write(lead, paint_, out_);
    const auto is_too_wide = [&](const Columns& table) {
      return how_.width > 0 && lead.size() + table.width() > how_.width;
    };
    Columns table = make({most_words, most_words});
    for (Lengths most : {Lengths{1, most_words}, Lengths{1, 1}})
      if (is_too_wide(table)) table = make(most);
    if (is_too_wide(table))
      make({most_folded, most_folded})
          .write_paragraphs(trim(lead), how_.width, paint_, out_);
    else
      table.write(lead, paint_, out_);
  }

  const Rendering& in_;
  const Presentation& how_;
  bool wide_;
  Painter paint_;
  std::string& out_;
};

void write_all(const Renderings& all, const Presentation& how, bool wide,
               std::string& out) {
  for (const Rendering& one : all) {
    if (&one != &all.front()) out += '\n';
    TableWriter(one, how, wide, out).write();
  }
}

void write_table(const Renderings& all, const Presentation& how,
                 std::string& out) {
  write_all(all, how, false, out);
}

void write_wide(const Renderings& all, const Presentation& how,
                std::string& out) {
  write_all(all, how, true, out);
}

}  // namespace

constinit const RenderReporter reporters::render_table = {
    .name = "table",
    .summary = "for people: a row for every filter chain",
    .write = write_table,
};

constinit const RenderReporter reporters::render_wide = {
    .name = "wide",
    .summary = "the table with nothing shortened",
    .write = write_wide,
};

}  // namespace asmgw
