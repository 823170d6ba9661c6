// What is told about sockets where `bind` is not quite one.
#pragma once

#include "base/text.h"

#include <string_view>

namespace asmgw {

/// What follows the scheme if someone wrote it in another way: `UNIX:///a`,
/// `unix:/a`, `uds:///a`, `/a`. Empty: no socket was meant.
inline std::string_view meant_path(std::string_view bind) {
  const std::size_t colon = bind.find(':');
  const std::string_view before = bind.substr(0, colon);
  if (colon != std::string_view::npos && (equal_ignoring_case(before, "unix") ||
                                          equal_ignoring_case(before, "uds")))
    bind.remove_prefix(colon + 1);
  while (bind.starts_with("//")) bind.remove_prefix(1);
  return bind.starts_with('/') || bind.starts_with('@') ? bind
                                                        : std::string_view();
}

}  // namespace asmgw
