// The rules as text, made from their records.
#pragma once

#include "lint/rule.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

using RuleList = std::span<const Rule* const>;

std::string rules_table(RuleList rules);
std::string rules_json(RuleList rules);
/// The page man/rules.md: every rule in full, then which rule covers a key.
std::string rules_markdown(RuleList rules);
/// What `asmgw explain` prints.
std::string explanation(const Rule& rule);

/// The words of a list that are used.
std::vector<std::string_view> words(const Keys& keys);
/// `1.22 and newer`, `1.16 to 1.21`, or "" where every release is meant.
std::string releases(const Rule& rule);
/// An example without its first line break.
std::string_view example_text(std::string_view example);
/// The paragraphs of a rationale as lines of at most `width` columns.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace asmgw
