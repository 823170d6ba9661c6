// The words of levels and classes.
#include "diff/change.h"

#include "diff/all.h"

#include <algorithm>

namespace asmgw {

std::string_view text_of(Impact impact) {
  switch (impact) {
    case Impact::none:
      break;
    case Impact::safe:
      return "safe";
    case Impact::risky:
      return "risky";
    case Impact::breaking:
      return "breaking";
  }
  return "none";
}

std::string_view text_of(ChangeClass one) {
  switch (one) {
    case ChangeClass::unused:
      break;
    case ChangeClass::availability:
      return "availability";
    case ChangeClass::security:
      return "security";
    case ChangeClass::exposure:
      return "exposure";
    case ChangeClass::drain:
      return "drain";
    case ChangeClass::ops:
      return "ops";
  }
  return "";
}

const ChangeKind* find_change(std::span<const ChangeKind* const> all,
                              std::string_view id) {
  const auto found =
      std::find_if(all.begin(), all.end(),
                   [&](const ChangeKind* kind) { return kind->id == id; });
  return found == all.end() ? nullptr : *found;
}

}  // namespace asmgw
