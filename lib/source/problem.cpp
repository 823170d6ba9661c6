// Paths written out.
#include "source/problem.h"

#include <algorithm>

namespace asmgw {

std::vector<Paths::Step> Paths::down_to(PathId id) const {
  std::vector<Step> steps;
  for (; id != root_path; id = steps_[id].parent) steps.push_back((*this)[id]);
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::string pointer_step(std::string_view name) {
  std::string out;
  for (char c : name)
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  return out;
}

std::string json_pointer(const Paths& paths, PathId id) {
  std::string out;
  for (const Paths::Step& step : paths.down_to(id)) {
    out += '/';
    if (!step.name.data()) {
      out += std::to_string(step.index);
      continue;
    }
    out += pointer_step(step.name);
  }
  return out;
}

std::string field_path(const Paths& paths, PathId id) {
  std::string out;
  for (const Paths::Step& step : paths.down_to(id)) {
    if (!step.name.data()) {
      out += '[';
      out += std::to_string(step.index);
      out += ']';
      continue;
    }
    if (!out.empty()) out += '.';
    out += step.name;
  }
  return out;
}

}  // namespace asmgw
