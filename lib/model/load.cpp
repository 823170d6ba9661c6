// The cheap look at a document, then the tree, then what kind of object it is.
#include "model/load.h"

#include "base/text.h"
#include "model/decode.h"
#include "model/glance.h"
#include "model/shape.h"
#include "model/template_marks.h"
#include "yaml/bytes.h"
#include "yaml/json.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

constexpr std::string_view group = "networking.istio.io";
constexpr std::array<std::string_view, 3> versions{"v1", "v1beta1", "v1alpha3"};

std::string_view glance_at_kind(std::string_view text) {
  return glance_at(text, "kind:", is_alphanumeric);
}

/// Not of a group that is known to have Gateways of its own, nor a blank that
/// somebody fills in.
bool is_unknown_api(std::string_view api_version) {
  const std::string_view its_group =
      api_version.substr(0, api_version.find('/'));
  return !its_group.ends_with(".k8s.io") &&
         api_version.find_first_of("{}$<") == std::string_view::npos;
}

bool is_near_group(std::string_view other) {
  return edit_distance(lower(other), group) <= 3;
}

class Loader {
 public:
  Loader(const SourceFile& file, FileId id, const LoadOptions& options,
         const std::function<void(LoadedObject&)>& take)
      : file_(file), id_(id), options_(options), take_(take) {}

  void load() {
    if (is_utf16(file_.text())) return load_utf16();
    for (const Chunk& chunk : split_documents(file_.text())) {
      if (chunk.stray_end > chunk.stray_begin) report_stray(chunk);
      for (const Chunk& part : split_json(chunk)) load_chunk(part);
    }
  }

 private:
  /// The JSON objects that a file begins with are documents of their own, as to
  /// kubectl; what stands behind belongs to the last.
  std::vector<Chunk> split_json(Chunk chunk) const {
    if (chunk.begin > 0) return {chunk};
    const auto ends = json_objects(file_.text().substr(0, chunk.end));
    if (ends.size() < 2) return {chunk};
    std::vector<Chunk> parts;
    parts.reserve(ends.size());
    for (std::uint32_t end : ends)
      parts.push_back({parts.empty() ? 0 : parts.back().end, end});
    parts.back().end = chunk.end;
    return parts;
  }

