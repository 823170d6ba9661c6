// Which conditions of root and delegate can hold together, and what both make.
#include "listen/delegate.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace asmgw {
namespace {

bool conflict(const std::optional<StringMatch>& root,
              const std::optional<StringMatch>& leaf) {
  if (!root || !leaf) return false;
  // An empty text counts as no kind of match, and that with any as a conflict.
  if (root->value.empty() || leaf->value.empty()) return true;
  if (root->kind == StringMatch::regex || leaf->kind == StringMatch::regex)
    return true;
  if (root->kind == StringMatch::exact)
    return leaf->kind == StringMatch::prefix || leaf->value != root->value;
  return leaf->value.substr(0, root->value.size()) != root->value;
}

const StringMatch* find(const NamedMatches& all, const std::string& name) {
  for (const auto& [key, match] : all)
    if (key == name) return &match;
  return nullptr;
}

bool conflict(const NamedMatches& root, const NamedMatches& leaf) {
  return std::any_of(leaf.begin(), leaf.end(), [&](const auto& one) {
    const StringMatch* other = find(root, one.first);
    return other && conflict(*other, one.second);
  });
}

bool conflict(const Labels& root, const Labels& leaf) {
  return std::any_of(leaf.begin(), leaf.end(), [&](const auto& one) {
    return std::any_of(root.begin(), root.end(), [&](const auto& other) {
      return other.first == one.first && other.second != one.second;
    });
  });
}

bool conflict(const List<std::string>& root, const List<std::string>& leaf) {
  if (root.empty() || leaf.empty()) return false;
  if (leaf.size() > root.size()) return true;
  return !std::all_of(leaf.begin(), leaf.end(), [&](const auto& one) {
    return std::any_of(root.begin(), root.end(),
                       [&](const auto& other) { return *other == *one; });
  });
}

bool conflict(const HttpMatch& root, const HttpMatch& leaf) {
  return conflict(root.uri, leaf.uri) || conflict(root.scheme, leaf.scheme) ||
         conflict(root.method, leaf.method) ||
         conflict(root.authority, leaf.authority) ||
         conflict(root.headers, leaf.headers) ||
         conflict(root.without_headers, leaf.without_headers) ||
         conflict(root.query_params, leaf.query_params) ||
         root.ignore_uri_case != leaf.ignore_uri_case ||
         (root.port > 0 && leaf.port > 0 && root.port != leaf.port) ||
         (!root.source_namespace.empty() &&
          root.source_namespace != leaf.source_namespace) ||
         conflict(root.source_labels, leaf.source_labels) ||
         conflict(root.gateways, leaf.gateways);
}

template <class V>
std::vector<std::pair<std::string, V>> united(
    const std::vector<std::pair<std::string, V>>& root,
    const std::vector<std::pair<std::string, V>>& leaf) {
  std::map<std::string, V> all(root.begin(), root.end());
  for (const auto& [key, value] : leaf) all[key] = value;
  return {all.begin(), all.end()};
}

std::string joined(const std::string& root, const std::string& leaf) {
  if (root.empty() || leaf.empty()) return root + leaf;
  return root + '-' + leaf;
}

HttpMatch merged(const HttpMatch& root, const HttpMatch& leaf) {
  HttpMatch out = leaf;
  const auto inherit = [](std::optional<StringMatch>& to,
                          const std::optional<StringMatch>& from) {
    if (!to) to = from;
  };
  inherit(out.uri, root.uri);
  inherit(out.scheme, root.scheme);
  inherit(out.method, root.method);
  inherit(out.authority, root.authority);
  out.headers = united(root.headers, leaf.headers);
  out.without_headers = united(root.without_headers, leaf.without_headers);
  out.query_params = united(root.query_params, leaf.query_params);
  if (out.port == 0) out.port = root.port;
  if (out.source_namespace.empty())
    out.source_namespace = root.source_namespace;
  out.source_labels = united(root.source_labels, leaf.source_labels);
  if (out.gateways.empty()) out.gateways = root.gateways;
  out.name = joined(root.name, leaf.name);
  if (out.stat_prefix.empty()) out.stat_prefix = root.stat_prefix;
  return out;
}

/// Nothing if no match of the entry can hold together with the root's.
std::optional<std::vector<HttpMatch>> merged(
    const std::vector<HttpMatch>& root, const std::vector<HttpMatch>& leaf) {
  if (root.empty()) return leaf;
  if (leaf.empty()) return root;
  std::vector<HttpMatch> out;
  for (const HttpMatch& one : leaf) {
    bool fits = false;
    for (const HttpMatch& other : root) {
      if (conflict(other, one)) continue;
      out.push_back(merged(other, one));
      fits = true;
    }
    if (!fits) return std::nullopt;
  }
  return out;
}

/// The first that conflicts with every match of the root.
const HttpMatch* excluded(const HttpRoute& root, const HttpRoute& entry) {
  for (const HttpMatch& one : entry.match)
    if (std::all_of(
            root.match.begin(), root.match.end(),
            [&](const HttpMatch& other) { return conflict(other, one); }))
      return &one;
  return nullptr;
}

std::string words_of(const StringMatch& match) {
  constexpr std::array<std::string_view, 3> kinds{"exactly", "prefix", "regex"};
  return fmt::format("{} {}", kinds[match.kind], in_quotes(match.value));
}

}  // namespace

std::optional<HttpRoute> merged_route(const HttpRoute& root,
                                      const HttpRoute& entry) {
  auto match = merged(root.match, entry.match);
  if (!match) return std::nullopt;
  HttpRoute route = entry;
  route.match = std::move(*match);
  route.name = joined(root.name, entry.name);
  if (!route.direct_status) route.direct_status = root.direct_status;
  return route;
}

std::string why_excluded(const HttpRoute& root, const HttpRoute& entry) {
  const HttpMatch* leaf = excluded(root, entry);
  if (!leaf) return {};
  const HttpMatch& first = root.match.front();
  if (conflict(first.uri, leaf->uri))
    return fmt::format("path {} here and {} there exclude each other",
                       words_of(*first.uri), words_of(*leaf->uri));
  if (first.ignore_uri_case != leaf->ignore_uri_case)
    return "ignoreUriCase is not the same here and there";
  if (first.port > 0 && leaf->port > 0 && first.port != leaf->port)
    return fmt::format("port {} here and {} there exclude each other",
                       first.port, leaf->port);
  return "their conditions exclude each other";
}

}  // namespace asmgw
