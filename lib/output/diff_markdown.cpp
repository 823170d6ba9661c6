// A comment for a pull request: what matters in a table, the rest folded.
#include "base/text.h"
#include "output/diff_report.h"
#include "output/markdown.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

/// GitHub takes comments of 65,536 characters; what is begun is ended.
constexpr std::size_t largest = 56'000;
constexpr std::size_t most_hosts = 50;

/// A line inside HTML, where markdown's backslashes would be seen. Entities
/// are no marks, should somebody read it as markdown all the same.
std::string html_text(std::string_view text) {
  std::string out;
  for (char c : visible(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == ' ' || c == '.' ||
                       c == '-' || c == '/' || c == ',' || c == ':' ||
                       static_cast<unsigned char>(c) >= 0x80;
    out += plain ? std::string(1, c) : fmt::format("&#{};", int{c});
  }
  return out;
}

std::string head_row(const std::vector<std::string>& names) {
  return markdown_row(names) +
         markdown_row(std::vector<std::string>(names.size(), "---"));
}

std::string counts(const DiffResult& result) {
  std::string out;
  for (Impact level : {Impact::breaking, Impact::risky, Impact::safe})
    if (const std::size_t count = result.count(level); count > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count,
                         text_of(level));
  return out.empty() ? "no effective difference" : out;
}

std::string place(const Sources& sources, Range range) {
  const Place at = sources.place(range);
  return markdown_text(fmt::format("{}:{}:{}", at.path, at.line, at.column));
}

class DiffMarkdown {
 public:
  DiffMarkdown(const DiffReport& report, std::string& out)
      : in_(report), out_(out) {}

  void write() {
    if (!out_.empty()) out_ += '\n';
    out_ +=
        fmt::format("### asmgw diff{}: {}\n\n", of_group(), counts(in_.result));
    const DiffSideName& before = in_.live ? *in_.live : in_.older;
    out_ += fmt::format("From {} to {}\n", markdown_text(before.name),
                        markdown_text(in_.newer.name));
    write_changes(in_.result);
    write_drift();
    write_answers();
    write_listeners();
    write_versions();
    write_lint();
    write_notes();
    write_other();
  }

 private:
  [[nodiscard]] std::string of_group() const {
    return in_.group().empty() ? "" : " of " + markdown_text(in_.group());
  }

  void write_changes(const DiffResult& result) {
    const std::vector<std::string> fingerprints = fingerprints_of(result);
    std::vector<const Change*> severe, safe, none;
    for (const Change* change : listed(in_, result))
      (change->level > Impact::safe    ? severe
       : change->level == Impact::safe ? safe
                                       : none)
          .push_back(change);
    write_table(severe);
    each(severe, "change", [&](const Change* change) {
      write_details(*change, fingerprints[static_cast<std::size_t>(
                                 change - result.changes.data())]);
    });
    write_folded(counted(safe.size(), "safe change"), safe);
    write_folded(counted(none.size(), "change") + " without effect", none);
  }

  /// One after the other, as long as the comment is not too long.
  template <class Items, class Write>
  void each(const Items& items, std::string_view noun, Write write) {
    std::size_t left = items.size();
    for (const auto& item : items) {
      if (out_.size() > largest) break;
      write(item);
      --left;
    }
    if (left > 0)
      out_ +=
          fmt::format("\n{} more: see another format\n", counted(left, noun));
  }

  void write_table(const std::vector<const Change*>& changes) {
    if (changes.empty()) return;
    out_ += '\n' + head_row({"Level", "Change", "Where"});
    each(changes, "change", [&](const Change* change) {
      out_ += markdown_row({fmt::format("**{}**", text_of(change->level)),
                            fmt::format("{}: {}", change->kind->id,
                                        markdown_text(change->title)),
                            where(*change)});
    });
  }

  /// The place of the new side, else of the old one, else the object.
  [[nodiscard]] std::string where(const Change& change) const {
    const std::optional<Spot>& spot =
        change.newer ? change.newer : change.older;
    if (spot) return place(in_.sources, spot->range);
    return change.gateway.empty() ? "-" : markdown_text(change.gateway);
  }

  void open(std::string_view summary) {
    out_ += fmt::format("\n<details><summary>{}</summary>\n\n", summary);
  }
  void close() { out_ += "\n</details>\n"; }

  /// An item of a list; none if there is nothing to say.
  void item(std::string_view what, const std::string& escaped) {
    if (!escaped.empty()) out_ += fmt::format("- {}: {}\n", what, escaped);
  }

  void write_details(const Change& change, std::string_view fingerprint) {
    open(fmt::format("{}: {}", text_of(change.level), html_text(change.title)));
    item("Now", markdown_text(change.now));
    item("Then", markdown_text(change.then));
    if (change.witness)
      item("Example", markdown_text(witness_text(*change.witness)));
    for (const std::string& note : change.notes)
      item("Note", markdown_text(note));
    if (change.older) item("Before", place(in_.sources, change.older->range));
    if (change.newer) item("After", place(in_.sources, change.newer->range));
    item("Hosts", hosts_of(change));
    item("Gateway", markdown_text(change.gateway));
    item("Listener", markdown_text(change.listener));
    item("Workload", workload_of(change));
    item("Id", fmt::format("{}, fingerprint {}", change.kind->id, fingerprint));
    close();
  }

  static std::string hosts_of(const Change& change) {
    std::string out;
    for (std::size_t i = 0; i < std::min(change.hosts.size(), most_hosts); ++i)
      out += (out.empty() ? "" : ", ") + markdown_text(change.hosts[i]);
    if (change.hosts.size() > most_hosts)
      out += fmt::format(", +{} more", change.hosts.size() - most_hosts);
    return out;
  }

  static std::string workload_of(const Change& change) {
    std::string out = markdown_text(change.workload);
    if (change.more_workloads > 0)
      out += " and " + counted(change.more_workloads, "more workload");
    return out;
  }

  void write_folded(std::string_view summary,
                    const std::vector<const Change*>& changes) {
    if (changes.empty()) return;
    open(summary);
    each(changes, "change", [&](const Change* change) {
      std::string text = markdown_text(change->title);
      if (!change->then.empty()) text += "; " + markdown_text(change->then);
      item(change->kind->id, text + " (" + where(*change) + ')');
    });
    close();
  }

  void write_drift() {
    if (!in_.drift) return;
    out_ += fmt::format("\n#### Drift: {}\n", counts(*in_.drift));
    if (in_.live)
      out_ += fmt::format("\n{} against {}\n",
                          markdown_text(visible_path(in_.live->name)),
                          markdown_text(in_.older.name));
    write_changes(*in_.drift);
  }

  void write_answers() {
    if (!in_.asked) return;
    std::string title = answers_title(in_);
    title[0] = 'A';
    out_ += fmt::format("\n#### {}\n", title);
    if (in_.result.answers.empty()) return;
    out_ += '\n' + head_row({"Request", "Before", "After", "Expected"});
    each(in_.result.answers, "answer", [&](const AnswerDelta& one) {
      out_ += markdown_row({markdown_text(request_text(one.request->request)),
                            answer(one.older.told), answer(one.newer.told),
                            expected(one)});
    });
  }

  /// With the place that decided.
  [[nodiscard]] std::string answer(const Told& told) const {
    std::string out = markdown_text(answer_text(told));
    if (const auto& range = told.decided.range)
      out += fmt::format(" ({})", place(in_.sources, *range));
    return out;
  }

  [[nodiscard]] std::string expected(const AnswerDelta& one) const {
    const Written& text = one.request->expect;
    return fmt::format("{} ({}): {}", markdown_text(text.text),
                       place(in_.sources, text.range),
                       one.newer.fault.empty() ? "holds" : "**fails**");
  }

  void write_listeners() {
    if (in_.result.listeners.empty()) return;
    const auto state = [](const std::string& text) {
      return text.empty() ? "-" : markdown_text(text);
    };
    out_ += "\n#### Listeners\n\n" +
            head_row({"Workload", "Listener", "Before", "After"});
    each(in_.result.listeners, "listener", [&](const ListenerDelta& one) {
      out_ += markdown_row(
          {markdown_text(one.workload), markdown_text(one.listener),
           state(one.before),
           reads_alike(one) ? std::string(differs_within) : state(one.after)});
    });
  }

  /// Not where all that there is to say is that nothing changes.
  void write_versions() {
    if (listed(in_, in_.result).empty() || in_.result.versions.empty()) return;
    open("Versions that a console records");
    each(in_.result.versions, "Gateway", [&](const VersionRecord& one) {
      item(markdown_text(one.gateway),
           one.recorded ? "recorded" : "not recorded, metadata alone differs");
    });
    close();
  }

  void write_lint() {
    if (in_.lint.introduced.empty() && in_.lint.fixed.empty()) return;
    out_ += "\n#### Lint\n\n";
    each(in_.lint.introduced, "introduced finding",
         [&](const Diagnostic* one) { write_finding("introduced", *one); });
    each(in_.lint.fixed, "fixed finding",
         [&](const Diagnostic* one) { write_finding("fixed", *one); });
  }

  void write_finding(std::string_view what, const Diagnostic& found) {
    item(what, fmt::format("{} {} at {}: {}", text_of(found.severity),
                           found.rule->id, place(in_.sources, found.range),
                           markdown_text(found.message)));
  }

  void write_notes() {
    std::string text;
    const auto add = [&](const std::vector<std::string>& notes) {
      for (const std::string& note : notes)
        text += "- " + markdown_text(note) + '\n';
    };
    add(in_.result.notes);
    if (in_.drift) add(in_.drift->notes);
    add(in_.notes);
    if (in_.not_compared > 0)
      text += fmt::format("- {} of other kinds not compared\n",
                          counted(in_.not_compared, "object"));
    if (const std::size_t none = in_.result.count(Impact::none); none > 0)
      text += fmt::format("- {} without effect at run time\n",
                          counted(none, "change"));
    if (!text.empty()) out_ += "\n#### Notes\n\n" + text;
  }

  /// As indented code: no line of it can end that.
  void write_other() {
    std::string_view text = in_.other_text;
    if (text.empty()) return;
    open("Other objects");
    while (!text.empty() && out_.size() <= largest) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      out_ += "    " + visible(text.substr(0, end)) + '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!text.empty()) out_ += "\nmore: see another format\n";
    close();
  }

  const DiffReport& in_;
  std::string& out_;
};

void write_diff_markdown(const DiffReports& all, const Presentation&,
                         std::string& out) {
  std::size_t left = 0;
  for (const DiffReport& one : all) {
    if (all.size() > 1 && one.is_unchanged()) continue;
    if (out.size() > largest)
      ++left;
    else
      DiffMarkdown(one, out).write();
  }
  if (left > 0)
    out +=
        fmt::format("\n{} more: see another format\n", counted(left, "group"));
  const std::string unchanged = unchanged_groups(all);
  if (unchanged.empty()) return;
  if (out.empty()) out = "### asmgw diff: no effective difference\n";
  out += '\n' + markdown_text(unchanged) + '\n';
}

}  // namespace

constinit const DiffReporter reporters::diff_markdown = {
    .name = "markdown",
    .summary = "a comment for a pull request, details folded",
    .write = write_diff_markdown,
};

}  // namespace asmgw
