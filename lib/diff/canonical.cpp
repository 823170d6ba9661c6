// Names and lengths before the values, so that no two servers share a text.
#include "diff/canonical.h"

#include "model/schema.h"
#include "model/values.h"

#include <fmt/core.h>

#include <algorithm>
#include <variant>

namespace asmgw {
namespace {

/// Writes what is given in the order of the schema, so that a field that the
/// schema comes to know is compared as well.
class CanonicalWriter {
 public:
  template <class M>
  void add_all(const M& object) {
    for (const Member<M>& member : Schema<M>::members)
      std::visit([&](auto slot) { add(member.name, object.*slot); },
                 member.slot);
  }

  void put(std::string_view name, std::string_view value) {
    text_ += fmt::format("{}={}:{}\n", name, value.size(), value);
  }

  std::string take() { return std::move(text_); }

  void add(std::string_view name, const Field<std::string>& field) {
    if (filled(field)) put(name, *field);
  }
  void add(std::string_view name, const Field<std::uint32_t>& field) {
    if (given(field)) put(name, std::to_string(*field));
  }
  void add(std::string_view name, const Field<bool>& field) {
    if (given(field) && *field) put(name, "true");
  }
  void add(std::string_view name, const Field<List<std::string>>& field) {
    for (const Field<std::string>& item : *field)
      put(name, given(item) ? *item : std::string());
  }
  void add(std::string_view name, const Field<StringMap>& field) {
    if (!field->empty()) put(name, canonical_text(*field));
  }
  template <class T>
  void add(std::string_view name, const Field<T>& field) {
    if (!given(field)) return;
    if constexpr (requires(T value) { words_of(value); }) {
      put(name, text_of(*field));
    } else {
      put(name, "");
      add_all(*field);
    }
  }
  template <class T>
  void add(std::string_view name, const Field<List<T>>& field) {
    for (const Field<T>& item : *field) {
      put(name, "");
      add_all(*item);
    }
  }

 private:
  std::string text_;
};

/// Looks at every field of the schema but those that are known.
class OtherFields {
 public:
  explicit OtherFields(std::span<const std::string_view> known)
      : known_(known) {}

  template <class M>
  void add_all(const M& object, const std::string& path) {
    for (const Member<M>& member : Schema<M>::members)
      std::visit(
          [&](auto slot) {
            add(member.name, object.*slot, path + std::string(member.name));
          },
          member.slot);
  }

  std::map<std::string, std::string> take() { return std::move(found_); }

 private:
  template <class T>
  void add(std::string_view name, const Field<T>& field,
           const std::string& path) {
    if constexpr (requires(const T& value) { Schema<T>::members; }) {
      add_all(*field, path + '.');
    } else if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      CanonicalWriter text;
      text.add(name, field);
      found_[path] = text.take();
    }
  }

  std::span<const std::string_view> known_;
  std::map<std::string, std::string> found_;
};

}  // namespace

std::map<std::string, std::string> other_fields(
    const Server& server, std::span<const std::string_view> known) {
  OtherFields fields(known);
  fields.add_all(server, "");
  return fields.take();
}

std::string canonical_text(const Server& server) {
  CanonicalWriter out;
  out.add_all(server);
  return out.take();
}

std::string canonical_text(const StringMap& map) {
  std::vector<std::string> lines;
  for (const Pair& one : map) {
    CanonicalWriter line;
    line.put(one.key, given(one.value) ? *one.value : std::string());
    lines.push_back(line.take());
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string canonical_text(const Spec& spec) {
  CanonicalWriter out;
  out.add_all(spec);
  return out.take();
}

}  // namespace asmgw
