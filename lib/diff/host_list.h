// The hosts of a server as a comparison sees them.
#pragma once

#include "diff/side.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct HostEntry {
  const SideServer* server = nullptr;
  const Field<std::string>* field = nullptr;
  std::string dns;    ///< lower case, without the namespace
  std::string scope;  ///< a namespace, or `*`
};

/// In order of writing; `*/*` replaces all others, as in istiod.
std::vector<HostEntry> host_entries(const SideServer& server);

/// `a.com moves` or `a.com and 2 more move`.
std::string goes(const std::vector<std::string>& hosts, std::string_view one,
                 std::string_view many);

/// What a fingerprint holds: who approves of some hosts does not approve of
/// others.
std::vector<std::string> subject_of(std::vector<std::string> hosts,
                                    const SideServer& server);

}  // namespace asmgw
