// GW0xx: YAML, duplicate keys, limits, unknown fields and types, envelope.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule banned_annotation;
extern const Rule unknown_field;

inline constexpr std::array<const Rule*, 2> reading_rules{
    &unknown_field,
    &banned_annotation,
};

}  // namespace asmgw::rules
