// `--istio-version`.
#pragma once

#include "cli/command.h"
#include "model/version.h"

#include <string>

namespace asmgw::cli {

/// The release to judge by; "" is the newest known, and so is a newer one,
/// which is said.
Result<IstioVersion> judged_version(const std::string& wish, Io& io);

}  // namespace asmgw::cli
