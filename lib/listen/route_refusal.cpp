// One question for each cause.
#include "listen/route_refusal.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

/// Variables of Envoy 1.40. Releases differ: what only begins like one of
/// `families` is taken to be known.
constexpr std::array<std::string_view, 36> variables{
    "ACCESS_LOG_TYPE",
    "CEL",
    "CLUSTER_METADATA",
    "COALESCE",
    "COMMON_DURATION",
    "CONNECTION_ID",
    "CONNECTION_TERMINATION_DETAILS",
    "CUSTOM_FLAGS",
    "DURATION",
    "DYNAMIC_METADATA",
    "EMIT_TIME",
    "ENVIRONMENT",
    "FILTER_CHAIN_NAME",
    "FILTER_STATE",
    "GRPC_STATUS",
    "GRPC_STATUS_NUMBER",
    "HOSTNAME",
    "LISTENER_METADATA",
    "LOCAL_REPLY_BODY",
    "METADATA",
    "PATH",
    "PER_REQUEST_STATE",
    "PROTOCOL",
    "QUERY_PARAM",
    "QUERY_PARAMS",
    "REQ",
    "REQUESTED_SERVER_NAME",
    "REQ_WITHOUT_QUERY",
    "RESP",
    "ROUTE_NAME",
    "START_TIME",
    "STREAM_ID",
    "TRACE_ID",
    "TRAILER",
    "UNIQUE_ID",
    "VIRTUAL_CLUSTER_NAME",
};
constexpr std::array<std::string_view, 15> families{
    "BYTES_",      "CONNECTION_", "DOWNSTREAM_", "EMIT_TIME", "PACKETS_",
    "REQUEST_",    "RESPONSE_",   "ROUNDTRIP_",  "SERVER_",   "SPAN_",
    "START_TIME_", "TLS_",        "TRACE_",      "UPSTREAM_", "VIRTUAL_"};

bool is_variable(std::string_view name) {
  return std::binary_search(variables.begin(), variables.end(), name) ||
         std::any_of(families.begin(), families.end(),
                     [&](std::string_view family) {
                       return name.substr(0, family.size()) == family;
                     });
}

/// `FOO` of `x%FOO%` and `%FOO(a)%`, where Envoy does not know it; "" if there
/// is none.
std::string_view unknown_variable(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos;
       at = text.find('%', at)) {
    const std::size_t begin = ++at;
    while (at < text.size() &&
           ((text[at] >= 'A' && text[at] <= 'Z') || text[at] == '_' ||
            (text[at] >= '0' && text[at] <= '9')))
      ++at;
    const std::string_view name = text.substr(begin, at - begin);
    const bool ends = at < text.size() && (text[at] == '%' || text[at] == '(');
    if (name.empty() || !ends) {
      if (at < text.size() && text[at] == '%') ++at;  // `%%`
      continue;
    }
    if (!is_variable(name)) return name;
    at = text.find('%', at);
    if (at == std::string_view::npos) return {};
    ++at;
  }
  return {};
}

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) !=
         std::string_view::npos;
}

bool is_redirect_code(std::uint32_t code) {
  constexpr std::array<std::uint32_t, 5> known{301, 302, 303, 307, 308};
  return std::find(known.begin(), known.end(), code) != known.end();
}

class Finder {
 public:
  Finder(const HttpRoute& entry, const HttpMatch& match)
      : entry_(entry), match_(match) {}

  std::optional<RouteRefusal> run() {
    if (const auto& redirect = entry_.redirect) {
      if (!is_redirect_code(redirect->code))
        add(RouteRefusalCause::redirect_code, std::to_string(redirect->code));
      add_text(redirect->authority);
      add_text(redirect->uri);
      add_text(redirect->prefix_rewrite);
    } else if (const auto& status = entry_.direct_status) {
      constexpr std::uint32_t limit = 600;
      if (*status >= limit)
        add(RouteRefusalCause::direct_status, std::to_string(*status));
    } else {
      for (const std::string& text : entry_.rewrites) add_text(text);
    }
    for (const std::string& value : entry_.header_values)
      if (const std::string_view name = unknown_variable(value); !name.empty())
        add(RouteRefusalCause::header_variable, fmt::format("%{}%", name));
    for (const auto& [name, one] : match_.query_params)
      if (name.empty()) add(RouteRefusalCause::parameter_name, {});
    return std::move(found_);
  }

 private:
  void add(RouteRefusalCause cause, std::string text) {
    if (!found_)
      found_ = RouteRefusal{cause, std::move(text), entry_.range, entry_.path};
  }

  void add_text(const std::string& text) {
    if (breaks_line(text)) add(RouteRefusalCause::line_break, text);
  }

  const HttpRoute& entry_;
  const HttpMatch& match_;
  std::optional<RouteRefusal> found_;
};

}  // namespace

std::optional<RouteRefusal> route_refusal(const HttpRoute& entry,
                                          const HttpMatch& match) {
  return Finder(entry, match).run();
}

std::string words_of(const RouteRefusal& refusal) {
  switch (refusal.cause) {
    case RouteRefusalCause::redirect_code:
      return fmt::format("redirectCode {} is none that Envoy knows",
                         refusal.text);
    case RouteRefusalCause::direct_status:
      return fmt::format("directResponse.status {} is above 599", refusal.text);
    case RouteRefusalCause::header_variable:
      return fmt::format("{} in headers is no variable that Envoy knows",
                         in_quotes(refusal.text));
    case RouteRefusalCause::parameter_name:
      return "queryParams has an empty name";
    case RouteRefusalCause::domain_twice:
      return fmt::format(
          "{} is there in two spellings, which Envoy reads as one domain",
          in_quotes(refusal.text));
    case RouteRefusalCause::line_break:
      break;
  }
  return fmt::format("{} has a line break", in_quotes(refusal.text));
}

}  // namespace asmgw
