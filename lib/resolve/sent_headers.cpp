// What is taken away, then what is added.
#include "resolve/sent_headers.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace asmgw {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Those of one proxy to the next, and those that only the mesh may say.
constexpr std::array<std::string_view, 25> taken_away{
    "keep-alive",
    "proxy-connection",
    "x-envoy-decorator-operation",
    "x-envoy-downstream-service-cluster",
    "x-envoy-downstream-service-node",
    "x-envoy-expected-rq-timeout-ms",
    "x-envoy-external-address",
    "x-envoy-force-trace",
    "x-envoy-hedge-on-per-try-timeout",
    "x-envoy-internal",
    "x-envoy-ip-tags",
    "x-envoy-max-retries",
    "x-envoy-original-host",
    "x-envoy-original-path",
    "x-envoy-retriable-header-names",
    "x-envoy-retriable-status-codes",
    "x-envoy-retry-grpc-on",
    "x-envoy-retry-on",
    "x-envoy-upstream-alt-stat-name",
    "x-envoy-upstream-rq-per-try-timeout-ms",
    "x-envoy-upstream-rq-timeout-alt-response",
    "x-envoy-upstream-rq-timeout-ms",
    "x-forwarded-client-cert",
    "x-forwarded-proto",
    "x-request-id",
};

/// Nobody knows them before; a condition on more than their being there is
/// rare.
constexpr std::string_view some_id = "00000000-0000-4000-8000-000000000000";
constexpr std::string_view some_client = "203.0.113.1";

/// The items of a list with commas, in lower case.
std::set<std::string> items_of(const Headers& headers, std::string_view name) {
  std::set<std::string> all;
  for (const auto& [one, value] : headers) {
    if (one != name) continue;
    for (std::string_view rest = value;;) {
      const std::size_t comma = rest.find(',');
      std::string_view item = rest.substr(0, comma);
      while (!item.empty() && (item.front() == ' ' || item.front() == '\t'))
        item.remove_prefix(1);
      while (!item.empty() && (item.back() == ' ' || item.back() == '\t'))
        item.remove_suffix(1);
      if (!item.empty()) all.insert(lower(item));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return all;
}

bool has(const Headers& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& one) { return one.first == name; });
}

void take_away(Headers& headers) {
  const std::set<std::string> listed = items_of(headers, "connection");
  const bool upgrades = listed.contains("upgrade") && has(headers, "upgrade");
  const bool trailers = items_of(headers, "te").contains("trailers");
  std::erase_if(headers, [&](const auto& header) {
    const std::string& name = header.first;
    if (name == "te") return !trailers;
    if (name == "connection" || name == "upgrade") return !upgrades;
    return listed.contains(name) ||
           std::binary_search(taken_away.begin(), taken_away.end(), name);
  });
}

}  // namespace

Headers headers_for_routes(const Request& request) {
  Headers headers = request.headers;
  take_away(headers);
  headers.emplace_back("x-request-id", some_id);
  headers.emplace_back("x-envoy-external-address", some_client);
  const auto at = std::find_if(
      headers.begin(), headers.end(),
      [](const auto& one) { return one.first == "x-forwarded-for"; });
  if (at == headers.end())
    headers.emplace_back("x-forwarded-for", some_client);
  else
    at->second.append(",") += some_client;
  return headers;
}

}  // namespace asmgw
