// Tables and character classes of istio pkg/config/validation.
#include "model/route_values.h"

#include "base/text.h"
#include "model/host.h"
#include "model/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace asmgw {
namespace {

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view one) {
  return std::find(words.begin(), words.end(), one) != words.end();
}

std::string fault_of_length(std::string_view text) {
  if (text.empty()) return "the name is empty";
  return text.size() > 255 ? "the name is longer than 255 bytes" : "";
}

/// Only a number that fits 64 bits counts as one.
bool is_all_numeric(std::string_view label) {
  std::int64_t value = 0;
  const char* end = label.data() + label.size();
  const auto [last, error] = std::from_chars(label.data(), end, value);
  return !label.empty() && error == std::errc{} && last == end;
}

std::string fault_of_labels(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  const std::string_view top =
      dot == std::string_view::npos ? text : text.substr(dot + 1);
  if (is_all_numeric(top))
    return fmt::format("its last label {} is a number", in_quotes(top));
  while (true) {
    const std::size_t end = text.find('.');
    const std::string_view label = text.substr(0, end);
    if (end == std::string_view::npos && label.empty()) return "";
    if (!is_istio_label(label))
      return fmt::format("{} is no DNS label", in_quotes(label));
    if (end == std::string_view::npos) return "";
    text.remove_prefix(end + 1);
  }
}

/// `*`, a label, or a label behind `*` or `*-`.
bool is_wildcard_label(std::string_view label) {
  if (label == "*") return true;
  if (label.size() > 63) return false;
  if (label.starts_with('*')) label.remove_prefix(label[1] == '-' ? 2 : 1);
  return is_istio_label(label);
}

/// Go's net/http has a text for it.
bool is_known_status(std::string_view text) {
  int code = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, code);
  if (error != std::errc{} || last != end) return false;
  const auto within = [code](int least, int most) {
    return code >= least && code <= most;
  };
  return within(100, 103) || within(200, 208) || code == 226 ||
         within(300, 305) || within(307, 308) || within(400, 418) ||
         within(421, 426) || within(428, 429) || code == 431 || code == 451 ||
         within(500, 508) || within(510, 511);
}

enum class Part : std::uint8_t {
  literal,
  name,
  array,
  string_start,
  string,
  delimiter,
  arguments_end,
  end,
};

}  // namespace

std::string fault_of_domain(std::string_view text) {
  std::string fault = fault_of_length(text);
  return fault.empty() ? fault_of_labels(text) : fault;
}

std::string fault_of_wildcard_domain(std::string_view text) {
  std::string fault = fault_of_length(text);
  if (!fault.empty()) return fault;
  const std::size_t dot = text.find('.');
  const std::string_view first = text.substr(0, dot);
  if (!is_wildcard_label(first))
    return fmt::format("{} is no DNS label", in_quotes(first));
  return dot == std::string_view::npos ? ""
                                       : fault_of_labels(text.substr(dot + 1));
}

/// Envoy's parser of header values, as istio pkg/config/validation/
/// header_value_validator.go has it.
std::string fault_of_header_value(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
      }))
    return "there is a control character in it";
  Part part = Part::literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool last = i + 1 == text.size();
    switch (part) {
      case Part::literal:
        if (c != '%') break;
        if (last) return "a lone % stands at its end";
        if (text[i + 1] == '%')
          ++i;
        else
          part = Part::name;
        break;
      case Part::name:
        if (c == '%') part = Part::literal;
        if (c == '(') part = Part::array;
        break;
      case Part::array:
        if (c == '[')
          part = Part::string_start;
        else if (c != ' ')
          part = Part::string;
        break;
      case Part::string_start:
        if (c == '"')
          part = Part::string;
        else if (c != ' ')
          return "a quote is missing in the arguments of a variable";
        break;
      case Part::string:
        if (c == '\\') {
          if (last) return "a backslash stands at its end";
          ++i;
        } else if (c == ')') {
          part = Part::end;
        } else if (c == '"') {
          part = Part::delimiter;
        }
        break;
      case Part::delimiter:
        if (c == ',')
          part = Part::string_start;
        else if (c == ']')
          part = Part::arguments_end;
        else if (c != ' ')
          return "\",\" or \"]\" is missing in the arguments of a variable";
        break;
      case Part::arguments_end:
        if (c == ')')
          part = Part::end;
        else if (c != ' ')
          return "\")\" is missing behind the arguments of a variable";
        break;
      case Part::end:
        if (c == '%')
          part = Part::literal;
        else if (c != ' ')
          return "% is missing behind the arguments of a variable";
        break;
    }
  }
  return part == Part::literal ? "" : "a % begins a variable that does not end";
}

