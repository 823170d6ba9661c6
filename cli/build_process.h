// How kustomize and helm are started: they fetch nothing and take over nothing
// that others have set for them.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// The program and its options; the folder of an overlay is the one word that
/// follows. An error: there is neither kustomize nor kubectl.
Result<std::vector<std::string>> kustomize_call();

/// The same of a chart; `values` are whole paths.
Result<std::vector<std::string>> helm_call(
    const std::vector<std::string>& values);

/// True of the variables that say where programs and their files lie.
bool build_inherits(std::string_view variable);

}  // namespace asmgw::cli
