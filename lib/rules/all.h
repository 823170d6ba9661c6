// The list of rules. Each family has its header with one declaration and one
// entry a rule; the rules are one file each in the folder of that name.
#pragma once

#include "lint/rule.h"
#include "rules/binding.h"
#include "rules/conflict.h"
#include "rules/host.h"
#include "rules/reading.h"
#include "rules/redirect.h"
#include "rules/server.h"
#include "rules/tls.h"

#include <array>
#include <cstddef>

namespace asmgw::rules {

namespace detail {

template <std::size_t... N>
constexpr auto joined(const std::array<const Rule*, N>&... lists) {
  std::array<const Rule*, (N + ...)> all{};
  std::size_t i = 0;
  const auto append = [&](const auto& list) {
    for (const Rule* rule : list) all[i++] = rule;
  };
  (append(lists), ...);
  return all;
}

}  // namespace detail

/// Every rule, in the order of the ids.
inline constexpr auto all =
    detail::joined(reading_rules, server_rules, host_rules, tls_rules,
                   redirect_rules, conflict_rules, binding_rules);

}  // namespace asmgw::rules
