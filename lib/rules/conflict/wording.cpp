// Names of servers and lists of hosts for people.
#include "rules/conflict/wording.h"

#include "base/text.h"

#include <cstddef>

namespace asmgw {

std::string server_name(const Candidate& server) {
  return "servers[" + std::to_string(server.index) + ']';
}

std::string_view protocol_name(const Candidate& server) {
  return text_of(server.protocol);
}

void note_lost_hosts(Finding& found, const Merged& merged, ServerId dropped) {
  constexpr std::size_t shown = 8;
  const auto& contested = merged.fates[dropped].contested;
  std::size_t lost = 0;
  auto next = contested.begin();  // in the order of the hosts
  for (const ServedHost& host : merged.servers[dropped].hosts) {
    if (next != contested.end() && next->host == &host) {
      ++next;
      continue;
    }
    if (++lost <= shown) found.note(*host.field, "lost with it");
  }
  if (lost > shown)
    found.remark("{} more are lost with it", counted(lost - shown, "host"));
}

}  // namespace asmgw
