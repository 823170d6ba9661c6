// One template walks every message of the schema; one overload reads each type.
#include "model/decode.h"

#include "base/text.h"
#include "model/describe.h"
#include "model/elsewhere.h"
#include "model/names.h"
#include "model/schema.h"
#include "model/status.h"
#include "model/template_marks.h"
#include "model/value_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace asmgw {
namespace {

class Decoder : ValueReader {
 public:
  Decoder(const Tree& tree, FileId file, Repair repair, Model& model)
      : ValueReader(tree, file, model), repair_(repair) {}

  template <class M>
  void read_message(NodeId mapping, Range key, PathId path, M& out) {
    std::vector<Entry> unknown;
    for (const Entry& entry : entries(tree(), mapping)) {
      const std::string_view name = key_text(entry.key);
      const Member<M>* member = find_member<M>(name);
      if (member)
        read_member(*member, model().paths.field(path, member->name), entry,
                    Given::yes, out);
      else if (!is_other<M>(name))
        unknown.push_back(entry);
    }
    std::vector<Entry> strange;
    for (const Entry& entry : unknown)
      if (!read_misspelt(entry, path, out)) strange.push_back(entry);
    for (const Entry& entry : strange) report_strange(entry, path, out);
    for (const Member<M>& member : Schema<M>::members)
      settle(member, key, path, out);
  }

 private:
  template <class M>
  static const Member<M>* find_member(std::string_view name) {
    for (const Member<M>& member : Schema<M>::members)
      if (member.name == name) return &member;
    return nullptr;
  }

  template <class M>
  static bool is_other(std::string_view name) {
    if constexpr (requires { Schema<M>::others; })
      return std::find(Schema<M>::others.begin(), Schema<M>::others.end(),
                       name) != Schema<M>::others.end();
    else
      return false;
  }

  template <class M>
  void read_member(const Member<M>& member, PathId path, const Entry& entry,
                   Given as, M& out) {
    std::visit(
        [&](auto slot) {
          auto& field = out.*slot;
          field.path = path;
          field.key = range_of(entry.key);
          field.range = range_of(entry.value);
          if (member.since != IstioVersion{})
            problem(ProblemKind::newer_field, field.key, field.path,
                    std::string(member.name), first_release(member.since));
          if (is_null(entry.value)) {
            field.given = Given::null;
            field.range = field.key;
            return;
          }
          field.given = as;
          if (!read(entry.value, field) && !is_name<M>(field))
            field.given = Given::unreadable;
          if (given(field)) check_member(member, field);
        },
        member.slot);
  }

  /// A name of this object or another is there, be its text filled in later.
  template <class M, class T>
  static bool is_name(const Field<T>& field) {
    if constexpr ((std::is_same_v<M, Metadata> ||
                   std::is_same_v<M, Tls>)&&std::is_same_v<T, std::string>)
      return holds_placeholder(field.value);
    return false;
  }

  /// What the schema asks of a readable value beside its type.
  template <class M, class T>
  void check_member(const Member<M>& member, const Field<T>& field) {
    if constexpr (requires { field.value.size(); }) {
      const std::size_t size = field.value.size();
      if (member.max_items > 0 && (size == 0 || size > member.max_items))
        problem(ProblemKind::list_size, field.range, field.path,
                std::string(member.name),
                fmt::format("1 to {}", member.max_items))
            .reason = std::to_string(size);
    }
  }

  /// A slip of the pen: read as the field it stands for, and reported.
  template <class M>
  bool read_misspelt(const Entry& entry, PathId path, M& out) {
    const std::string_view name = key_text(entry.key);
    const std::string_view near = nearest(name, free_names(out));
    const bool fits = !near.empty() && stands_for(name, near);
    const bool same = fits && folded_name(name) == folded_name(near);
    if (!fits || (!same && !elsewhere(name).empty())) return false;
    if (repair_ == Repair::no) return false;
    const bool repaired = read_repaired<M>(near, entry, path, out);
    if (!repaired) overlook(*find_member<M>(near), entry, path, out);
    Problem& found = unknown<M>(entry, path, near);
    found.repaired = repaired;
    found.safe = same && tree().alias_visits == 0;
    return true;
  }

  /// The field is there, though nobody can say with what.
  template <class M>
  void overlook(const Member<M>& member, const Entry& entry, PathId path,
                M& out) {
    std::visit(
        [&](auto slot) {
          auto& field = out.*slot;
          field.given = Given::unreadable;
          field.key = field.range = range_of(entry.key);
          field.path = path;
        },
        member.slot);
  }

