// Two classes of change for tests of what is written of them.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::example_kinds {

inline constexpr std::array<ChangeExample, 1> examples{{{
    .variant = "HTTPS",
    .level = Impact::breaking,
    .older = "\n- port: {number: 443}\n  hosts: [a.example.com]",
    .newer = "{mode: SIMPLE}",
    .silent = "",
    .context = "",
    .options = "--istio-version 1.19",
}}};

inline constexpr ChangeKind removed = {
    .id = "host-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "host that nothing answers any more",
    .rationale = "No chain for the SNI.\n\nHandshakes are closed.",
    .source = "filter_chain_manager_impl.cc",
    .inverse = {"host-added"},
    .examples = examples,
};

inline constexpr ChangeKind added = {
    .id = "host-added",
    .level = Impact::safe,
    .classes = {},
    .summary = "host that nothing answered before",
    .rationale = "New.",
    .source = "",
    .inverse = {},
    .examples = {},
};

}  // namespace asmgw::example_kinds
