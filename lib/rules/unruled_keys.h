// Keys that stand in no rule's record, and why.
#pragma once

#include <array>
#include <string_view>

namespace asmgw::rules {

struct UnruledKey {
  std::string_view key, why;
};

inline constexpr std::array<UnruledKey, 3> unruled_keys{{
    {"L16",
     "no finding: TLS servers of different names share a port as they should"},
    {"L26",
     "added to GW401, GW402, GW404 and GW405 where only the Service leads "
     "both ports to one"},
    {"L40",
     "added to GW401, GW404 and GW405 where a Gateway of another namespace "
     "wins against one of the gateway pods' own"},
}};

}  // namespace asmgw::rules
