// Reads single values of a tree; what does not fit becomes a Problem that says
// what stands there, why, and what was meant.
#pragma once

#include "model/gateway.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace asmgw {

class ValueReader {
 public:
  ValueReader(const Tree& tree, FileId file, Model& model)
      : tree_(tree), file_(file), model_(model) {}

 protected:
  [[nodiscard]] Range range_of(NodeId id) const;
  /// For an item that is a mapping its first key, else the item.
  [[nodiscard]] Range item_key(NodeId id) const;
  [[nodiscard]] std::string_view key_text(NodeId key) const;
  [[nodiscard]] bool is_null(NodeId id) const;

  /// Something is filled in there before it is applied: it has no value yet,
  /// and nothing is wrong with that.
  [[nodiscard]] bool is_placeholder(NodeId id) const;

  Problem& problem(ProblemKind kind, Range range, PathId path,
                   std::string found = {}, std::string wanted = {});
  /// A value that is not what the schema wants.
  Problem& mistyped(NodeId id, PathId path, std::string_view wanted);

  // False: not of that type, and a problem says so.
  bool read_string(NodeId id, PathId path, std::string& out);
  bool read(NodeId id, Field<std::string>& field);
  bool read(NodeId id, Field<bool>& field);
  bool read(NodeId id, Field<std::uint32_t>& field);
  /// The index of the word in `known`.
  std::optional<std::size_t> read_word(NodeId id, PathId path,
                                       std::span<const std::string_view> known);
  /// Something else where a list of strings should be.
  bool no_list(NodeId id, PathId path, bool of_strings);

  [[nodiscard]] const Tree& tree() const { return tree_; }
  [[nodiscard]] Model& model() { return model_; }

 private:
  static std::string kept(std::string_view text);
  [[nodiscard]] std::optional<Scalar> scalar(NodeId id) const;
  [[nodiscard]] std::string_view text_of(NodeId id) const;
  /// What to write instead, unless anchors or tags make the edit a riddle.
  void replace(Problem& found, NodeId id, std::string text, bool safe);
  bool no_string(NodeId id, PathId path, const std::optional<Scalar>& read);
  bool no_integer(NodeId id, PathId path, const std::optional<Scalar>& read);
  void no_word(NodeId id, PathId path, std::span<const std::string_view> known,
               const std::optional<Scalar>& read);

  const Tree& tree_;
  FileId file_;
  Model& model_;
};

}  // namespace asmgw