std::string fault_of_retry_policy(std::string_view text) {
  constexpr std::array<std::string_view, 16> known{"5xx",
                                                   "gateway-error",
                                                   "reset",
                                                   "reset-before-request",
                                                   "connect-failure",
                                                   "retriable-4xx",
                                                   "refused-stream",
                                                   "retriable-status-codes",
                                                   "retriable-headers",
                                                   "envoy-ratelimited",
                                                   "http3-post-connect-failure",
                                                   "cancelled",
                                                   "deadline-exceeded",
                                                   "internal",
                                                   "resource-exhausted",
                                                   "unavailable"};
  if (is_in(known, text) || is_known_status(text)) return "";
  if (text.empty()) return "a policy is missing between its commas";
  if (trim(text) != text && fault_of_retry_policy(trim(text)).empty())
    return fmt::format("there is a blank in {}", in_quotes(text));
  return fmt::format("{} is no policy{}", in_quotes(text),
                     did_you_mean(text, known));
}

bool is_blank_name(std::string_view text) {
  while (!text.empty()) {
    const std::string_view label = text.substr(0, text.find_first_of("./"));
    const bool capitals = std::all_of(label.begin(), label.end(), [](char c) {
      return c == '_' || is_digit(c) || (c >= 'A' && c <= 'Z');
    });
    if (capitals && contains(label, "_")) return true;
    text.remove_prefix(std::min(label.size() + 1, text.size()));
  }
  return false;
}

bool is_header_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || contains("!#$%&'*+-.^_`|~", {&c, 1});
  });
}

bool is_cors_header_name(std::string_view text) {
  return text == "*" || is_header_name(text);
}

bool is_jwt_claim(std::string_view text) {
  constexpr std::string_view prefix = "@request.auth.claims";
  if (!equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return false;
  const std::string_view name = text.substr(prefix.size());
  return (name.starts_with('.') && name.size() > 1) ||
         (name.starts_with('[') && name.ends_with(']') && name.size() > 2);
}

bool is_pseudo_header(std::string_view text) {
  constexpr std::array<std::string_view, 5> known{
      ":method", ":scheme", ":authority", ":path", ":status"};
  return is_in(known, text);
}

bool is_authority_header(std::string_view text) {
  return equal_ignoring_case(text, ":authority") ||
         equal_ignoring_case(text, "host");
}

bool is_internal_header(std::string_view text) {
  return text.starts_with(':') || equal_ignoring_case(text, "host");
}

bool is_cors_method(std::string_view text) {
  constexpr std::array<std::string_view, 9> known{
      "GET",    "HEAD",    "POST",    "PUT",  "PATCH",
      "DELETE", "CONNECT", "OPTIONS", "TRACE"};
  return is_in(known, text);
}

bool is_grpc_status(std::string_view text) {
  constexpr std::array<std::string_view, 17> known{"OK",
                                                   "CANCELLED",
                                                   "UNKNOWN",
                                                   "INVALID_ARGUMENT",
                                                   "DEADLINE_EXCEEDED",
                                                   "NOT_FOUND",
                                                   "ALREADY_EXISTS",
                                                   "PERMISSION_DENIED",
                                                   "RESOURCE_EXHAUSTED",
                                                   "FAILED_PRECONDITION",
                                                   "ABORTED",
                                                   "OUT_OF_RANGE",
                                                   "UNIMPLEMENTED",
                                                   "INTERNAL",
                                                   "UNAVAILABLE",
                                                   "DATA_LOSS",
                                                   "UNAUTHENTICATED"};
  return is_in(known, text);
}

bool is_subnet(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  if (!is_ip_address(address)) return false;
  if (slash == std::string_view::npos) return true;
  const std::string_view bits = text.substr(slash + 1);
  unsigned length = 0;
  const char* end = bits.data() + bits.size();
  const auto [last, error] = std::from_chars(bits.data(), end, length);
  return error == std::errc{} && last == end && bits.size() <= 3 &&
         (bits == "0" || bits[0] != '0') && !contains(address, "%") &&
         length <= (contains(address, ":") ? 128U : 32U);
}

}  // namespace asmgw
