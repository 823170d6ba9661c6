// What is worth saying beside the data, as sentences.
#pragma once

#include "output/render_view.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Of all inputs: what was assumed, what was not rendered.
std::vector<std::string> notes_of(const Rendering& rendering);

/// Of one workload: its own notes, Gateways that lint refuses, refused
/// listeners, and what lint finds; `infos`: of rules that only inform, too.
std::vector<std::string> notes_of(const Rendering& rendering,
                                  const WorkloadView& view, bool infos = false);
/// The same for who names the policies that meet a request.
std::vector<std::string> notes_without_policies(const Rendering& rendering,
                                                const WorkloadView& view,
                                                bool infos = false);

/// `envs/dev: note` where there are several groups.
std::string in_group(const Rendering& rendering, const std::string& note);

/// `name`, `file` or `timestamp`: what the Gateways were ordered by in the end.
std::string_view order_used(const Mesh& mesh, Order order);

}  // namespace asmgw
