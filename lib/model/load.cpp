// The cheap look at a document, then the tree, then what kind of object it is.
#include "model/load.h"

#include "base/text.h"
#include "model/classify.h"
#include "model/decode.h"
#include "model/document_faults.h"
#include "model/glance.h"
#include "model/kinds.h"
#include "model/shape.h"
#include "model/template_marks.h"
#include "yaml/bytes.h"
#include "yaml/json.h"
#include "yaml/plain_blocks.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <array>
#include <utility>

namespace asmgw {
namespace {

std::string_view glance_at_kind(std::string_view text) {
  return glance_at(text, "kind:", is_alphanumeric);
}

class Loader {
 public:
  Loader(const SourceFile& file, FileId id, const LoadOptions& options,
         const std::function<void(LoadedObject&)>& take)
      : file_(file), id_(id), options_(options), take_(take) {}

  void load() {
    if (is_utf16(file_.text())) return load_utf16();
    if (is_json_stream(file_.text())) json_ = json_objects(file_.text());
    for (const Chunk& chunk : split_documents(file_.text())) {
      if (chunk.stray_end > chunk.stray_begin) report_stray(chunk);
      for (const Chunk& part : split_json(chunk)) load_chunk(part);
    }
  }

 private:
  /// The JSON objects that a file begins with are documents of their own, as to
  /// kubectl; what stands behind belongs to the last.
  std::vector<Chunk> split_json(Chunk chunk) const {
    if (chunk.begin > 0 || !json_ || json_->size() < 2) return {chunk};
    std::vector<Chunk> parts;
    parts.reserve(json_->size());
    for (std::uint32_t end : *json_)
      parts.push_back({parts.empty() ? 0 : parts.back().end, end});
    parts.back().end = chunk.end;
    return parts;
  }

  /// Where kubectl stops to read, as it has begun to read JSON and finds none.
  [[nodiscard]] std::uint32_t end_of_json() const {
    return json_->empty() ? 0 : json_->back();
  }

  Range range_of(Chunk chunk) const { return {id_, chunk.begin, chunk.end}; }
  Range range_of(Chunk chunk, const TemplateMark& mark) const {
    return {id_, chunk.begin + static_cast<std::uint32_t>(mark.begin),
            chunk.begin + static_cast<std::uint32_t>(mark.end)};
  }

  LoadedObject object(Outcome outcome, Range range,
                      std::string_view reason = {}) const {
    LoadedObject made;
    made.outcome = outcome;
    made.range = range;
    made.reason = reason;
    made.model.object.document = document_;
    made.model.problems = Problems(options_.limits.findings);
    return made;
  }

  /// No --- is found in it: one document, to be refused.
  void load_utf16() {
    const std::string_view text = file_.text();
    const Chunk whole{0, static_cast<std::uint32_t>(text.size())};
    if (!mentions_gateway_in_utf16(text))
      return skip(range_of(whole), "UTF-16, and no Gateway in it");
    LoadedObject unreadable = object(Outcome::unreadable, range_of(whole));
    unreadable.model.problems =
        read_document(file_, id_, whole, options_.limits).problems;
    take_(unreadable);
  }

  void report_stray(Chunk chunk) {
    const Range range{id_, chunk.stray_begin, chunk.stray_end};
    LoadedObject stray = object(Outcome::unreadable, range);
    Problem& problem = stray.model.problems.add(ProblemKind::separator_text);
    problem.range = range;
    problem.found =
        file_.is_secret(range.begin)
            ? "…"
            : file_.text().substr(range.begin, range.end - range.begin);
    take_(stray);
  }

  void load_chunk(Chunk chunk) {
    const std::string_view text =
        file_.text().substr(chunk.begin, chunk.end - chunk.begin);
    const std::string_view kind = glance_at_kind(text);
    const bool other =
        !kind.empty() && !resembles_gateway(kind) && !is_list_kind(kind);
    const bool possible = may_hold_gateway(text);
    if (other && !possible && !is_judged(kind, text)) {
      if (is_broken(chunk, kind, text))
        pass_over_broken(chunk, kind);
      else
        pass_over_kind(chunk, kind);
      ++document_;
      return;
    }
    const bool gateway = mentions_gateway(text);
    const bool istio = mentions(text, istio_group);
    if (!gateway && !istio && !possible) {
      if (!has_content(text)) return;
      if (hides_gateway(chunk, text))
        return parse_chunk(chunk, text, {true, true, true});
      pass_over(Outcome::skipped, chunk, "no Gateway in it", {});
      ++document_;
      return;
    }
    parse_chunk(chunk, text, {gateway, istio, possible, other ? kind : ""});
  }