  /// A field of another mapping, or one that the API does not have at all.
  template <class M>
  void report_strange(const Entry& entry, PathId path, M& out) {
    const std::string_view name = key_text(entry.key);
    bool moved = repair_ == Repair::yes && read_misplaced(entry, path, out);
    std::string_view near = other_word(Schema<M>::name, name);
    if (near.empty()) near = other_spelling<M>(name);
    std::string place = near.empty() ? elsewhere(name) : std::string();
    if (near.empty() && place.empty()) near = nearest(name, free_names(out));
    if (near.empty() && place.empty()) near = nearest(name, all_names<M>());
    if (near.empty() && place.empty() && read_as_label(entry, path, out)) {
      place = "spec.selector";
      moved = true;
    }
    Problem& found = unknown<M>(entry, path, near);
    found.repaired = moved;
    found.elsewhere = near.empty() ? std::move(place) : std::string();
    const Member<M>* member = near.empty() ? nullptr : find_member<M>(near);
    if (member && given_in(*member, out) != Given::absent) {
      found.replacement.clear();
      found.related.push_back({key_of(*member, out), "given here"});
    }
  }

  /// The field of this mapping that is `name` but for case and `_`.
  template <class M>
  static std::string_view other_spelling(std::string_view name) {
    const std::string folded = folded_name(name);
    for (const Member<M>& member : Schema<M>::members)
      if (folded_name(member.name) == folded) return member.name;
    return {};
  }

  template <class M>
  Problem& unknown(const Entry& entry, PathId path, std::string_view near) {
    const std::string_view name = key_text(entry.key);
    Problem& found = problem(ProblemKind::unknown_field, range_of(entry.key),
                             model().paths.written_field(path, name),
                             std::string(name), std::string(near));
    found.reason = std::string(Schema<M>::name);
    const auto text = editable_text(tree(), entry.key);
    if (text && !near.empty())
      found.replacement = tree()[entry.key].style == Style::plain
                              ? std::string(near)
                              : quoted_scalar(near);
    if (is_proto_name(name, near)) found.lenient = std::string(near);
    return found;
  }

