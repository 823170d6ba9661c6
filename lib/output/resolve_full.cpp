// Answers for people: the outcome, then a paragraph for each step.
#include "base/text.h"
#include "output/catalogue.h"
#include "output/render_notes.h"
#include "output/resolve.h"
#include "output/terminal.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

constexpr std::string_view indent = "                  ";

std::string_view label_of(StepKind kind) {
  if (kind == StepKind::virtual_host) return "virtual host";
  return kind == StepKind::chain ? "filter chain" : text_of(kind);
}

class ResolutionText {
 public:
  ResolutionText(const Presentation& how, std::string& out)
      : paint_(how.colour), out_(out) {}

  void write(const Answered& one) {
    sources_ = &one.rendering.sources;
    out_ +=
        paint_(Tone::strong, at_line_start(visible(one.request.url))) + '\n';
    const Tone tone = one.answer.reached() ? Tone::info : Tone::error;
    out_ += "  " + paint_(tone, outcome_text(one.answer)) + '\n';
    out_ += "  on " + visible(one.workload.workload.id);
    if (!one.rendering.group.empty())
      out_ += " of group " + visible(one.rendering.group);
    out_ += "\n\n";
    std::size_t number = 0;
    for (const Step& step : one.answer.steps) write(step, ++number);
  }

  void write_notes(const std::vector<std::string>& notes) {
    for (const std::string& note : notes)
      out_ += fmt::format("\nnote: {}", visible(note));
    if (!notes.empty()) out_ += '\n';
  }

 private:
  void write(const Step& step, std::size_t number) {
    const std::string_view nothing = "nothing";
    const std::string chosen = visible(step.chosen);
    out_ += fmt::format("  {} {:<13} {}\n", number, label_of(step.kind),
                        chosen.empty() ? nothing : chosen);
    out_ += fmt::format("{}{}\n", indent, visible(step.why));
    if (step.range)
      out_ += fmt::format("{}{} {}\n", indent, paint_(Tone::frame, "-->"),
                          place(*step.range));
    for (const Rival& rival : step.rivals) write(rival);
  }

  void write(const Rival& rival) {
    out_ += fmt::format("{}not {}: {}", indent, visible(rival.name),
                        visible(rival.why));
    if (rival.range) out_ += fmt::format(" ({})", place(*rival.range));
    out_ += '\n';
  }

  [[nodiscard]] std::string place(Range range) const {
    return place_text(sources_->place(range));
  }

  const Sources* sources_ = nullptr;  ///< of the answer at hand
  Painter paint_;
  std::string& out_;
};

void write_resolve_full(const Resolution& resolution, const Presentation& how,
                        std::string& out) {
  ResolutionText writer(how, out);
  bool first = true;
  for (const Answered& one : resolution.answers) {
    if (!first) out += '\n';
    first = false;
    writer.write(one);
  }
  if (resolution.answers.empty()) out += "no workload, so nothing answers\n";
  writer.write_notes(notes_of(resolution));
}

/// What went wrong, for those who do not know the words.
std::string meaning_of(const Answer& answer) {
  const std::string_view reason = text_of(answer.reason);
  const OutcomeText* text =
      find_outcome(reason.empty() ? text_of(answer.outcome) : reason);
  return text ? fmt::format(": {}", text->summary) : "";
}

}  // namespace

std::string outcome_text(const Answer& answer) {
  std::string out(text_of(answer.outcome));
  if (answer.outcome == RequestOutcome::not_found)
    out = "404";
  else if (answer.status != 0)
    out += fmt::format(" {}", answer.status);
  if (!answer.location.empty()) out += ' ' + visible(answer.location);
  const bool same_word = text_of(answer.reason) == text_of(answer.outcome);
  if (answer.reason == Reason::redirect)
    out += " (httpsRedirect)";
  else if (answer.reason != Reason::none && !same_word)
    out += fmt::format(" ({})", text_of(answer.reason));
  std::string_view before = " ";
  for (const Cluster& one : answer.clusters) {
    out += fmt::format("{}{}", before, visible(one.name));
    if (one.weight) out += fmt::format("*{}", *one.weight);
    before = ", ";
  }
  if (!answer.reached()) out += meaning_of(answer);
  if (answer.grpc_status)
    out += fmt::format("; told to gRPC as 200 with grpc-status {}",
                       *answer.grpc_status);
  return out;
}

std::string explanation(const OutcomeText& outcome) {
  std::string out = fmt::format("{}: {}\n", outcome.word, outcome.summary);
  for (std::string_view text : {outcome.meaning, outcome.remedy}) {
    if (!text.empty()) out += '\n';
    for (const std::string& line : wrapped(text, 80)) out += line + '\n';
  }
  return out;
}

std::vector<std::string> notes_on(const Rendering& rendering) {
  std::vector<std::string> notes = notes_of(rendering);
  for (const Effective& one : rendering.workloads)
    for (const std::string& note :
         notes_without_policies(rendering, {&one, {}, {}, {}}))
      notes.push_back(rendering.workloads.size() == 1
                          ? note
                          : one.workload.id + ": " + note);
  return notes;
}

std::vector<std::string> notes_of(const Resolution& resolution) {
  std::vector<std::string> notes;
  for (const Rendering& one : resolution.renderings)
    for (const std::string& note : notes_on(one))
      notes.push_back(in_group(one, note));
  return notes;
}

constinit const ResolveReporter reporters::resolve_full = {
    .name = "full",
    .summary = "every step, with the places that decided",
    .write = write_resolve_full,
};

}  // namespace asmgw
