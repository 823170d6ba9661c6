// What the rules on conflicts say in the same words.
#pragma once

#include "lint/report.h"
#include "listen/meeting.h"
#include "listen/merge.h"

#include <string>
#include <string_view>

namespace asmgw {

/// `servers[3]`
std::string server_name(const Candidate& server);
/// `HTTPS`: the protocol as Istio spells it.
std::string_view protocol_name(const Candidate& server);

/// What follows when Envoy refuses a listener.
inline constexpr std::string_view refused_listener =
    "Envoy refuses the listener: running pods keep the old one, so that "
    "changes to this port do not arrive; new pods have none and never become "
    "ready";

/// Marks up to eight hosts that go down with a dropped server: those that are
/// not contested.
void note_lost_hosts(Finding& found, const Merged& merged, ServerId dropped);

}  // namespace asmgw