  /// `credential_name` of credentialName: Istio's decoder takes both.
  static bool is_proto_name(std::string_view written, std::string_view name) {
    std::string snake;
    for (char c : name) {
      const bool upper = c >= 'A' && c <= 'Z';
      if (upper) snake += '_';
      snake += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return written == snake && snake != name;
  }

  template <class M>
  static std::vector<std::string_view> all_names() {
    std::vector<std::string_view> names;
    names.reserve(Schema<M>::members.size());
    for (const Member<M>& member : Schema<M>::members)
      names.push_back(member.name);
    return names;
  }

  template <class M>
  static std::vector<std::string_view> free_names(const M& out) {
    std::vector<std::string_view> names;
    for (const Member<M>& member : Schema<M>::members)
      if (given_in(member, out) == Given::absent) names.push_back(member.name);
    return names;
  }

  template <class M>
  static Given given_in(const Member<M>& member, const M& out) {
    return std::visit([&](auto slot) { return (out.*slot).given; },
                      member.slot);
  }

  template <class M>
  static Range key_of(const Member<M>& member, const M& out) {
    return std::visit([&](auto slot) { return (out.*slot).key; }, member.slot);
  }

  /// A field one level too high (`credentialName` beside `tls`, `servers`
  /// beside `spec`) is read where it belongs, if it is not there already.
  bool read_misplaced(const Entry& entry, PathId path, Gateway& out) {
    return move_into(entry, path, out.spec) ||
           move_into(entry, path, out.metadata);
  }
  bool read_misplaced(const Entry& entry, PathId path, Server& out) {
    if (move_into(entry, path, out.tls)) return true;
    const bool outdented = out.port.given == Given::null;
    if (!move_into(entry, path, out.port)) return false;
    // All of the port's fields stand a level too high, `name` among them.
    if (outdented && given(out.name)) {
      out.port->name = out.name;
      out.port->name.given = Given::repaired;
      found_after_all("name", path);
    }
    return true;
  }
  /// What tls would be is not known of servers that have none of their own.
  bool read_misplaced(const Entry& entry, PathId, Spec& out) {
    if (key_text(entry.key) == "tls")
      for (Field<Server>& server : *out.servers) overlook_tls(*server);
    return false;
  }
  bool read_misplaced(const Entry& entry, PathId, Port&) {
    tls_in_port_ |= key_text(entry.key) == "tls";
    return false;
  }
  template <class M>
  bool read_misplaced(const Entry&, PathId, M&) {
    return false;
  }

  static void overlook_tls(Server& server) {
    if (server.tls.given == Given::absent) server.tls.given = Given::unreadable;
  }

  /// A label beside an empty `selector` instead of below it.
  bool read_as_label(const Entry& entry, PathId path, Spec& out) {
    Field<StringMap>& selector = out.selector;
    const bool outdented = selector.given == Given::null || labels_outdented_;
    Pair label;
    label.key = key_text(entry.key);
    label.value.path = model().paths.written_field(path, label.key);
    label.value.key = range_of(entry.key);
    label.value.range = range_of(entry.value);
    const std::size_t problems = model().problems.size();
    const bool text =
        outdented &&
        tree()[tree().follow(entry.value)].kind == NodeKind::scalar &&
        read_string(entry.value, label.value.path, *label.value);
    model().problems.truncate(problems);
    if (!text) return false;
    if (repair_ == Repair::no) return true;
    label.value.given = selector.given = Given::repaired;
    labels_outdented_ = true;
    selector->push_back(std::move(label));
    return true;
  }
  template <class M>
  bool read_as_label(const Entry&, PathId, M&) {
    return false;
  }

  template <class M>
  bool move_into(const Entry& entry, PathId path, Field<M>& child) {
    if (child.given == Given::unreadable) return false;
    const std::string wanted = folded_name(key_text(entry.key));
    for (const Member<M>& member : Schema<M>::members) {
      if (folded_name(member.name) != wanted) continue;
      const Given before = given_in(member, *child);
      if (before != Given::absent ||
          !read_repaired<M>(member.name, entry, path, *child))
        return false;
      adopt(entry, member.name, path, child);
      return true;
    }
    return false;
  }

  /// `child` now has a field that stands outside of it.
  template <class M>
  void adopt(const Entry& entry, std::string_view name, PathId path,
             Field<M>& child) {
    found_after_all(name, child.path);
    if (given(child)) return;
    child.given = Given::repaired;
    child.key = child.range = range_of(entry.key);
    child.path = path;
    for (const Member<M>& member : Schema<M>::members)
      settle(member, child.key, path, *child);
  }

  void found_after_all(std::string_view name, PathId path) {
    model().problems.remove_if([&](const Problem& p) {
      return p.kind == ProblemKind::missing_field && p.path == path &&
             p.found == name;
    });
  }

  /// Reads the value as that of `name`; what does not fit is not repaired. The
  /// API server does not look into it, so what is wrong inside is not said yet.
  template <class M>
  bool read_repaired(std::string_view name, const Entry& entry, PathId path,
                     M& out) {
    const Member<M>& member = *find_member<M>(name);
    const std::size_t problems = model().problems.size();
    read_member(member, model().paths.written_field(path, key_text(entry.key)),
                entry, Given::repaired, out);
    model().problems.truncate(problems);
    return std::visit(
        [&](auto slot) {
          const bool repaired = (out.*slot).given == Given::repaired;
          if (!repaired) out.*slot = {};
          return repaired;
        },
        member.slot);
  }

  /// Absent fields point at the mapping that lacks them; a required one that
  /// is absent or null is a problem.
  template <class M>
  void settle(const Member<M>& member, Range key, PathId path, M& out) {
    std::visit(
        [&](auto slot) {
          auto& field = out.*slot;
          if (field.given == Given::absent) {
            field.key = field.range = key;
            field.path = path;
          }
          if (member.required && absent(field))
            problem(ProblemKind::missing_field, field.key, field.path,
                    std::string(member.name))
                .reason = field.given == Given::null ? "null" : "";
        },
        member.slot);
  }

  template <class T>
  bool read_word(NodeId id, Field<T>& field) {
    const auto& words = words_of(T{});
    std::array<std::string_view, words_of(T{}).size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) known[i] = words[i].text;
    const auto index = ValueReader::read_word(id, field.path, known);
    if (!index) return false;
    const auto& word = words[*index];
    field.value = word.value;
    if (word.since != IstioVersion{})
      problem(ProblemKind::newer_field, field.range, field.path,
              std::string(word.text), first_release(word.since));
    return true;
  }
  using ValueReader::read;
  bool read(NodeId id, Field<TlsMode>& field) { return read_word(id, field); }
  bool read(NodeId id, Field<TlsVersion>& field) {
    return read_word(id, field);
  }