  /// What decides must be YAML, whether anything refers to it or not.
  [[nodiscard]] bool is_broken(Chunk chunk, std::string_view kind,
                               std::string_view text) {
    const std::string_view version = glance_at_api_version(text);
    const Kind* known = version.empty() ? nullptr : find_kind(version, kind);
    return known && decides(known->as) && options_.role == FileRole::manifest &&
           !is_plainly_readable(text) && !find_helm_mark(text) &&
           !contains(text, "{%") && !contains(text, "<%") &&
           !read_with_placeholders(file_, id_, chunk, options_.limits, plain_)
                .readable;
  }

  /// Whoever takes the object looks at what it says.
  [[nodiscard]] bool is_judged(std::string_view kind,
                               std::string_view text) const {
    return kind == "VirtualService" && options_.role == FileRole::manifest &&
           mentions(text, istio_group);
  }

  /// As if it were not parsed: its `kind:` line says the truth, or Kubernetes
  /// cannot read it.
  void pass_over_kind(Chunk chunk, std::string_view kind) {
    pass_over(is_counted(kind) ? Outcome::context : Outcome::skipped, chunk,
              "another kind", kind);
  }

  void pass_over_broken(Chunk chunk, std::string_view kind) {
    LoadedObject broken = object(Outcome::skipped, range_of(chunk), "not YAML");
    broken.glimpsed = kind;
    broken.broken = true;
    take_(broken);
  }

  /// Kubernetes cannot read this, so that it never comes to the Gateway below.
  bool hides_gateway(Chunk chunk, std::string_view text) {
    if (!has_only_markers(text)) return false;
    // Once for all chunks of the file.
    if (!last_gateway_)
      last_gateway_ = std::min(last(file_.text(), istio_group),
                               last(file_.text(), "Gateway"));
    return *last_gateway_ > chunk.end;
  }

  /// Where `word` stands last, behind its first byte; 0 if nowhere.
  static std::size_t last(std::string_view text, std::string_view word) {
    return text.rfind(word) + 1;
  }

  /// A document that is not parsed.
  void pass_over(Outcome outcome, Chunk chunk, std::string_view reason,
                 std::string_view kind) {
    LoadedObject unparsed = object(outcome, range_of(chunk), reason);
    unparsed.glimpsed = kind;
    take_(unparsed);
  }

  void skip(Range range, std::string_view reason) {
    LoadedObject skipped = object(Outcome::skipped, range, reason);
    take_(skipped);
  }

  /// What the text of a chunk says before it is parsed.
  struct Glance {
    bool gateway = false, istio = false;  ///< words that stand in it
    bool possible = false;                ///< see may_hold_gateway
    std::string_view other_kind{};  ///< as its `kind:` line says it, if no ours
  };

  void parse_chunk(Chunk chunk, std::string_view text, const Glance& glance) {
    Document document =
        read_with_placeholders(file_, id_, chunk, options_.limits, plain_);
    for (Problem& problem : document.problems)
      if (problem.kind == ProblemKind::unread_rest)
        problem.found = std::to_string(last_line(document.tree));
    if (document.readable && document.tree.empty()) return;
    if (!document.readable)
      load_unreadable(document, chunk, text, glance);
    else if (is_of_kind(document.tree, glance.other_kind) &&
             !is_judged(glance.other_kind, text))
      pass_over_kind(chunk, glance.other_kind);
    else
      load_readable(
          document, chunk, text,
          glance.gateway && glance.istio && glance.other_kind.empty());
    ++document_;
  }

