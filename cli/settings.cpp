// Options and keys of files -> MeshSettings.
#include "cli/settings.h"

#include <fmt/core.h>

namespace asmgw::cli {
void declare_settings(Options& options, AllSaid& said) {
  for (const Setting* setting : settings::all) {
    options.section(setting->section);
    options.setting(*setting, said);
  }
}

Error error_of(const SettingFault& fault, const Sources& sources) {
  return {fault.range ? at_place(sources, *fault.range, fault.message)
                      : fault.message};
}

Result<MeshSettings> settings_of(const AllSaid& said, const Sources& sources) {
  MeshSettings made;
  if (const auto fault = merge(said, made)) return error_of(*fault, sources);
  return made;
}

void say_judged_version(const MeshSettings& settings, Io& io) {
  if (settings.asked_version && *settings.asked_version > newest_version)
    say(io, fmt::format("Istio {} is newer than asmgw knows; judged as {}",
                        to_string(*settings.asked_version),
                        to_string(newest_version)));
}

}  // namespace asmgw::cli
