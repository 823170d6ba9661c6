// The list of rules. Each family has its header with one declaration and one
// entry a rule; the rules are one file each in the folder of that name.
#pragma once

#include "base/joined.h"
#include "lint/rule.h"
#include "rules/binding.h"
#include "rules/conflict.h"
#include "rules/host.h"
#include "rules/reading.h"
#include "rules/redirect.h"
#include "rules/server.h"
#include "rules/tls.h"

namespace asmgw::rules {

/// Every rule, in the order of the ids.
inline constexpr auto all =
    joined(reading_rules, server_rules, host_rules, tls_rules, redirect_rules,
           conflict_rules, binding_rules);

}  // namespace asmgw::rules
