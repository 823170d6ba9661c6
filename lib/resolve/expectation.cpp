// Words -> Expectation, an Answer -> words.
#include "resolve/expectation.h"

#include "base/text.h"
#include "resolve/outcomes.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace asmgw {
namespace {

constexpr std::string_view service_domain = ".svc.cluster.local";
constexpr std::uint32_t highest_port = 65535;

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc{} && end == text.data() + text.size();
  return good ? std::optional(number) : std::nullopt;
}

/// What stands before `mark`; `text` keeps what is behind it.
std::string_view take_to(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view found = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return found;
}

Error bad(std::string_view text) {
  std::vector<std::string_view> known;
  known.reserve(outcome_texts.size());
  for (const OutcomeText& one : outcome_texts) known.push_back(one.word);
  return {
      fmt::format("{} is nothing that a request can reach: write "
                  "namespace/service:port, redirect, direct, 404, closed "
                  "or another outcome{}",
                  in_quotes(text), did_you_mean(text, known))};
}

/// `outbound|80|v1|web.shop.svc.cluster.local`
std::optional<ExpectedCluster> parse_envoy_name(std::string_view text) {
  ExpectedCluster made;
  if (take_to(text, '|') != "outbound") return std::nullopt;
  made.port = number_of(take_to(text, '|'));
  made.subset = take_to(text, '|');
  made.host = text;
  return made.port && !text.empty() ? std::optional(made) : std::nullopt;
}

/// Behind the last asterisk, if that is a number: `90` of `*.a.com:80*90`.
std::optional<std::string_view> take_weight(std::string_view& text) {
  const std::size_t star = text.rfind('*');
  if (star == std::string_view::npos || star == 0 ||
      !number_of(text.substr(star + 1)))
    return std::nullopt;
  const std::string_view weight = text.substr(star + 1);
  text = text.substr(0, star);
  return weight;
}

/// A wildcard is the first label.
bool has_odd_wildcard(std::string_view host) {
  if (host.substr(0, 2) == "*.") host.remove_prefix(2);
  return host.find('*') != std::string_view::npos;
}

/// `shop/web` or a host, then `:80`, then `/v1`.
std::optional<ExpectedCluster> parse_name(std::string_view text) {
  if (text.find('|') != std::string_view::npos) return parse_envoy_name(text);
  ExpectedCluster made;
  const bool has_port = text.find(':') != std::string_view::npos;
  std::string_view host = take_to(text, ':');
  if (has_port) {
    const bool has_subset = text.find('/') != std::string_view::npos;
    made.port = number_of(take_to(text, '/'));
    if (!made.port) return std::nullopt;
    made.subset = has_subset ? std::string(text) : std::string();
  }
  const std::string_view first = take_to(host, '/');
  if (host.empty() ? first.find('.') == std::string_view::npos
                   : first.empty() || host.find('/') != std::string_view::npos)
    return std::nullopt;
  made.host = host.empty() ? std::string(first)
                           : std::string(host) + '.' + std::string(first) +
                                 std::string(service_domain);
  return made;
}

bool has_empty_label(std::string_view host) {
  return host.empty() || host.front() == '.' || host.back() == '.' ||
         host.find("..") != std::string_view::npos;
}

Result<Expectation> parse_clusters(std::string_view text) {
  Expectation made;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view one = trim(take_to(rest, ','));
    const auto weight = take_weight(one);
    auto cluster = parse_name(one);
    if (!cluster || has_odd_wildcard(cluster->host)) return bad(text);
    if (cluster->port && (*cluster->port == 0 || *cluster->port > highest_port))
      return Error{fmt::format(
          "{} has a port that is no number from 1 to 65535", in_quotes(text))};
    if (has_empty_label(cluster->host))
      return Error{
          fmt::format("{} has an empty label in its host", in_quotes(text))};
    if (weight) cluster->weight = number_of(*weight);
    made.clusters.push_back(std::move(*cluster));
  }
  return made;
}

/// What follows `redirect` and `direct`.
std::optional<Error> add_details(std::string_view text, std::string_view rest,
                                 Expectation& made) {
  const std::string_view before = rest;
  made.status = number_of(take_to(rest, ' '));
  if (!made.status) rest = before;
  made.location = trim(rest);
  const bool redirect = made.outcome == RequestOutcome::redirect;
  if (made.location.empty() || redirect) return std::nullopt;
  return bad(text);
}

std::optional<RequestOutcome> outcome_of(Reason reason) {
  switch (reason) {
    case Reason::no_listener:
    case Reason::no_chain:
      return RequestOutcome::closed;
    case Reason::no_virtual_host:
    case Reason::no_route:
    case Reason::refused_routes:
      return RequestOutcome::not_found;
    case Reason::client_certificate:
    case Reason::no_credential:
    case Reason::no_version:
    case Reason::no_curve:
      return RequestOutcome::handshake;
    case Reason::no_cluster:
      return RequestOutcome::unavailable;
    case Reason::not_given:
      return RequestOutcome::unknown;
    case Reason::fault:
    case Reason::cors:
      return RequestOutcome::direct;
    case Reason::none:
    case Reason::tls:
    case Reason::protocol:
    case Reason::redirect:
      break;
  }
  return std::nullopt;
}

