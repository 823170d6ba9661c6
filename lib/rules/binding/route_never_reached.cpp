// Entries of `http` that an earlier one of the same VirtualService leaves no
// request.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// Of one path, which others may narrow down.
constexpr std::size_t most_of_a_path = 8;

bool takes_any_path(const HttpMatch& match) {
  return !match.uri ||
         (match.uri->kind == StringMatch::prefix &&
          (match.uri->value.empty() || match.uri->value == "/")) ||
         (match.uri->kind == StringMatch::regex && match.uri->value == ".*");
}

bool are_among(const NamedMatches& some, const NamedMatches& all) {
  return std::all_of(some.begin(), some.end(), [&](const auto& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  });
}

template <class T>
bool asks_no_more(const std::optional<T>& some, const std::optional<T>& all) {
  return !some || some == all;
}

bool names_all(const List<std::string>& wide, const List<std::string>& narrow) {
  return std::all_of(narrow.begin(), narrow.end(), [&](const auto& one) {
    return std::any_of(wide.begin(), wide.end(),
                       [&](const auto& other) { return *other == *one; });
  });
}

/// Where `all` is looked at, `one` is.
bool is_as_wide(const HttpMatch& one, const HttpMatch& all) {
  if (one.port != 0 && one.port != all.port) return false;
  if (!one.gateways.empty())
    return !all.gateways.empty() && names_all(one.gateways, all.gateways);
  if (!all.gateways.empty())
    return one.source_labels.empty() && one.source_namespace.empty();
  return is_subset(one.source_labels, all.source_labels) &&
         (one.source_namespace.empty() ||
          one.source_namespace == all.source_namespace);
}

/// Every path that `narrow` takes `wide` takes, as far as can be told.
bool takes_paths_of(const HttpMatch& wide, const HttpMatch& narrow) {
  if (takes_any_path(wide)) return true;
  if (!narrow.uri || (narrow.ignore_uri_case && !wide.ignore_uri_case))
    return false;
  if (wide.uri->kind == StringMatch::prefix)
    return narrow.uri->kind != StringMatch::regex &&
           narrow.uri->value.starts_with(wide.uri->value);
  return *wide.uri == *narrow.uri;
}

/// Every request that `narrow` takes `wide` takes before it.
bool leaves_nothing(const HttpMatch& wide, const HttpMatch& narrow) {
  return takes_paths_of(wide, narrow) && is_as_wide(wide, narrow) &&
         asks_no_more(wide.method, narrow.method) &&
         asks_no_more(wide.authority, narrow.authority) &&
         asks_no_more(wide.scheme, narrow.scheme) &&
         are_among(wide.headers, narrow.headers) &&
         are_among(wide.without_headers, narrow.without_headers) &&
         are_among(wide.query_params, narrow.query_params);
}

std::string words_of(const HttpMatch& match) {
  constexpr std::array<std::string_view, 3> kinds{"path", "prefix", "regex"};
  if (takes_any_path(match)) return "every path";
  return fmt::format("{} {}", kinds[match.uri->kind],
                     in_quotes(match.uri->value));
}

/// Both lead to the same place.
bool does_the_same(const HttpRoute& a, const HttpRoute& b) {
  const auto same = [](const Destination& one, const Destination& other) {
    return *one.host == *other.host && one.port == other.port &&
           one.subset == other.subset && one.weight == other.weight;
  };
  return !a.delegate && !b.delegate && !a.redirect && !b.redirect &&
         a.direct_status == b.direct_status && a.rewrites == b.rewrites &&
         std::equal(a.route.begin(), a.route.end(), b.route.begin(),
                    b.route.end(), same);
}

/// A match of an entry that takes requests before later ones do.
struct Earlier {
  std::size_t entry;
  const HttpMatch* match;
};

/// The matches of earlier entries by the paths they take.
class EarlierMatches {
 public:
  void add(std::size_t entry, const HttpMatch& match) {
    if (takes_any_path(match)) return put(any_, {entry, &match});
    const auto& uri = *match.uri;
    put(by_path_[{uri.kind, uri.value}], {entry, &match});
    if (uri.kind == StringMatch::prefix) lengths_.insert(uri.value.size());
  }

  /// One that takes all that this one could.
  [[nodiscard]] std::optional<Earlier> before(const HttpMatch& match) const {
    if (auto found = among(any_, match)) return found;
    if (!match.uri) return std::nullopt;
    const std::string& path = match.uri->value;
    if (match.uri->kind != StringMatch::regex)
      for (std::size_t length : lengths_) {
        if (length > path.size()) break;
        if (auto found = at(StringMatch::prefix, path.substr(0, length), match))
          return found;
      }
    return match.uri->kind == StringMatch::prefix
               ? std::nullopt
               : at(match.uri->kind, path, match);
  }