  void load_readable(Document& document, Chunk chunk, std::string_view text,
                     bool ours) {
    std::optional<Problem> lost = lost_gateway(document, chunk, text);
    rest_told_ = false;
    const bool rest = std::any_of(document.problems.begin(),
                                  document.problems.end(), is_unread_rest);
    if (ours && !rest && json_ && end_of_json() < chunk.end)
      report_no_json(chunk);
    if (const auto ytt = find_ytt_mark(text))
      document.problems.add(ProblemKind::ytt_template).range =
          range_of(chunk, *ytt);
    if (ours && document.tree.duplicates) report_joined(document, chunk);
    load_root(document, chunk, ours);
    if (lost && !rest_told_) report_lost(chunk, std::move(*lost));
  }

  /// Two objects in one mapping, as a --- is forgotten: the last value of each
  /// key stands, and the first object is lost.
  void report_joined(Document& document, Chunk chunk) {
    std::optional<Problem> problem = take_joined(document, id_);
    if (!problem) return;
    LoadedObject joined = object(Outcome::unreadable, range_of(chunk));
    joined.model.problems.add(std::move(*problem));
    give(joined);
  }

  /// What Kubernetes could read, and we do not, is never a template.
  void load_unreadable(Document& document, Chunk chunk, std::string_view text,
                       const Glance& glance) {
    const bool readable = is_limit(document) || is_json(chunk);
    if (!readable && is_judged(glance.other_kind, text) &&
        !find_helm_mark(text))
      return pass_over_broken(chunk, glance.other_kind);
    if (!readable && !glance.other_kind.empty())
      return pass_over_kind(chunk, glance.other_kind);
    const auto helm = readable ? std::nullopt : find_helm_mark(text);
    if (helm) {
      note(ProblemKind::helm_template, chunk, range_of(chunk, *helm),
           "Helm template");
      return;
    }
    if (!readable && is_of_other_api(text))
      return note_foreign(document, chunk);
    const bool named = glance.istio ||
                       (glance.gateway && (mentions(text, "apiVersion") ||
                                           mentions(text, "kind"))) ||
                       (readable && glance.possible);
    LoadedObject unreadable =
        object(named ? Outcome::unreadable : Outcome::skipped, range_of(chunk),
               "not YAML, and no Gateway in it");
    unreadable.model.problems = std::move(document.problems);
    if (!named) unreadable.glimpsed = "";
    take_(unreadable);
  }

  /// Kubernetes cannot read it, and it is a Gateway of somebody else.
  void note_foreign(Document& document, Chunk chunk) {
    LoadedObject foreign = object(Outcome::left_alone, range_of(chunk),
                                  "not YAML; a Gateway of another API");
    if (!document.problems.empty()) {
      Problem& problem =
          foreign.model.problems.add(ProblemKind::foreign_syntax);
      problem = document.problems.front();
      problem.kind = ProblemKind::foreign_syntax;
    }
    give(foreign);
  }

  [[nodiscard]] bool is_json(Chunk chunk) const {
    return json_ && std::binary_search(json_->begin(), json_->end(), chunk.end);
  }

  /// A file that begins as JSON and goes on as something else: once. What
  /// stands behind the JSON is judged all the same, for not all read as
  /// kubectl.
  void report_no_json(Chunk chunk) {
    if (std::exchange(no_json_told_, true)) return;
    LoadedObject unread = object(Outcome::unreadable, range_of(chunk));
    const std::uint32_t at = std::max(end_of_json(), chunk.begin);
    constexpr std::string_view why =
        "kubectl takes a file that begins with a brace for JSON and reads "
        "nothing from here on, as this is none; begin the file with \"---\"";
    if (json_->empty()) {
      add_syntax(at, unread, std::string(why));
    } else {
      Problem& problem = unread.model.problems.add(ProblemKind::unread_rest);
      problem.range = {id_, at, at + 1};
      problem.found = std::to_string(file_.line_of(json_->back() - 1));
      problem.reason = why;
    }
    take_(unread);
  }

  void report_lost(Chunk chunk, Problem problem) {
    LoadedObject lost = object(Outcome::unreadable, range_of(chunk));
    lost.model.problems.add(std::move(problem));
    take_(lost);
  }

  /// Hands over an object, and notes if it tells of an unread rest.
  void give(LoadedObject& object) {
    const Problems& problems = object.model.problems;
    const bool judged = object.outcome == Outcome::gateway ||
                        object.outcome == Outcome::unreadable;
    rest_told_ |= object.outcome == Outcome::left_alone ||
                  (judged && std::any_of(problems.begin(), problems.end(),
                                         is_unread_rest));
    take_(object);
  }

