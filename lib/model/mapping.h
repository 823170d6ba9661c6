// A mapping of an object that is not ours to judge: values asked for by key.
// What is absent, null or of another type reads as nothing.
#pragma once

#include "model/context.h"
#include "yaml/read.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

class Mapping {
 public:
  /// `id` may be an alias, no mapping at all, or no_node: then it is empty.
  Mapping(const Tree& tree, NodeId id);

  /// The node is a mapping, if only `{}`.
  [[nodiscard]] bool given() const { return given_; }
  [[nodiscard]] const std::vector<Entry>& all() const& { return entries_; }
  const std::vector<Entry>& all() && = delete;  // it would dangle
  /// Key and value as written; both no_node if there is no such key.
  [[nodiscard]] Entry find(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const {
    return find(key).key != no_node;
  }

  [[nodiscard]] Mapping at(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::uint32_t number(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key) const;
  /// The items of the list under `key`; aliases are not followed.
  [[nodiscard]] std::vector<NodeId> list(std::string_view key) const;
  /// The strings in that list.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  [[nodiscard]] Labels labels(std::string_view key) const;

  [[nodiscard]] const Tree& tree() const { return *tree_; }

 private:
  const Tree* tree_;
  std::vector<Entry> entries_;
  bool given_ = false;
};

/// Written as null, or not written.
bool is_null(const Tree& tree, NodeId id);
/// The string that stands at `id`, an alias followed; nothing if it is none.
std::optional<std::string> string_at(const Tree& tree, NodeId id);
/// A whole number from 0 that fits.
std::optional<std::uint32_t> number_at(const Tree& tree, NodeId id);

}  // namespace asmgw