  Range range_of(Chunk chunk) const { return {id_, chunk.begin, chunk.end}; }

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
    if (!kind.empty() && !resembles_gateway(kind) && !is_list_kind(kind)) {
      pass_over(is_context_kind(kind) ? Outcome::context : Outcome::skipped,
                chunk, "another kind", kind);
      return;
    }
    const bool gateway = mentions_gateway(text);
    const bool istio = mentions(text, group);
    if (!gateway && !istio && !mentions(text, "\\")) {
      if (!has_content(text)) return;
      if (hides_gateway(chunk, text))
        return parse_chunk(chunk, text, true, true);
      pass_over(Outcome::skipped, chunk, "no Gateway in it", {});
      return;
    }
    parse_chunk(chunk, text, gateway, istio);
  }

  /// Kubernetes cannot read this, so that it never comes to the Gateway below.
  bool hides_gateway(Chunk chunk, std::string_view text) {
    if (!has_only_markers(text)) return false;
    // Once for all chunks of the file.
    if (!last_gateway_)
      last_gateway_ =
          std::min(last(file_.text(), group), last(file_.text(), "Gateway"));
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
    ++document_;
  }

  void skip(Range range, std::string_view reason) {
    LoadedObject skipped = object(Outcome::skipped, range, reason);
    take_(skipped);
  }

  void parse_chunk(Chunk chunk, std::string_view text, bool gateway,
                   bool istio) {
    Document document = read_document(file_, id_, chunk, options_.limits);
    for (Problem& problem : document.problems)
      if (problem.kind == ProblemKind::unread_rest)
        problem.found = std::to_string(last_line(document.tree));
    if (document.tree.empty() && document.problems.empty()) return;
    const bool named =
        istio ||
        (gateway && (mentions(text, "apiVersion") || mentions(text, "kind")));
    const auto ytt = find_ytt_mark(text);
    const auto helm = document.readable ? std::nullopt : find_helm_mark(text);
    const auto place = [&](const TemplateMark& mark) {
      return Range{id_, chunk.begin + static_cast<std::uint32_t>(mark.begin),
                   chunk.begin + static_cast<std::uint32_t>(mark.end)};
    };
    if (ytt) {
      note(ProblemKind::ytt_template, chunk, place(*ytt), "ytt template");
    } else if (helm) {
      note(ProblemKind::helm_template, chunk, place(*helm), "Helm template");
    } else if (!document.readable) {
      LoadedObject unreadable =
          object(named ? Outcome::unreadable : Outcome::skipped,
                 range_of(chunk), "not YAML, and no Gateway in it");
      unreadable.model.problems = std::move(document.problems);
      take_(unreadable);
    } else {
      std::optional<Problem> lost = lost_gateway(document, chunk, text);
      rest_told_ = false;
      load_root(document, chunk, gateway && istio);
      if (lost && !rest_told_) report_lost(chunk, std::move(*lost));
    }
    ++document_;
  }

  /// That the rest of a text is not read, if that takes a Gateway with it.
  static std::optional<Problem> lost_gateway(const Document& document,
                                             Chunk chunk,
                                             std::string_view text) {
    const auto problem = std::find_if(document.problems.begin(),
                                      document.problems.end(), is_unread_rest);
    if (problem == document.problems.end()) return std::nullopt;
    const std::string_view rest =
        text.substr(problem->range.begin - chunk.begin);
    const auto names_group = [](std::string_view where) {
      return mentions(where, "networking.istio.io/");
    };
    const bool whole = names_group(text) && mentions_kind_gateway(text);
    const bool part = names_group(rest) || mentions_kind_gateway(rest);
    return whole && part ? std::optional(*problem) : std::nullopt;
  }

  void report_lost(Chunk chunk, Problem problem) {
    LoadedObject lost = object(Outcome::unreadable, range_of(chunk));
    lost.model.problems.add(std::move(problem));
    take_(lost);
  }

  static bool is_unread_rest(const Problem& problem) {
    return problem.kind == ProblemKind::unread_rest;
  }

  /// Hands over an object, and notes if it tells of an unread rest.
  void give(LoadedObject& object) {
    const Problems& problems = object.model.problems;
    const bool judged = object.outcome == Outcome::gateway ||
                        object.outcome == Outcome::unreadable;
    rest_told_ |= object.outcome == Outcome::noted ||
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
    LoadedObject noted = object(Outcome::noted, range_of(chunk), reason);
    if (!noted_) {
      Problem& problem = noted.model.problems.add(kind);
      problem.range = place;
    }
    noted_ = true;
    give(noted);
  }

  void load_root(Document& document, Chunk chunk, bool ours) {
    const Tree& tree = document.tree;
    const NodeId root = 0;
    if (tree[root].kind != NodeKind::mapping) {
      load_bare_root(document, chunk, ours);
      return;
    }
    const std::string kind = text_at(tree, root, "kind");
    if (is_list_kind(kind)) {
      load_list(document, chunk);
      return;
    }
    load_object(tree, root, range_of(chunk), std::move(document.problems),
                std::nullopt);
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
    LoadedObject unreadable = object(Outcome::unreadable, range_of(chunk));
    unreadable.model.problems = std::move(document.problems);
    Problem& problem =
        unreadable.model.problems.add(ProblemKind::not_a_mapping);
    problem.range = {id_, tree[0].begin, tree[0].end};
    problem.found = tree[0].kind == NodeKind::sequence ? "a list" : "a scalar";
    give(unreadable);
  }

  void load_list(Document& document, Chunk chunk) {
    const Tree& tree = document.tree;
    const NodeId list = value_at(tree, 0, "items");
    const bool sequence =
        list != no_node && tree[tree.follow(list)].kind == NodeKind::sequence;
    std::vector<NodeId> all;
    if (sequence) all = items(tree, tree.follow(list));
    if (all.empty()) {
      skip(range_of(chunk), "an empty List");
      return;
    }
    // Each problem belongs to the item it stands in; others to the first.
    std::vector<Problems> problems(all.size(),
                                   Problems(options_.limits.findings));
    for (Problem& problem : document.problems) {
      const auto past = std::upper_bound(
          all.begin(), all.end(), problem.range.begin,
          [&](std::uint32_t at, NodeId id) { return at < tree[id].begin; });
      const auto slot = past == all.begin()
                            ? 0U
                            : static_cast<std::size_t>(past - all.begin()) - 1;
      problems[slot].add(std::move(problem));
    }
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const Range range{id_, tree[all[i]].begin, tree[all[i]].end};
      const NodeId item = tree.follow(all[i]);
      if (tree[item].kind == NodeKind::mapping)
        load_object(tree, item, range, std::move(problems[i]), i);
      else
        skip(range, "not an object");
    }
  }

  void load_object(const Tree& tree, NodeId mapping, Range range,
                   Problems problems, std::optional<std::uint32_t> item) {
    LoadedObject loaded = object(Outcome::gateway, range);
    loaded.model.problems = std::move(problems);
    name_object(tree, mapping, loaded.model.object);
    loaded.model.object.item = item;
    loaded.tree = &tree;
    loaded.node = mapping;
    classify(tree, mapping, loaded);
    if (loaded.outcome == Outcome::gateway && loaded.model.gateway) {
      const bool repaired = std::any_of(
          loaded.model.problems.begin(), loaded.model.problems.end(),
          [](const Problem& problem) { return problem.repaired; });
      if (repaired) {
        loaded.as_stored.emplace();
        decode_gateway(tree, mapping, id_, Repair::no, *loaded.as_stored);
      }
    }
    give(loaded);
  }

  /// What Helm fills in, where the file is of a chart.
  std::optional<Range> helm_action(Range range) const {
    if (options_.role != FileRole::chart_template) return std::nullopt;
    const auto mark = find_helm_action(
        file_.text().substr(range.begin, range.end - range.begin));
    if (!mark) return std::nullopt;
    return Range{id_, range.begin + static_cast<std::uint32_t>(mark->begin),
                 range.begin + static_cast<std::uint32_t>(mark->end)};
  }

  static void name_object(const Tree& tree, NodeId mapping, ObjectName& name) {
    const auto fill = [&](NodeId at, std::string_view key,
                          std::optional<std::string>& out) {
      std::string text = text_at(tree, at, key);
      if (!text.empty()) out = std::move(text);
    };
    fill(mapping, "apiVersion", name.api_version);
    fill(mapping, "kind", name.kind);
    NodeId metadata = value_at(tree, mapping, "metadata");
    if (metadata == no_node) return;
    metadata = tree.follow(metadata);
    if (tree[metadata].kind != NodeKind::mapping) return;
    fill(metadata, "name", name.name);
    fill(metadata, "namespace", name.namespace_);
  }

  void classify(const Tree& tree, NodeId mapping, LoadedObject& loaded) {
    Model& model = loaded.model;
    const std::string api_version = model.object.api_version.value_or("");
    const std::string kind = model.object.kind.value_or("");
    const std::size_t slash = api_version.find('/');
    const bool our_group = api_version.substr(0, slash) == group;
    const auto problem = [&](ProblemKind what, std::string_view key,
                             std::string found, std::string wanted) {
      Problem& added = model.problems.add(what);
      const Node& place = tree[place_of(tree, mapping, key)];
      added.range = {id_, place.begin, place.end};
      added.path = model.paths.field(root_path, key);
      added.found = std::move(found);
      added.wanted = std::move(wanted);
    };
    const auto leave = [&](Outcome outcome, std::string_view reason) {
      loaded.outcome = outcome;
      loaded.reason = reason;
    };
    if (our_group && resembles_gateway(kind) &&
        is_lost_indentation(tree, mapping)) {
      model.problems.clear();
      problem(ProblemKind::lost_indentation, "spec", {}, {});
      return;
    }
    if (kind == "Gateway" && (our_group || mentions(api_version, "{{"))) {
      if (const auto action = helm_action(loaded.range)) {
        model.problems.clear();
        if (!noted_)
          model.problems.add(ProblemKind::helm_template).range = *action;
        noted_ = true;
        leave(Outcome::noted, "Helm template");
        return;
      }
    }
    const bool shaped = has_servers(tree, mapping);
    if (kind != "Gateway") {
      if (our_group && resembles_gateway(kind))
        problem(ProblemKind::wrong_kind, "kind", kind, "Gateway");
      else if (our_group && kind.empty() && shaped)
        problem(ProblemKind::missing_kind, "kind", {}, "Gateway");
      else
        leave(is_context_kind(kind) ? Outcome::context : Outcome::skipped,
              "another kind");
      return;
    }
    if (api_version.empty() && shaped) {
      problem(ProblemKind::missing_api_version, "apiVersion", {},
              "networking.istio.io/v1");
      return;
    }
    if (!our_group && shaped && is_unknown_api(api_version)) {
      model.problems.clear();
      problem(ProblemKind::wrong_version, "apiVersion", api_version,
              is_near_group(api_version.substr(0, slash))
                  ? "networking.istio.io/v1"
                  : "");
      leave(Outcome::noted, "a Gateway of another API");
      return;
    }
    if (!our_group) {
      leave(Outcome::skipped, "a Gateway of another API");
      return;
    }
    const std::string version =
        slash == std::string::npos ? "" : api_version.substr(slash + 1);
    if (std::find(versions.begin(), versions.end(), version) ==
        versions.end()) {
      model.problems.clear();
      problem(ProblemKind::wrong_version, "apiVersion", api_version,
              "networking.istio.io/v1");
      return;
    }
    if (options_.role == FileRole::patch ||
        has_patch_directive(tree, mapping)) {
      model.problems.clear();
      problem(ProblemKind::kustomize_patch, "kind", {}, {});
      leave(Outcome::noted, "kustomize patch");
      return;
    }
    decode_gateway(tree, mapping, id_, Repair::yes, model);
  }

  const SourceFile& file_;
  FileId id_;
  const LoadOptions& options_;
  const std::function<void(LoadedObject&)>& take_;
  std::uint32_t document_ = 0;
  std::optional<std::size_t> last_gateway_;  ///< 0 if there is none
  bool noted_ = false;
  bool rest_told_ = false;  ///< of this chunk: somebody says what is not read
};

}  // namespace

bool is_list_kind(std::string_view kind) {
  return kind == "List" || kind == "GatewayList";
}

std::string_view glance_at_api_version(std::string_view text) {
  return glance_at(text, "apiVersion:", [](char c) {
    return is_alphanumeric(c) || c == '.' || c == '/' || c == '-';
  });
}

bool is_context_kind(std::string_view kind) {
  constexpr std::array<std::string_view, 11> kinds{
      "VirtualService", "Service",      "Secret",       "ConfigMap",
      "Deployment",     "DaemonSet",    "Pod",          "StatefulSet",
      "Namespace",      "IstioGateway", "ASMCredential"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void load_objects(const SourceFile& file, FileId id, const LoadOptions& options,
                  const std::function<void(LoadedObject&)>& take) {
  Loader(file, id, options, take).load();
}

}  // namespace asmgw
