// What is worse is printed louder.
#pragma once

#include "diff/change.h"
#include "lint/rule.h"
#include "output/terminal.h"

namespace asmgw {

constexpr Tone tone_of(Severity severity) {
  if (severity == Severity::error) return Tone::error;
  return severity == Severity::warning ? Tone::warning : Tone::info;
}

constexpr Tone tone_of(Impact level) {
  if (level == Impact::breaking) return Tone::error;
  if (level == Impact::risky) return Tone::warning;
  return level == Impact::safe ? Tone::info : Tone::plain;
}

}  // namespace asmgw