 private:
  using Matches = std::vector<Earlier>;
  static void put(Matches& all, Earlier one) {
    if (all.size() < most_of_a_path) all.push_back(one);
  }
  static std::optional<Earlier> among(const Matches& all,
                                      const HttpMatch& match) {
    for (const Earlier& one : all)
      if (leaves_nothing(*one.match, match)) return one;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Earlier> at(StringMatch::Kind kind,
                                          const std::string& path,
                                          const HttpMatch& match) const {
    const auto found = by_path_.find({kind, path});
    return found == by_path_.end() ? std::nullopt : among(found->second, match);
  }

  Matches any_;
  std::map<std::pair<StringMatch::Kind, std::string>, Matches> by_path_;
  std::set<std::size_t> lengths_;  ///< of prefixes
};

/// The entries of one VirtualService, those of its delegates among them.
class Check {
 public:
  Check(const SetFacts& facts, VirtualServiceId id, Report& report)
      : facts_(facts),
        id_(id),
        bound_(facts.engine.bindings()[id]),
        report_(report) {}

  void run() {
    EarlierMatches earlier;
    for (std::size_t i = 0; i < bound_.http.size(); ++i) {
      const HttpRoute& entry = bound_.http[i];
      // One of a delegate may be of use to another root.
      if (bound_.places[i].service == id_) check_entry(entry, earlier);
      for (const HttpMatch& match : entry.match) earlier.add(i, match);
      if (entry.match.empty()) earlier.add(i, any_);
    }
  }

 private:
  /// All of it, else the first match of it that is dead.
  void check_entry(const HttpRoute& entry, const EarlierMatches& earlier) {
    std::optional<Earlier> first;
    const HttpMatch* dead = nullptr;
    bool all = true;
    const auto look = [&](const HttpMatch& match) {
      const auto found = earlier.before(match);
      all = all && found;
      if (!found || dead) return;
      first = found;
      dead = &match;
    };
    for (const HttpMatch& match : entry.match) look(match);
    if (entry.match.empty()) look(any_);
    if (dead) tell(entry, all ? nullptr : dead, *first);
  }

  /// `dead`: null for the whole entry.
  void tell(const HttpRoute& entry, const HttpMatch* dead,
            const Earlier& first) {
    const HttpRoute& taken = bound_.http[first.entry];
    const EntryPlace& place = bound_.places[first.entry];
    const std::string name = place.service == id_
                                 ? fmt::format("http[{}]", place.entry)
                                 : name_of(facts_.mesh, place);
    Finding found =
        report_.about(facts_.mesh.virtual_services[id_])
            .at(dead ? dead->range : entry.range,
                dead ? dead->path : entry.path, "{} already takes {}{}", name,
                words_of(*first.match),
                asks_for_more(*first.match) ? " with these conditions" : "");
    if (names_copies(facts_, id_) || does_the_same(entry, taken))
      found.at_most(Severity::info);
    found.consequence("this {} is never reached", dead ? "match" : "route")
        .note(taken.match.empty() ? taken.range : first.match->range,
              "takes its requests")
        .fix("put it before {}, or remove it", name);
  }

  static bool asks_for_more(const HttpMatch& match) {
    return match.method || match.authority || match.scheme ||
           !match.headers.empty() || !match.without_headers.empty() ||
           !match.query_params.empty();
  }

  const SetFacts& facts_;
  VirtualServiceId id_;
  const BoundService& bound_;
  const HttpMatch any_{};  ///< of an entry without match
  Report& report_;
};

void check(const SetFacts& facts, Report& report) {
  for (VirtualServiceId id = 0; id < facts.mesh.virtual_services.size(); ++id) {
    const BoundService& bound = facts.engine.bindings()[id];
    const bool for_gateways =
        !bound.is_delegate &&
        std::any_of(
            bound.gateways.begin(), bound.gateways.end(),
            [](const std::string& gateway) { return gateway != "mesh"; });
    if (for_gateways) Check(facts, id, report).run();
  }
}

}  // namespace

constinit const Rule rules::route_never_reached = {
    .id = "GW514",
    .name = "route-never-reached",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "route behind one that takes all its requests",
    .rationale =
        R"(The entries of http are tried in their order, and the first that fits takes
the request. prefix is compared by characters: /mas takes /mas_grpc and /mass as
well as /mas/a. What stands behind a shorter prefix, the same path or a route
without match is never reached. An info where both lead to the same place.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /mas}}]
    route: [{destination: {host: mas, port: {number: 80}}}]
  - match: [{uri: {prefix: /mas_grpc}}]  # <--
    route: [{destination: {host: mas, port: {number: 9000}}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /mas_grpc}}]
    route: [{destination: {host: mas, port: {number: 9000}}}]
  - match: [{uri: {prefix: /mas}}]
    route: [{destination: {host: mas, port: {number: 80}}}])",
    .source = "Envoy source/common/router/config_impl.cc, getRouteFromEntries",
    .keys = {"L54"},
    .aliases = {"IST0130"},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
