// One function walks every message of the schema, one judges every value.
#include "model/schema_check.h"

#include "base/text.h"
#include "model/describe.h"
#include "model/duration.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace asmgw {
namespace {

const SchemaField* find_field(const SchemaObject& type, std::string_view name) {
  for (const SchemaField& field : type.fields)
    if (field.name == name) return &field;
  return nullptr;
}

std::string listed(std::span<const std::string_view> words,
                   std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? last : ", ";
    out += words[i];
  }
  return out;
}

class SchemaCheck {
 public:
  explicit SchemaCheck(FaultWriter& out) : out_(out) {}

  void check_object(NodeId id, Range key, PathId path,
                    const SchemaObject& type) {
    const Mapping mapping(tree(), id);
    if (!mapping.given()) return mistyped(id, path, "a mapping");
    std::vector<std::string_view> unknown;
    for (const Entry& entry : mapping.all()) {
      const SchemaField* field = find_field(type, out_.key_of(entry));
      if (!field || out_.version() < field->since) {
        say_unknown(entry, path, type, mapping, field);
        unknown.push_back(out_.key_of(entry));
      } else if (!is_null(tree(), entry.value)) {
        check_field(*field, entry, out_.paths().field(path, field->name));
      }
    }
    check_required(mapping, key, path, type, unknown);
    check_one_of(mapping, path, type);
  }

 private:
  const Tree& tree() { return out_.tree(); }

  void check_field(const SchemaField& field, const Entry& entry, PathId path) {
    switch (field.shape) {
      case SchemaShape::one:
        return check_value(field, entry.value, out_.range_of(entry.key), path);
      case SchemaShape::list:
        return check_list(field, entry.value, path);
      case SchemaShape::map:
        return check_map(field, entry.value, path);
    }
  }

  void check_list(const SchemaField& field, NodeId id, PathId path) {
    const NodeId list = tree().follow(id);
    if (tree()[list].kind != NodeKind::sequence)
      return mistyped(id, path, "a list");
    if (out_.is_open(id)) return;
    std::uint32_t index = 0;
    for (NodeId item : items(tree(), list))
      check_value(field, item, out_.head_of(item),
                  out_.paths().item(path, index++));
  }

  void check_map(const SchemaField& field, NodeId id, PathId path) {
    const Mapping map(tree(), id);
    if (!map.given()) return mistyped(id, path, "a mapping");
    for (const Entry& entry : map.all())
      if (!is_null(tree(), entry.value))
        check_value(field, entry.value, out_.range_of(entry.key),
                    out_.paths().written_field(path, out_.key_of(entry)));
  }

  void check_value(const SchemaField& field, NodeId id, Range key,
                   PathId path) {
    if (field.type == SchemaType::object)
      return check_object(id, key, path, *field.object);
    if (out_.is_open(id)) return;
    switch (field.type) {
      case SchemaType::object:
        break;
      case SchemaType::string:
        if (!string_at(tree(), id)) mistyped(id, path, "a string");
        break;
      case SchemaType::boolean:
        if (scalar(id).type != ScalarType::boolean || !is_scalar(id))
          mistyped(id, path, "a boolean (true or false)");
        break;
      case SchemaType::int32:
        return check_integer(id, path, -2147483648.0, 2147483647.0);
      case SchemaType::uint32:
        return check_integer(id, path, 0, 4294967295.0);
      case SchemaType::number:
        if (!is_number(id)) mistyped(id, path, "a number");
        break;
      case SchemaType::duration:
        return check_duration(id, path);
      case SchemaType::word:
        return check_word(field, id, path);
    }
  }

  [[nodiscard]] bool is_scalar(NodeId id) {
    return tree()[tree().follow(id)].kind == NodeKind::scalar;
  }
  [[nodiscard]] Scalar scalar(NodeId id) {
    if (!is_scalar(id)) return {};
    return read_scalar(tree(), tree()[tree().follow(id)]);
  }
  [[nodiscard]] bool is_number(NodeId id) {
    const ScalarType type = scalar(id).type;
    return type == ScalarType::integer || type == ScalarType::floating;
  }

  void check_integer(NodeId id, PathId path, double least, double most) {
    const double number = scalar(id).number;
    if (!is_number(id) || number != std::floor(number))
      return mistyped(id, path, "an integer");
    if (number < least || number > most)
      fault(id, path, fmt::format("{} is out of range", describe(tree(), id)),
            fmt::format("write {:.0f} to {:.0f}", least, most));
  }

  /// Durations are checked by the schema since 1.23; before that istiod could
  /// not read the object.
  void check_duration(NodeId id, PathId path) {
    const auto text = string_at(tree(), id);
    if (!text) return mistyped(id, path, "a string such as \"5s\"");
    const auto nanoseconds = parse_duration(*text);
    if (!nanoseconds)
      fault(id, path, fmt::format("{} is no duration", in_quotes(*text)),
            "write a number with a unit: 1h, 1m, 1s or 1ms");
    else if (*nanoseconds < 1'000'000)
      fault(id, path,
            fmt::format("the duration {} is below 1ms", in_quotes(*text)),
            "write 1ms or more, or remove the field");
  }

