// What a check writes its findings into.
#pragma once

#include "lint/diagnostic.h"
#include "model/context.h"
#include "model/field.h"

#include <fmt/core.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

class Report;

/// One finding being written. Every call returns itself, so that a check reads
/// as one sentence; all do nothing where the finding is hidden.
class Finding {
 public:
  Finding(Report& report, std::size_t index, bool hidden, bool fixed)
      : report_(&report), index_(index), hidden_(hidden), fixed_(fixed) {}

  /// What happens at run time: one or two clauses, lower case, no full stop.
  template <class... A>
  Finding& consequence(fmt::format_string<A...> text, A&&... args) {
    if (!hidden_) set_consequence(text, fmt::make_format_args(args...));
    return *this;
  }
  /// What to do instead, in the imperative, with the text to type.
  template <class... A>
  Finding& fix(fmt::format_string<A...> text, A&&... args) {
    if (!hidden_) set_fix(text, fmt::make_format_args(args...));
    return *this;
  }
  /// Another place, marked in the report with this text.
  template <class... A>
  Finding& note(Range range, fmt::format_string<A...> text, A&&... args) {
    if (!hidden_) add_note(range, text, fmt::make_format_args(args...));
    return *this;
  }
  template <class T, class... A>
  Finding& note(const Field<T>& field, fmt::format_string<A...> text,
                A&&... args) {
    if (!hidden_) add_note(field.range, text, fmt::make_format_args(args...));
    return *this;
  }
  /// A remark without a place.
  template <class... A>
  Finding& remark(fmt::format_string<A...> text, A&&... args) {
    if (!hidden_) add_note(std::nullopt, text, fmt::make_format_args(args...));
    return *this;
  }
  /// An edit that carries out the fix; call `fix` first. `safe`: what was meant
  /// is certain.
  Finding& edit(Range range, std::string_view text, bool safe);
  /// Lowers the level for this case.
  Finding& at_most(Severity severity);
  /// Who minds, where it is not the rule's layer.
  Finding& layer(Layer layer);
  /// Replaces the rule's keys by those that this finding covers.
  Finding& covers(std::vector<std::string_view> keys);
  /// Adds a key to those.
  Finding& covers_too(std::string_view key);

 private:
  void set_consequence(fmt::string_view text, fmt::format_args args);
  void set_fix(fmt::string_view text, fmt::format_args args);
  void add_note(std::optional<Range> range, fmt::string_view text,
                fmt::format_args args);
  Diagnostic& target();

  Report* report_;
  std::size_t index_;
  bool hidden_;  ///< no part of the report: texts are not made
  bool fixed_;   ///< the user set the level
};

/// How many findings there are of each level.
struct LevelCounts {
  std::size_t errors = 0, warnings = 0, infos = 0;

  void add(Severity severity, std::size_t n = 1);
  [[nodiscard]] std::size_t sum() const { return errors + warnings + infos; }
};

/// The findings of one object. A rule that is off is not run at all; a finding
/// below the level that is shown is kept, but without text. Of those that are
/// shown, and of those that are not, at most `most` are kept; the rest is
/// counted.
class Report {
 public:
  Report(Severity shown, std::size_t most) : shown_(shown), most_(most) {}

  /// The object that the next findings are about.
  Report& about(const Model& model) {
    return about({&model.object, &model.paths,
                  model.gateway ? &*model.gateway : nullptr});
  }
  Report& about(const VirtualService& service) {
    return about({&service.head.object, &service.paths, nullptr});
  }
  Report& about(const Subject& subject) {
    subject_ = subject;
    return *this;
  }

  /// The rule whose check runs next, the level it has, and whether the user
  /// set that level (then `at_most` does not lower it).
  void begin(const Rule& rule, Severity severity, bool fixed);

  /// A finding at the value of a field; where it is absent or null, at the key
  /// of the mapping that lacks it.
  template <class T, class... A>
  Finding at(const Field<T>& field, fmt::format_string<A...> text,
             A&&... args) {
    return add(field.range, field.path, text, fmt::make_format_args(args...));
  }
  /// A finding at the key of a field, for what is wrong with its being there.
  template <class T, class... A>
  Finding at_key(const Field<T>& field, fmt::format_string<A...> text,
                 A&&... args) {
    return add(field.key, field.path, text, fmt::make_format_args(args...));
  }
  template <class... A>
  Finding at(const Problem& problem, fmt::format_string<A...> text,
             A&&... args) {
    return add(problem.range, problem.path, text,
               fmt::make_format_args(args...));
  }
  template <class... A>
  Finding at(Range range, PathId path, fmt::format_string<A...> text,
             A&&... args) {
    return add(range, path, text, fmt::make_format_args(args...));
  }

  std::vector<Diagnostic> take() { return std::move(found_); }
  /// What was found beyond `most`.
  [[nodiscard]] LevelCounts left_out() const;

 private:
  friend class Finding;
  Finding add(Range range, PathId path, fmt::string_view text,
              fmt::format_args args);

  Subject subject_;
  Severity shown_;
  const Rule* rule_ = nullptr;
  Severity severity_ = Severity::off;
  bool fixed_ = false;
  std::size_t most_;
  std::size_t kept_shown_ = 0, kept_hidden_ = 0;
  std::vector<Diagnostic> found_;
  Diagnostic spare_;  ///< the last one beyond `most`; `off` if there is none
  LevelCounts left_out_;  ///< without `spare_`
};

}  // namespace asmgw