std::optional<Expectation> parse_word(std::string_view word) {
  Expectation made;
  for (RequestOutcome one : all_request_outcomes)
    if (text_of(one) == word) {
      made.outcome = one;
      return made;
    }
  for (int i = 0; i <= static_cast<int>(last_reason); ++i) {
    const auto reason = static_cast<Reason>(i);
    const auto outcome = outcome_of(reason);
    if (!outcome || text_of(reason) != word) continue;
    made.outcome = *outcome;
    made.reason = reason;
    return made;
  }
  if (word == "403")
    made.outcome = RequestOutcome::denied;
  else if (word == "404")
    made.outcome = RequestOutcome::not_found;
  else if (word == "503")
    made.outcome = RequestOutcome::unavailable;
  else
    return std::nullopt;
  return made;
}

bool holds(const ExpectedCluster& expected, const Cluster& cluster) {
  const auto got = parse_envoy_name(cluster.name);
  if (!got) return false;
  return got->host == expected.host &&
         (!expected.port || got->port == expected.port) &&
         (!expected.subset || got->subset == expected.subset) &&
         (!expected.weight || cluster.weight == expected.weight);
}

bool location_holds(const std::string& expected, const std::string& got) {
  if (expected.empty()) return true;
  if (expected.find(':') == std::string::npos)
    return got.substr(0, expected.size() + 3) == expected + "://";
  // Blanks at the end of an expectation are no part of it.
  return trim(got) == expected;
}

std::string text_of(const Cluster& cluster) {
  const auto parts = parse_envoy_name(cluster.name);
  std::string out = cluster.name;
  if (parts) {
    std::string_view name = parts->host;
    const std::size_t domain = name.find(service_domain);
    const std::size_t dot = name.find('.');
    const bool service = domain != std::string_view::npos &&
                         domain + service_domain.size() == name.size() &&
                         dot < domain && name.find('.', dot + 1) == domain;
    out = service ? fmt::format("{}/{}", name.substr(dot + 1, domain - dot - 1),
                                name.substr(0, dot))
                  : std::string(name);
    out += fmt::format(":{}", *parts->port);
    if (!parts->subset->empty()) out += '/' + *parts->subset;
  }
  if (cluster.weight) out += fmt::format("*{}", *cluster.weight);
  return out;
}

}  // namespace

Result<Expectation> parse_expectation(std::string_view text) {
  std::string_view rest = trim(text);
  if (rest.empty()) return bad(text);
  const std::string_view word = take_to(rest, ' ');
  if (word.find_first_of("/.|") != std::string_view::npos)
    return parse_clusters(trim(text));
  auto made = parse_word(word);
  if (!made) return bad(text);
  rest = trim(rest);
  if (rest.empty()) return *made;
  if (made->outcome != RequestOutcome::redirect &&
      made->outcome != RequestOutcome::direct)
    return bad(text);
  if (auto error = add_details(text, rest, *made)) return *error;
  return *made;
}

bool holds(const Expectation& expected, const Answer& answer) {
  if (expected.outcome != answer.outcome) return false;
  if (expected.reason != Reason::none && expected.reason != answer.reason)
    return false;
  if (expected.status && *expected.status != answer.status) return false;
  if (!location_holds(expected.location, answer.location)) return false;
  if (expected.clusters.empty()) return true;
  return expected.clusters.size() == answer.clusters.size() &&
         std::equal(expected.clusters.begin(), expected.clusters.end(),
                    answer.clusters.begin(),
                    [](const auto& a, const auto& b) { return holds(a, b); });
}

std::string words_of(const Answer& answer) {
  switch (answer.outcome) {
    case RequestOutcome::redirect:
      return fmt::format("redirect {} {}", answer.status, answer.location);
    case RequestOutcome::direct:
      return fmt::format("direct {}", answer.status);
    case RequestOutcome::cluster:
      break;
    default: {
      const std::string_view reason = text_of(answer.reason);
      return std::string(reason.empty() ? text_of(answer.outcome) : reason);
    }
  }
  std::string out;
  for (const Cluster& one : answer.clusters)
    out += (out.empty() ? "" : ", ") + text_of(one);
  return out.empty() ? "cluster" : out;
}

std::string expectation_of(const Answer& answer) {
  std::string words = words_of(answer);
  const auto read = parse_expectation(words);
  return read && holds(*read, answer) ? words
                                      : std::string(text_of(answer.outcome));
}

}  // namespace asmgw
