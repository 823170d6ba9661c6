// Words about a value that does not fit: what it is, why, what was meant.
#pragma once

#include "yaml/scalar.h"
#include "yaml/tree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace asmgw {

/// How a value is called in a message: `the number 443`, `a mapping`.
std::string describe(const Tree& tree, NodeId id);

/// Why a scalar is what it is, where that surprises: `on`, `0443`.
std::string surprise(const Tree& tree, NodeId id);

/// The text of a scalar that stands there itself, without alias, anchor or tag:
/// what an edit may replace. Nothing for all else.
std::optional<std::string_view> editable_text(const Tree& tree, NodeId id);

/// `text` in double quotes, or "" if it holds what would need escaping.
std::string quoted_scalar(std::string_view text);

/// A string read as a number by Istio's decoder, which takes off the quotes and
/// reads the rest as JSON: `443`, ` 80 `, but not `080`.
std::optional<std::uint32_t> lenient_number(std::string_view text);

/// The word of an enum that `text` stands for: case, `_` and a prefix left
/// aside (`1.2` is TLSV1_2), else the nearest, else "".
std::string_view meant_word(std::string_view text,
                            std::span<const std::string_view> known);

/// Letters and digits of `text` in lower case.
std::string folded_name(std::string_view text);

/// Names close enough that the one certainly stands for the other.
bool stands_for(std::string_view written, std::string_view known);

}  // namespace asmgw
