// What reading or decoding could not accept, and where. A Problem is never
// printed: a rule turns it into a finding.
#pragma once

#include "source/source.h"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A place inside an object, as field names and indexes; see Paths.
using PathId = std::uint32_t;
inline constexpr PathId root_path = 0;

/// The places of one object, each a step below its parent. Outlives the
/// document: its names are constants, or kept here, for all copies together.
class Paths {
 public:
  struct Step {
    PathId parent = root_path;
    std::uint32_t index = 0;  ///< meaningful if `name` has no data
    std::string_view name{};
  };

  Paths() { steps_.emplace_back(); }
  /// `name` is a constant.
  PathId field(PathId parent, std::string_view name) {
    return add({parent, static_cast<std::uint32_t>(name.size()),
                name.data() ? name.data() : ""});
  }
  /// `name` is any text, of which a copy is kept.
  PathId written_field(PathId parent, std::string_view name) {
    if (!names_) names_ = std::make_shared<std::forward_list<std::string>>();
    return field(parent, names_->emplace_front(name));
  }
  PathId item(PathId parent, std::uint32_t index) {
    return add({parent, index, nullptr});
  }
  [[nodiscard]] Step operator[](PathId id) const {
    const Stored& step = steps_[id];
    if (!step.name) return {step.parent, step.number, {}};
    return {step.parent, 0, {step.name, step.number}};
  }
  /// The steps from the root down to `id`.
  [[nodiscard]] std::vector<Step> down_to(PathId id) const;
  void clear() { steps_.resize(1); }

 private:
  /// A Step in less room: every field of every object has one.
  struct Stored {
    PathId parent = root_path;
    std::uint32_t number = 0;    ///< the index, or the length of the name
    const char* name = nullptr;  ///< null: an item
  };
  PathId add(Stored step) {
    steps_.push_back(step);
    return static_cast<PathId>(steps_.size() - 1);
  }

  std::vector<Stored> steps_;
  std::shared_ptr<std::forward_list<std::string>> names_;
};

/// A name as a step of a JSON pointer: `a/b` is `a~1b`.
std::string pointer_step(std::string_view name);
/// JSON pointer (RFC 6901) of a place: `/spec/servers/1/hosts/0`.
std::string json_pointer(const Paths& paths, PathId id);
/// The same for people: `spec.servers[1].hosts[0]`.
std::string field_path(const Paths& paths, PathId id);

enum class ProblemKind : std::uint8_t {
  // bytes and YAML
  file_too_large,
  not_utf8,           ///< `found`: the bytes
  utf16,              ///< a byte order mark of UTF-16 or UTF-32
  control_byte,       ///< `found`: its name
  inner_bom,          ///< a byte order mark that is not at the start
  separator_text,     ///< text behind `---`; `found`: the text
  syntax,             ///< `reason`: what is wrong; related: where it was opened
  foreign_syntax,     ///< the same of a Gateway of another API
  missing_separator,  ///< the second object of a document; related: the first
  too_deep,
  too_many_nodes,
  too_many_aliases,
  too_many_findings,  ///< `found`: how many are left out
  duplicate_key,      ///< `found`: the key; related: the first one
  unread_rest,    ///< text behind the end of a document; `found`: its last line
  not_a_mapping,  ///< a document that is a list or a scalar
  lost_indentation,
  // recognised and left alone
  helm_template,
  ytt_template,
  kustomize_patch,
  // envelope and schema (the API server)
  wrong_version,  ///< `found`: apiVersion; `wanted`: a served one, if any is
                  ///< near
  wrong_kind,     ///< `found`: kind; `wanted`: Gateway
  missing_api_version,
  missing_kind,
  unknown_field,      ///< `found`: its name; `wanted`: the nearest known, or ""
  unknown_in_status,  ///< the same, below `status`: since 1.24
  missing_field,      ///< `found`: its name
  wrong_type,         ///< `found`: what was read; `wanted`: the type
  unknown_word,  ///< an enum; `found`: the word; `wanted`: the nearest or ""
  number_range,  ///< outside 0..2^32-1
  list_size,     ///< `reason`: how many are allowed
  exclusive_fields,  ///< a CEL rule; `found`, `wanted`: the two fields
  bad_name,          ///< metadata.name that Kubernetes refuses
  bad_label,         ///< label key or value that Kubernetes refuses
  newer_field,       ///< `found`: a field; `wanted`: the first release with it
  octal_number,      ///< a number written in an unusual way; `found`: as read
  // a VirtualService; `reason`: what is wrong, `wanted`: what to do
  route_unknown_field,
  route_schema,   ///< the API server refuses it
  route_refused,  ///< Istio does
};

struct Related {
  Range range;
  std::string message;
};

struct Problem {
  ProblemKind kind{};
  Range range;
  std::string found{};   ///< what stands there, not yet quoted
  std::string wanted{};  ///< what would be right
  std::string reason{};  ///< free text, lower case, no full stop
  std::vector<Related> related{};
  PathId path = root_path;
  bool repaired = false;  ///< unknown_field: read as `wanted` all the same
  /// What Istio's own decoder, which is more lenient, makes of it: `443`. ""
  /// where it refuses too.
  std::string lenient{};
  /// unknown_field: where the API has this very name, "" if nowhere.
  std::string elsewhere{};
  /// What to write in place of `range`, "" if that is not known.
  std::string replacement{};
  bool safe = false;  ///< `replacement` is certainly what was meant
};

/// The problems of one document. Beyond `most` only their number is kept, so
/// that hostile input costs no more than it is worth.
class Problems {
 public:
  explicit Problems(std::size_t most = 10'000) : most_(most) {}

  /// A new problem to fill in; beyond `most` one that nobody will see.
  Problem& add(ProblemKind kind) {
    const bool full = list_.size() >= most_;
    left_out_ += full ? 1 : 0;
    if (full) spare_.assign(1, {});
    Problem& made = full ? spare_.front() : list_.emplace_back();
    made.kind = kind;
    return made;
  }
  void add(Problem problem) { add(problem.kind) = std::move(problem); }

  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }
  [[nodiscard]] auto begin() { return list_.begin(); }
  [[nodiscard]] auto end() { return list_.end(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const Problem& front() const { return list_.front(); }
  [[nodiscard]] const Problem& at(std::size_t i) const { return list_.at(i); }
  /// How many were added beyond `most`.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

  void clear() { *this = Problems(most_); }
  /// Takes back what was added since there were `size` of them.
  void truncate(std::size_t size) {
    list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(size), list_.end());
  }
  template <class Test>
  void remove_if(Test test) {
    std::erase_if(list_, test);
  }

 private:
  std::size_t most_;
  std::vector<Problem> list_;
  std::vector<Problem> spare_;  ///< one at most
  std::size_t left_out_ = 0;
};

}  // namespace asmgw
