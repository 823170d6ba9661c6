// What a Gateway says, as text that does not depend on how it is written.
#pragma once

#include "model/gateway.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace asmgw {

/// Every value of the server in a fixed order; equal for servers that the API
/// server stores alike.
std::string canonical_text(const Server& server);
/// Selector (sorted) and servers in their order.
std::string canonical_text(const Spec& spec);
/// The fields of a server whose names are none of `known`, by their path
/// (`tls.caCrl`), each as such a text; fields that hold others are followed.
std::map<std::string, std::string> other_fields(
    const Server& server, std::span<const std::string_view> known);
/// Labels and annotations, sorted.
std::string canonical_text(const StringMap& map);

}  // namespace asmgw