  /// The line on which the root node ends.
  std::uint32_t last_line(const Tree& tree) const {
    const std::uint32_t end = tree.empty() ? 0 : tree[0].end;
    return file_.line_of(end > 0 ? end - 1 : 0);
  }

  /// One note for a template, however many documents it makes.
  void note(ProblemKind kind, Chunk chunk, Range place,
            std::string_view reason) {
    LoadedObject noted = object(Outcome::left_alone, range_of(chunk), reason);
    if (kind == ProblemKind::helm_template && makes_gateway(chunk))
      noted.model.object.kind = "Gateway";
    if (!noted_) {
      Problem& problem = noted.model.problems.add(kind);
      problem.range = place;
    }
    noted_ = true;
    give(noted);
  }

  [[nodiscard]] bool makes_gateway(Chunk chunk) const {
    const std::string_view text =
        file_.text().substr(chunk.begin, chunk.end - chunk.begin);
    return mentions_kind_gateway(text) && mentions(text, istio_group);
  }

  void load_root(Document& document, Chunk chunk, bool ours) {
    const Tree& tree = document.tree;
    const NodeId root = 0;
    if (tree[root].kind != NodeKind::mapping) {
      load_bare_root(document, chunk, ours);
      return;
    }
    if (const auto list = list_items(tree, root)) {
      load_list(document, chunk, *list, ours);
    } else if (is_list_kind(text_at(tree, root, "kind"))) {
      skip(range_of(chunk), "an empty List");
    } else {
      load_object(tree, {root, {}, {}}, range_of(chunk),
                  std::move(document.problems), std::nullopt);
    }
  }

  /// A list or a scalar where an object should be.
  void load_bare_root(Document& document, Chunk chunk, bool ours) {
    const Tree& tree = document.tree;
    const bool null = tree[0].kind == NodeKind::scalar &&
                      read_scalar(tree, tree[0]).type == ScalarType::null;
    if (!ours || null) {
      skip(range_of(chunk), "not an object");
      return;
    }
    if (is_json_patch(tree)) {
      note(ProblemKind::kustomize_patch, chunk,
           {id_, tree[1].begin, tree[1].end}, "JSON patch");
      return;
    }
    if (tree[0].kind == NodeKind::sequence && !lists_gateways(tree))
      return skip(range_of(chunk), "a list that holds no manifest");
    LoadedObject unreadable = object(Outcome::unreadable, range_of(chunk));
    unreadable.model.problems = std::move(document.problems);
    add_not_a_mapping(tree, 0, {id_, tree[0].begin, tree[0].end}, unreadable);
    give(unreadable);
  }

  static void add_not_a_mapping(const Tree& tree, NodeId node, Range range,
                                LoadedObject& unreadable) {
    Problem& problem =
        unreadable.model.problems.add(ProblemKind::not_a_mapping);
    problem.range = range;
    problem.found =
        tree[node].kind == NodeKind::sequence ? "a list" : "a scalar";
  }

  void load_list(Document& document, Chunk chunk,
                 const std::vector<ListItem>& all, bool ours) {
    const Tree& tree = document.tree;
    if (all.empty()) {
      skip(range_of(chunk), "an empty List");
      return;
    }
    // Each problem belongs to the item it stands in; others to the first.
    std::vector<Problems> problems(all.size(),
                                   Problems(options_.limits.findings));
    for (Problem& problem : document.problems) {
      const auto past =
          std::upper_bound(all.begin(), all.end(), problem.range.begin,
                           [&](std::uint32_t at, const ListItem& item) {
                             return at < tree[item.node].begin;
                           });
      const auto slot = past == all.begin()
                            ? 0U
                            : static_cast<std::size_t>(past - all.begin()) - 1;
      problems[slot].add(std::move(problem));
    }
    for (std::uint32_t i = 0; i < all.size(); ++i)
      load_item(tree, all[i], std::move(problems[i]), i, ours);
  }

