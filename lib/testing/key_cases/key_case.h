// A manifest that has a key of man/rules.md, and such that come near.
#pragma once

#include <string_view>
#include <vector>

namespace asmgw::key_cases {

struct KeyCase {
  std::string_view key;
  std::string_view expected;             ///< rule and level
  std::string_view bad;                  ///< has it
  std::vector<std::string_view> good{};  ///< have not
  bool quic = false;
};

}  // namespace asmgw::key_cases
