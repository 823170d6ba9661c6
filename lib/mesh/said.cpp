// What is said of settings, by several givers -> MeshSettings.
#include "mesh/settings.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

using Words = std::vector<std::string>;

/// A value, or each part of a list with commas.
Words parts_of(const Setting& setting, const std::string& text) {
  if (setting.form != SettingForm::list &&
      setting.form != SettingForm::flag_or_list)
    return {text};
  Words parts;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

/// What the strongest giver said; of a setting with one value its last word.
std::span<const Said> that_count(const Setting& setting,
                                 std::span<const Said> all) {
  const auto weaker = [](const Said& a, const Said& b) {
    return a.giver < b.giver;
  };
  const Giver strongest =
      std::max_element(all.begin(), all.end(), weaker)->giver;
  const auto from = std::find_if(all.begin(), all.end(), [&](const Said& one) {
    return one.giver == strongest;
  });
  const auto to = std::find_if(
      from, all.end(), [&](const Said& one) { return one.giver != strongest; });
  const bool one_counts =
      setting.form == SettingForm::one || setting.form == SettingForm::flag;
  return {one_counts ? std::prev(to) : from, to};
}

}  // namespace

std::optional<SettingFault> merge(const AllSaid& said, MeshSettings& into) {
  into.said = said;
  for (const Setting* setting : settings::all) {
    const auto found = said.find(setting);
    if (found == said.end() || found->second.empty()) continue;
    for (const Said& one : that_count(*setting, found->second))
      for (const std::string& part : parts_of(*setting, one.text))
        if (std::string wrong = setting->read(part, into); !wrong.empty())
          return SettingFault{one.range, one.name + ": " + wrong};
  }
  return std::nullopt;
}

SettingFault fault_of(const MeshSettings& settings, const Setting& setting,
                      std::string_view value, std::string_view message) {
  const auto found = settings.said.find(&setting);
  if (found != settings.said.end())
    for (const Said& one : that_count(setting, found->second))
      if (one.text == value)
        return {one.range, fmt::format("{}{}", one.name, message)};
  return {std::nullopt, fmt::format("{}{}", setting.names, message)};
}

std::vector<std::pair<const Setting*, std::vector<std::string>>> file_values(
    const MeshSettings& settings) {
  const MeshSettings usual;
  std::vector<std::pair<const Setting*, Words>> all;
  for (const Setting* setting : settings::all) {
    if (setting->file_key.empty()) continue;
    Words values = setting->write(settings);
    if (values != setting->write(usual))
      all.emplace_back(setting, std::move(values));
  }
  return all;
}

}  // namespace asmgw
