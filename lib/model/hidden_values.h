// What an alias brings from a Secret into another object.
#pragma once

#include "yaml/tree.h"

namespace asmgw {

/// Puts a placeholder for each text of a Secret, or below a key that holds key
/// material, that an alias elsewhere stands for: what becomes of it is not
/// known, and no finding can quote it.
void hide_secret_values(Tree& tree);

}  // namespace asmgw
