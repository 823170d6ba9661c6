// What a text says of itself before it is parsed: cheap, and never sure; only
// where `may_hold_gateway` says no there is certainly none.
#pragma once

#include <string_view>

namespace asmgw {

/// Faster than `contains` for a whole file.
bool mentions(std::string_view text, std::string_view word);
/// False if no way of writing YAML or JSON makes of this text an object with
/// the kind `Gateway`, or a `GatewayList`, of our API group: one of the words
/// is missing, and nothing stands there that could spell its letters (escapes,
/// escaped line breaks, `!!binary`).
bool may_hold_gateway(std::string_view text);
/// `gateway` in any case.
bool mentions_gateway(std::string_view text);
/// The same of UTF-16: its letters with a NUL beside each.
bool mentions_gateway_in_utf16(std::string_view text);
/// `kind: Gateway`, also as JSON.
bool mentions_kind_gateway(std::string_view text);

/// The word on a line `key: Word` in column 0 (`key` has its colon), or "" if
/// there is no such line, more than one, it is no string, or a quote is open
/// where it stands: then only parsing can tell.
std::string_view glance_at(std::string_view text, std::string_view key,
                           bool (*in_word)(char));

/// Something beside blanks and comments.
bool has_content(std::string_view text);

/// Directives or lines of three dots, and nothing else but comments: what a
/// file is left with where it is split at the --- behind them.
bool has_only_markers(std::string_view text);

}  // namespace asmgw