  void check_word(const SchemaField& field, NodeId id, PathId path) {
    const auto text = string_at(tree(), id);
    const std::string known = listed(field.words, " or ");
    if (!text) return mistyped(id, path, "one of " + known);
    if (std::find(field.words.begin(), field.words.end(), *text) !=
        field.words.end())
      return;
    const std::string_view meant = meant_word(*text, field.words);
    Problem& found = fault(
        id, path,
        fmt::format(
            "unknown {} {}{}", field.name, in_quotes(*text),
            meant.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", meant)),
        "write " + known);
    if (!meant.empty() && editable_text(tree(), id)) found.replacement = meant;
  }

  Problem& fault(NodeId id, PathId path, std::string wrong, std::string cure) {
    return out_.add(ProblemKind::route_schema, out_.range_of(id), path,
                    std::move(wrong), std::move(cure));
  }

  void mistyped(NodeId id, PathId path, std::string_view wanted) {
    if (out_.is_open(id)) return;
    const std::string why = surprise(tree(), id);
    Problem& found =
        fault(id, path,
              fmt::format("{} where {} is wanted{}", describe(tree(), id),
                          wanted, why.empty() ? "" : " (" + why + ")"),
              fmt::format("write {}", wanted));
    const auto text = editable_text(tree(), id);
    if (wanted != "a string" || !text || is_null(tree(), id)) return;
    found.replacement = quoted_scalar(*text);
    found.safe = tree().alias_visits == 0;
    if (!found.replacement.empty()) found.wanted = "write it in quotes";
  }

  void say_unknown(const Entry& entry, PathId path, const SchemaObject& type,
                   const Mapping& mapping, const SchemaField* newer) {
    const std::string_view name = out_.key_of(entry);
    const std::string_view near = newer ? "" : meant_by(name, type, mapping);
    std::string wrong = fmt::format("unknown field {}", in_quotes(name));
    std::string cure = "remove the field";
    if (newer) {
      wrong = fmt::format(
          "Istio {} does not know the field {}; {} is the first that does",
          to_string(out_.version()), in_quotes(name),
          first_release(newer->since));
      cure += ", or upgrade Istio";
    } else if (!near.empty()) {
      wrong += fmt::format(" (did you mean \"{}\"?)", near);
      cure = fmt::format("write {}", near);
    }
    Problem& found =
        out_.add(ProblemKind::route_unknown_field, out_.range_of(entry.key),
                 out_.paths().written_field(path, name), std::move(wrong),
                 std::move(cure));
    const auto text = editable_text(tree(), entry.key);
    if (near.empty() || !text) return;
    found.replacement = tree()[entry.key].style == Style::plain
                            ? std::string(near)
                            : quoted_scalar(near);
    found.safe =
        folded_name(name) == folded_name(near) && tree().alias_visits == 0;
  }

  /// A field that is not there yet and that the name comes near.
  [[nodiscard]] std::string_view meant_by(std::string_view name,
                                          const SchemaObject& type,
                                          const Mapping& mapping) const {
    std::vector<std::string_view> free;
    for (const SchemaField& field : type.fields)
      if (!mapping.has(field.name) && out_.version() >= field.since)
        free.push_back(field.name);
    return nearest(name, free);
  }

  void check_required(const Mapping& mapping, Range key, PathId path,
                      const SchemaObject& type,
                      std::span<const std::string_view> unknown) {
    if (out_.version() < virtual_service_schema::requires_fields) return;
    for (const SchemaField& field : type.fields) {
      if (!field.required || !is_null(tree(), mapping.find(field.name).value))
        continue;
      // A misspelt one is told of as an unknown field.
      out_.refuse();
      const std::string_view name = field.name;
      if (!nearest(name, unknown).empty()) continue;
      const bool null = mapping.has(name);
      out_.add(ProblemKind::route_schema, key, path,
               fmt::format("required field {} is {}", in_quotes(name),
                           null ? "null" : "missing"),
               fmt::format("add {}", name));
    }
  }

  void check_one_of(const Mapping& mapping, PathId path,
                    const SchemaObject& type) {
    const Entry* first = nullptr;
    for (const Entry& entry : mapping.all()) {
      const std::string_view name = out_.key_of(entry);
      if (std::find(type.one_of.begin(), type.one_of.end(), name) ==
              type.one_of.end() ||
          is_null(tree(), entry.value))
        continue;
      if (!first) {
        first = &entry;
        continue;
      }
      out_.add(ProblemKind::route_schema, out_.range_of(entry.key),
               out_.paths().field(path, find_field(type, name)->name),
               fmt::format("{} beside {}", name, out_.key_of(*first)),
               fmt::format("keep one of {}", listed(type.one_of, " and ")))
          .related.push_back({out_.range_of(first->key), "given here"});
      return;
    }
  }

  FaultWriter& out_;
};

}  // namespace

void check_schema(FaultWriter& out, NodeId id, Range key, PathId path,
                  const SchemaObject& type) {
  SchemaCheck(out).check_object(id, key, path, type);
}

bool has_unknown_field(const Mapping& mapping, const SchemaObject& type) {
  const Tree& tree = mapping.tree();
  return std::ranges::any_of(mapping.all(), [&](const Entry& entry) {
    return !find_field(type, tree.text(tree[tree.follow(entry.key)]));
  });
}

}  // namespace asmgw