  void load_item(const Tree& tree, ListItem from, Problems problems,
                 std::uint32_t number, bool ours) {
    const Range range{id_, tree[from.node].begin, tree[from.node].end};
    from.node = tree.follow(from.node);
    const bool mapping = tree[from.node].kind == NodeKind::mapping;
    if (mapping && !has_items(tree, from.node))
      return load_object(tree, from, range, std::move(problems), number);
    if (!ours)
      return skip(range, mapping ? "a list in a List" : "not an object");
    LoadedObject unreadable = object(Outcome::unreadable, range);
    if (mapping)
      add_syntax(range.begin, unreadable,
                 "kubectl refuses a list with a list in it, and with it all of "
                 "this document");
    else
      add_not_a_mapping(tree, from.node, range, unreadable);
    give(unreadable);
  }

  void add_syntax(std::uint32_t at, LoadedObject& unreadable,
                  std::string reason) const {
    Problem& problem = unreadable.model.problems.add(ProblemKind::syntax);
    problem.range = {id_, at, at + 1};
    problem.reason = std::move(reason);
  }

  void load_object(const Tree& tree, const ListItem& from, Range range,
                   Problems problems, std::optional<std::uint32_t> item) {
    LoadedObject loaded = object(Outcome::gateway, range);
    loaded.model.problems = std::move(problems);
    loaded.model.object.item = item;
    loaded.tree = &tree;
    loaded.node = from.node;
    classify(tree, from, id_, options_.role, loaded);
    if (loaded.outcome == Outcome::gateway && loaded.model.gateway) {
      const OpenValues open = open_values(tree, from.node);
      if (open.action)
        return leave_template(std::move(loaded), tree[*open.action]);
      loaded.model.placeholders.count = open.placeholders;
      if (open.first)
        loaded.model.placeholders.first = {id_, tree[*open.first].begin,
                                           tree[*open.first].end};
    }
    if (wraps_gateway(loaded, item.has_value())) {
      loaded.outcome = Outcome::left_alone;
      loaded.reason = "a Gateway under another key";
    }
    if (loaded.outcome == Outcome::gateway && loaded.model.gateway) {
      const bool repaired = std::any_of(
          loaded.model.problems.begin(), loaded.model.problems.end(),
          [](const Problem& problem) { return problem.repaired; });
      if (repaired) {
        loaded.as_stored.emplace();
        decode_gateway(tree, from.node, id_, Repair::no, *loaded.as_stored);
      }
    }
    give(loaded);
  }

  /// Helm or Jinja makes YAML of it; that it is YAML before is by chance.
  void leave_template(LoadedObject loaded, const Node& action) {
    LoadedObject noted =
        object(Outcome::left_alone, loaded.range, "Helm template");
    noted.model.object = std::move(loaded.model.object);
    if (!std::exchange(noted_, true))
      noted.model.problems.add(ProblemKind::helm_template).range = {
          id_, action.begin, action.end};
    give(noted);
  }

  /// No object of Kubernetes, but what some program will take one out of.
  [[nodiscard]] bool wraps_gateway(const LoadedObject& loaded,
                                   bool item) const {
    const ObjectName& name = loaded.model.object;
    return !item && loaded.outcome == Outcome::skipped && !name.kind &&
           !name.api_version &&
           makes_gateway({loaded.range.begin, loaded.range.end, 0, 0}) &&
           holds_gateway(*loaded.tree, loaded.node);
  }

  const SourceFile& file_;
  FileId id_;
  const LoadOptions& options_;
  const std::function<void(LoadedObject&)>& take_;
  std::uint32_t document_ = 0;
  std::shared_ptr<const SourceFile> plain_;  ///< see read_with_placeholders
  std::optional<std::size_t> last_gateway_;  ///< 0 if there is none
  std::optional<std::vector<std::uint32_t>> json_;  ///< ends of its objects
  bool no_json_told_ = false;
  bool noted_ = false;
  bool rest_told_ = false;  ///< of this chunk: somebody says what is not read
};

}  // namespace

bool is_list_kind(std::string_view kind) { return kind.ends_with("List"); }

std::string_view glance_at_api_version(std::string_view text) {
  return glance_at(text, "apiVersion:", [](char c) {
    return is_alphanumeric(c) || c == '.' || c == '/' || c == '-';
  });
}

void load_objects(const SourceFile& file, FileId id, const LoadOptions& options,
                  const std::function<void(LoadedObject&)>& take) {
  Loader(file, id, options, take).load();
}

}  // namespace asmgw
