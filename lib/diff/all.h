// The list of classes of change. Each family has its header with one
// declaration a class; the records stand beside it, in files that are named
// after what differs: host_scope.cpp, ciphers.cpp.
#pragma once

#include "base/joined.h"
#include "diff/kinds/host.h"
#include "diff/kinds/merge.h"
#include "diff/kinds/object.h"
#include "diff/kinds/port.h"
#include "diff/kinds/protocol.h"
#include "diff/kinds/selector.h"
#include "diff/kinds/tls.h"

#include <span>
#include <string_view>

namespace asmgw {
namespace changes {

/// Every class, family by family.
inline constexpr auto all =
    joined(object, selector, port, protocol, host, tls, merge);

}  // namespace changes

/// The class of this id, or null.
const ChangeKind* find_change(std::span<const ChangeKind* const> all,
                              std::string_view id);

}  // namespace asmgw
