// The classes of change as text, made from their records.
#pragma once

#include "diff/change.h"

#include <span>
#include <string>

namespace asmgw {

using ChangeKindList = std::span<const ChangeKind* const>;

std::string changes_table(ChangeKindList kinds);
std::string changes_json(ChangeKindList kinds);
/// The page of all classes, each in full.
std::string changes_markdown(ChangeKindList kinds);
/// What `asmgw explain` prints.
std::string explanation(const ChangeKind& kind);

}  // namespace asmgw
