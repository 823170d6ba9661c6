// The settings of the mesh, for all commands that look at one.
#pragma once

#include "cli/command.h"
#include "cli/options.h"
#include "mesh/settings.h"
#include "source/source.h"

namespace asmgw::cli {

/// Declares every setting.
void declare_settings(Options& options, AllSaid& said);

Error error_of(const SettingFault& fault, const Sources& sources);

/// What counts of it. The error of a value in a file, which is one of
/// `sources`, has its place.
Result<MeshSettings> settings_of(const AllSaid& said, const Sources& sources);

/// Says that a release is newer than those that are known, where it is.
void say_judged_version(const MeshSettings& settings, Io& io);

}  // namespace asmgw::cli
