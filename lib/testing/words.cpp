// Options as a test writes them -> settings.
#include "testing/words.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace asmgw {

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

MeshSettings settings_of_words(const std::vector<std::string>& words) {
  AllSaid said;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    const std::string name = words[i].substr(0, equals);
    const auto setting = std::find_if(
        settings::all.begin(), settings::all.end(),
        [&](const Setting* one) { return one->names.ends_with(name); });
    if (setting == settings::all.end()) continue;
    const bool flag = (*setting)->form == SettingForm::flag ||
                      (*setting)->form == SettingForm::flag_or_list;
    std::string value = "true";
    if (equals != std::string::npos)
      value = words[i].substr(equals + 1);
    else if (!flag)
      value = words.at(++i);
    said[*setting].push_back({value, Giver::command_line, name, std::nullopt});
  }
  MeshSettings made;
  if (const auto fault = merge(said, made))
    throw std::invalid_argument(fault->message);
  return made;
}

}  // namespace asmgw
