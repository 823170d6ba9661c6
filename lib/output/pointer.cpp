// Splits a JSON pointer and writes it as people do.
#include "output/pointer.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

std::string unescaped(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool escape = step[i] == '~' && i + 1 < step.size();
    out += escape ? (step[++i] == '1' ? '/' : '~') : step[i];
  }
  return out;
}

bool is_number(std::string_view step) {
  return !step.empty() && std::all_of(step.begin(), step.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

}  // namespace

std::string place_in_object(std::string_view pointer) {
  constexpr std::string_view servers = "/spec/servers/";
  if (pointer.substr(0, servers.size()) == servers) {
    pointer.remove_prefix(std::string_view("/spec").size());
    pointer = pointer.substr(0, pointer.find('/', servers.size() - 5));
  }
  std::string out;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (is_number(step))
      out += '[' + std::string(step) + ']';
    else
      out += (out.empty() ? "" : ".") + visible(unescaped(step));
  }
  return out;
}

}  // namespace asmgw