  template <class T>
  bool read(NodeId id, Field<List<T>>& field) {
    const NodeId list = tree().follow(id);
    if (tree()[list].kind != NodeKind::sequence)
      return no_list(id, field.path, std::is_same_v<T, std::string>);
    const std::vector<NodeId> all = items(tree(), list);
    field.value.reserve(all.size());
    for (NodeId item : all) {
      const auto index = static_cast<std::uint32_t>(field.value.size());
      Field<T>& added = field.value.emplace_back();
      added.path = model().paths.item(field.path, index);
      added.range = range_of(item);
      added.key = item_key(item);
      added.given = read(item, added) ? Given::yes : Given::unreadable;
    }
    return true;
  }

  bool read(NodeId id, Field<StringMap>& field) {
    const NodeId map = tree().follow(id);
    if (is_placeholder(id)) return false;
    if (tree()[map].kind != NodeKind::mapping)
      return mistyped(id, field.path, "a mapping of strings"), false;
    for (const Entry& entry : entries(tree(), map)) {
      Pair& pair = field.value.emplace_back();
      pair.key = key_text(entry.key);
      pair.value.path =
          model().paths.written_field(field.path, key_text(entry.key));
      pair.value.key = range_of(entry.key);
      pair.value.range = range_of(entry.value);
      if (is_null(entry.value)) {
        pair.value.given = Given::null;
        continue;
      }
      pair.value.given = read_string(entry.value, pair.value.path, *pair.value)
                             ? Given::yes
                             : Given::unreadable;
    }
    return true;
  }

  template <class M>
  requires requires { Schema<M>::members; }
  bool read(NodeId id, Field<M>& field) {
    const NodeId mapping = tree().follow(id);
    if (is_placeholder(id)) return false;
    if (tree()[mapping].kind != NodeKind::mapping) {
      Problem& found = mistyped(id, field.path, "a mapping");
      if (is_null(id)) found.lenient = "an empty mapping";
      return false;
    }
    read_message(mapping, field.key, field.path, *field);
    if constexpr (std::is_same_v<M, Server>)
      if (std::exchange(tls_in_port_, false)) overlook_tls(*field);
    if constexpr (std::is_same_v<M, Tls>) check_exclusive(*field);
    if constexpr (std::is_same_v<M, Metadata>) check_metadata(*field);
    return true;
  }

  /// The schema's CEL rules: presence counts, not content. One problem, at the
  /// last of the fields that exclude each other.
  void check_exclusive(const Tls& tls) {
    if (!given(tls.credential_names)) return;
    const bool files = given(tls.tls_certificates);
    const bool name = given(tls.credential_name);
    if (!files && !name) return;
    Problem& found =
        problem(ProblemKind::exclusive_fields, tls.credential_names.key,
                tls.credential_names.path, "credentialNames",
                name ? "credentialName" : "tlsCertificates");
    if (name) found.related.push_back({tls.credential_name.key, "given here"});
    if (files)
      found.related.push_back({tls.tls_certificates.key, "given here"});
  }

  void check_metadata(const Metadata& metadata) {
    if (metadata.name.given == Given::yes && !metadata.name->empty() &&
        !is_dns_subdomain(*metadata.name) && !holds_placeholder(*metadata.name))
      problem(ProblemKind::bad_name, metadata.name.range, metadata.name.path,
              *metadata.name);
    if (metadata.labels.given != Given::yes) return;
    for (const auto& [key, value] : *metadata.labels) {
      if (!is_qualified_name(key) && !holds_placeholder(key))
        problem(ProblemKind::bad_label, value.key, value.path, key).reason =
            "key";
      if (given(value) && !is_label_value(*value) && !holds_placeholder(*value))
        problem(ProblemKind::bad_label, value.range, value.path, *value)
            .reason = "value";
    }
  }

  Repair repair_;
  bool tls_in_port_ = false;       ///< of the server that is being read
  bool labels_outdented_ = false;  ///< labels of the selector stand beside it
};

}  // namespace

void decode_gateway(const Tree& tree, NodeId node, FileId file, Repair repair,
                    Model& model) {
  const NodeId mapping = tree.follow(node);
  const Node& root = tree[mapping];
  const NodeId first = root.next > mapping + 1 ? mapping + 1 : mapping;
  const Range key{file, tree[first].begin, tree[first].end};
  model.gateway = std::make_shared<Gateway>();
  Decoder(tree, file, repair, model)
      .read_message(mapping, key, root_path, *model.gateway);
  read_status(tree, mapping, file, model);
}

}  // namespace asmgw
