// In the order of validateHTTPRoute.
#include "model/http_route_faults.h"

#include "base/text.h"
#include "model/duration.h"
#include "model/names.h"
#include "model/regex_syntax.h"
#include "model/releases.h"
#include "model/route_values.h"
#include "model/schema_check.h"
#include "model/virtual_service_schema.h"

#include <fmt/core.h>

#include <initializer_list>

namespace asmgw {
namespace {

constexpr std::size_t longest_regex = 1024;
constexpr Since empty_prefixes_refused{{1, 16, 5}, {1, 17, 3}, {1, 18, 0}};
constexpr Since header_values_read{{1, 16, 3}, {1, 17, 2}, {1, 18, 0}};

class HttpRouteCheck : RouteReader {
 public:
  HttpRouteCheck(FaultWriter& out, const HttpRouteSetting& setting,
                 int& regexes_left)
      : RouteReader(out), setting_(setting), regexes_left_(regexes_left) {}

  void check(const Part& route) {
    root_ = has(route, "delegate") && !setting_.delegate;
    check_conflicts(route);
    for (const Part& match : parts(route, "match")) check_match(match);
    check_headers(part(route, "headers"));
    if (has(route, "corsPolicy")) check_cors(part(route, "corsPolicy"));
    if (has(route, "fault")) check_fault(part(route, "fault"));
    check_mirrors(route);
    if (has(route, "redirect")) check_redirect(route, part(route, "redirect"));
    if (has(route, "directResponse"))
      check_direct_response(part(route, "directResponse"));
    if (has(route, "retries")) check_retries(part(route, "retries"));
    if (has(route, "rewrite")) check_rewrite(part(route, "rewrite"));
    check_authority(route);
    check_weights(route, setting_.gateway_semantics);
    for (const Part& to : parts(route, "route"))
      check_headers(part(to, "headers"));
    check_duration(route, "timeout");
  }

 private:
  void beside(const Part& route, std::string_view name,
              std::string_view other) {
    fault(route, name, fmt::format("{} beside {}", name, other),
          fmt::format("keep one of {} and {}", other, name))
        .related.push_back(
            {out().range_of(route.mapping.find(other).key), "given here"});
  }

  void exclude(const Part& route, std::string_view name,
               std::initializer_list<std::string_view> others) {
    for (std::string_view other : others) {
      const bool there =
          other == "route" ? list_size(route, other) > 0 : has(route, other);
      if (there) beside(route, other, name);
    }
  }

  void check_conflicts(const Part& route) {
    if (root_) return exclude(route, "delegate", {"redirect", "route"});
    if (has(route, "delegate"))
      fault(route, "delegate",
            "delegate in a VirtualService without hosts, which is a delegate "
            "itself",
            "route in it, or give it hosts");
    else if (!has(route, "redirect") && !has(route, "directResponse") &&
             list_size(route, "route") == 0 && !is_open_list(route, "route"))
      say_nothing_to_do(route);
    if (has(route, "redirect"))
      exclude(route, "redirect",
              {"route", "fault", "rewrite", "directResponse"});
    else if (has(route, "directResponse"))
      exclude(route, "directResponse", {"route", "fault", "rewrite"});
    if (has(route, "mirror") && list_size(route, "mirrors") > 0)
      beside(route, "mirrors", "mirror");
  }

  /// Something that is no list: the schema has told of it.
  [[nodiscard]] bool is_open_list(const Part& in, std::string_view name) {
    const NodeId id = in.mapping.find(name).value;
    return has(in, name) &&
           out().tree()[out().tree().follow(id)].kind != NodeKind::sequence;
  }

  void say_nothing_to_do(const Part& route) {
    // What is told of as unknown may be one of them.
    if (has_unknown_field(route.mapping, virtual_service_schema::http_route))
      return out().refuse();
    fault(route, "neither route, redirect nor directResponse",
          "add route with a destination");
  }

  // Conditions.

  void check_match(const Part& match) {
    const bool all = at_least(22);
    for (const auto& [name, header] : named_parts(match, "headers")) {
      check_header_name(name, header);
      check_condition(header, fmt::format("header {}", in_quotes(name)),
                      empty_prefixes_refused.holds(out().version()),
                      all || is_plain());
    }
    for (const auto& [name, header] : named_parts(match, "withoutHeaders")) {
      check_header_name(name, header);
      if (all && regex_of(header) != "*")
        check_condition(header, fmt::format("header {}", in_quotes(name)), true,
                        true);
    }
    for (const char* name : {"uri", "scheme", "method", "authority"})
      if (has(match, name))
        check_condition(part(match, name), name, all && name[0] != 'u',
                        all || is_plain());
    for (const auto& [name, value] : named_parts(match, "queryParams"))
      check_condition(value, fmt::format("parameter {}", in_quotes(name)), all,
                      all || is_plain());
    check_port(match, "port", true);
    check_source_labels(match);
    check_gateways(match, false);
    const auto source = text(match, "sourceNamespace");
    if (source && !source->text.empty() && !is_istio_label(source->text))
      fault(*source,
            fmt::format("sourceNamespace {} is no DNS label",
                        in_quotes(source->text)),
            "write the name of a namespace");
  }

  [[nodiscard]] bool is_plain() const { return !root_ && !setting_.delegate; }

  void check_header_name(std::string_view name, const Part& header) {
    if (setting_.no_claims && is_jwt_claim(name)) {
      fault(header,
            fmt::format("{} routes by a claim of a token, which only gateways "
                        "can",
                        in_quotes(name)),
            "name a Gateway in gateways, and not mesh");
      return;
    }
    const bool good =
        is_header_name(name) || is_jwt_claim(name) || is_pseudo_header(name);
    if (name.empty() || (!good && at_least(23)))
      fault(header, fmt::format("{} is no name of a header", in_quotes(name)),
            "write the name of a header");
  }

  [[nodiscard]] std::string regex_of(const Part& condition) {
    const auto regex = text(condition, "regex");
    return regex ? regex->text : "";
  }

  void check_condition(const Part& condition, std::string_view what,
                       bool no_empty_prefix, bool regexes) {
    const auto prefix = text(condition, "prefix");
    if (no_empty_prefix && prefix && prefix->text.empty())
      fault(*prefix, fmt::format("the prefix of {} is empty", what),
            "write a prefix, or an empty mapping {} to take any value");
    const auto regex = text(condition, "regex");
    if (regexes && regex) check_regex(*regex, what);
  }

  void check_regex(const PlacedText& regex, std::string_view what) {
    std::string why;
    if (regex.text.empty())
      fault(regex, fmt::format("the regex of {} is empty", what),
            "write an expression, such as \".*\"");
    else if (regex.text.size() > longest_regex)
      fault(
          regex,
          fmt::format("the regex of {} has {} bytes", what, regex.text.size()),
          fmt::format("write one of up to {} bytes", longest_regex));
    else if (regexes_left_-- > 0 && !is_regex(regex.text, why))
      fault(
          regex,
          fmt::format("the regex of {} is no expression of RE2: {}", what, why),
          "write it in the syntax of RE2");
  }

  // Headers that are set, added and removed.

  void check_headers(const Part& headers) {
    const Part request = part(headers, "request");
    const Part response = part(headers, "response");
    for (const char* way : {"add", "set"}) {
      for (const NamedText& one : named_texts(request, way))
        check_operation(one, true);
      for (const NamedText& one : named_texts(response, way))
        check_operation(one, false);
    }
    for (const PlacedText& name : texts(request, "remove")) check_removed(name);
    for (const PlacedText& name : texts(response, "remove"))
      check_removed(name);
  }

  void check_operation(const NamedText& one, bool authority_allowed) {
    if (authority_allowed && is_authority_header(one.name.text)) {
      if (!at_least(18)) return;
    } else {
      check_removed(one.name);
    }
    if (one.open || !header_values_read.holds(out().version())) return;
    const std::string wrong = fault_of_header_value(one.value.text);
    if (!wrong.empty())
      fault(one.value,
            fmt::format("value {} of header {}: {}", in_quotes(one.value.text),
                        in_quotes(one.name.text), wrong),
            "write %% for a percent sign");
  }

  void check_removed(const PlacedText& name) {
    if (name.text.empty())
      fault(name, "the name of a header is empty", "write its name");
    else if (is_internal_header(name.text))
      fault(
          name,
          fmt::format("header {} cannot be changed here", in_quotes(name.text)),
          "use rewrite.authority for the authority");
  }

  /// Of rewrite.authority and the headers that are set or added one at most.
  void check_authority(const Part& route) {
    const Part rewrite = part(route, "rewrite");
    bool taken = has(rewrite, "authority") && !is_empty(rewrite, "authority");
    const Part request = part(part(route, "headers"), "request");
    for (const char* way : {"set", "add"})
      for (const NamedText& one : named_texts(request, way)) {
        if (!is_authority_header(one.name.text)) continue;
        if (taken)
          fault(one.name, "the authority is set a second time",
                "set it once: with rewrite.authority, or as a header");
        taken |= one.open || !one.value.text.empty();
      }
  }

  // The rest, in the order of the API.

  void check_cors(const Part& cors) {
    for (const Part& origin : parts(cors, "allowOrigins")) {
      const bool empty = is_empty(origin, "exact") &&
                         is_empty(origin, "prefix") &&
                         is_empty(origin, "regex");
      if (empty)
        fault(origin, "an origin of allowOrigins is empty",
              "write exact, prefix or regex, and what it compares with");
      else if (const auto regex = text(origin, "regex"))
        check_regex(*regex, "allowOrigins");
    }
    for (const PlacedText& method : texts(cors, "allowMethods"))
      if (!is_cors_method(method.text) && !(method.text == "*" && at_least(26)))
        fault(method,
              fmt::format("{} is no HTTP method", in_quotes(method.text)),
              "write it in upper case: GET, POST ...");
    for (const char* list : {"allowHeaders", "exposeHeaders"})
      for (const PlacedText& name : texts(cors, list))
        if (name.text.empty() ||
            (at_least(23) && !is_cors_header_name(name.text)))
          fault(name,
                fmt::format("{} is no name of a header", in_quotes(name.text)),
                "write one name in each item of the list");
    check_max_age(cors);
  }

  void check_max_age(const Part& cors) {
    const auto age = text(cors, "maxAge");
    if (!age) return;
    const auto nanoseconds = parse_duration(age->text);
    if (nanoseconds && *nanoseconds >= 1'000'000 &&
        *nanoseconds % 1'000'000'000 != 0)
      fault(
          *age,
          fmt::format("maxAge {} is finer than a second", in_quotes(age->text)),
          "write whole seconds");
  }

  void check_fault(const Part& in) {
    if (!has(in, "abort") && !has(in, "delay")) {
      if (has_unknown_field(in.mapping, virtual_service_schema::fault))
        return out().refuse();
      fault(in, "fault has neither abort nor delay", "add one, or remove it");
    }
    const Part abort = part(in, "abort"), delay = part(in, "delay");
    check_percentage(abort);
    if (has(abort, "http2Error"))
      fault(abort, "http2Error", "http2Error is not supported",
            "write httpStatus");
    check_status(abort, "httpStatus");
    const auto grpc = text(abort, "grpcStatus");
    if (grpc && !is_grpc_status(grpc->text))
      fault(*grpc,
            fmt::format("{} is no status of gRPC", in_quotes(grpc->text)),
            "write its name, such as UNAVAILABLE");
    check_percentage(delay);
    check_duration(delay, "fixedDelay");
    if (has(delay, "exponentialDelay"))
      fault(delay, "exponentialDelay", "exponentialDelay is not supported",
            "write fixedDelay");
  }

  void check_percentage(const Part& in) {
    const Part percentage = part(in, "percentage");
    const double value = number(percentage, "value").value_or(0);
    if (value != 0 && (value < 0.0001 || value > 100))
      fault(percentage, "value",
            fmt::format("percentage {} is neither 0 nor 0.0001 to 100", value),
            "write a share of 100");
  }

  void check_status(const Part& in, std::string_view name) {
    if (!has(in, name)) return;
    const auto status = number(in, name);
    if (!status || *status > 2147483647 || *status < -2147483648.0) return;
    if (*status < 200 || *status > 600)
      fault(in, name, fmt::format("{} {:.0f} is none", name, *status),
            "write 200 to 599");
  }

  void check_mirrors(const Part& route) {
    for (const char* name : {"mirrorPercent", "mirror_percent"})
      check_share(route, name);
    check_share(part(route, "mirrorPercentage"), "value");
    if (has(route, "mirror")) check_destination(part(route, "mirror"));
    if (!at_least(19)) return;
    for (const Part& mirror : parts(route, "mirrors")) {
      if (has(mirror, "destination"))
        check_destination(part(mirror, "destination"));
      else if (!schema_requires())
        fault(mirror, "the destination is missing", "add destination");
      check_share(part(mirror, "percentage"), "value");
    }
  }

  void check_share(const Part& in, std::string_view name) {
    const double value = number(in, name).value_or(0);
    if (value < 0 || (value > 100 && value <= 4294967295.0))
      fault(in, name, fmt::format("a share of {} percent", value),
            "write 0 to 100");
  }

  void check_redirect(const Part& route, const Part& redirect) {
    const bool prefix = at_least(31) && !is_empty(redirect, "prefixRewrite");
    if (prefix && !is_empty(redirect, "uri"))
      return beside(redirect, "prefixRewrite", "uri");
    if (prefix)
      for (const Part& match : parts(route, "match"))
        if (has(match, "uri") && !has(part(match, "uri"), "prefix")) {
          fault(match, "uri",
                "prefixRewrite of the redirect wants a prefix to match",
                "write uri: {prefix: ...}, or uri in the redirect");
          return;
        }
    const bool something = prefix || !is_empty(redirect, "uri") ||
                           !is_empty(redirect, "authority") ||
                           !is_empty(redirect, "scheme") ||
                           has(redirect, "port") || has(redirect, "derivePort");
    if (!something) {
      if (has_unknown_field(redirect.mapping, virtual_service_schema::redirect))
        return out().refuse();
      fault(redirect, "the redirect changes nothing",
            "add uri, authority, scheme or port");
      return;
    }
    const double code = number(redirect, "redirectCode").value_or(0);
    if (code != 0 && code <= 4294967295.0 && (code < 300 || code > 399))
      fault(redirect, "redirectCode",
            fmt::format("redirectCode {:.0f} is none", code),
            "write 301, 302, 303, 307 or 308");
    const auto scheme = text(redirect, "scheme");
    if (scheme && !scheme->text.empty() && scheme->text != "http" &&
        scheme->text != "https")
      fault(*scheme,
            fmt::format("scheme {} is neither http nor https",
                        in_quotes(scheme->text)),
            "write http or https");
    if (has(redirect, "port")) check_port(redirect, "port", true);
  }

  void check_direct_response(const Part& response) {
    constexpr std::size_t most = 1024 * 1024;
    check_status(response, "status");
    if (!has(response, "status") && !schema_requires())
      fault(response, "the directResponse has no status", "add status");
    const auto body = text(part(response, "body"), "string");
    if (body && body->text.size() > most)
      fault(*body, "the body is larger than 1 MiB", "serve it from a backend");
  }

  void check_retries(const Part& retries) {
    const auto attempts = number(retries, "attempts");
    if (attempts.value_or(0) < 0)
      fault(retries, "attempts", "attempts is below 0", "write 0 or more");
    const bool none = attempts ? *attempts == 0 : !has(retries, "attempts");
    const bool more = has(retries, "perTryTimeout") ||
                      !is_empty(retries, "retryOn") ||
                      has(retries, "retryRemoteLocalities");
    if (none && more)
      fault(retries, "retries are set up, but attempts is 0",
            "add attempts of 1 or more");
    check_duration(retries, "perTryTimeout");
    if (at_least(26)) check_duration(retries, "backoff");
    const auto policies = text(retries, "retryOn");
    if (policies && !policies->text.empty()) check_policies(*policies);
  }

  void check_policies(const PlacedText& policies) {
    std::string_view rest = policies.text;
    while (true) {
      const std::size_t comma = rest.find(',');
      const std::string wrong = fault_of_retry_policy(rest.substr(0, comma));
      if (!wrong.empty()) {
        fault(policies, fmt::format("retryOn: {}", wrong),
              "write policies of Envoy with commas between them, no blanks");
        return;
      }
      if (comma == std::string_view::npos) return;
      rest.remove_prefix(comma + 1);
    }
  }

  void check_rewrite(const Part& rewrite) {
    const bool regex = at_least(19) && has(rewrite, "uriRegexRewrite");
    if (regex && !is_empty(rewrite, "uri"))
      return beside(rewrite, "uriRegexRewrite", "uri");
    if (!regex && is_empty(rewrite, "uri") && is_empty(rewrite, "authority")) {
      if (has_unknown_field(rewrite.mapping, virtual_service_schema::rewrite))
        return out().refuse();
      fault(rewrite, "the rewrite changes nothing", "add uri or authority");
      return;
    }
    if (!regex) return;
    const Part by_regex = part(rewrite, "uriRegexRewrite");
    if (is_empty(by_regex, "match") || is_empty(by_regex, "rewrite"))
      fault(by_regex, "uriRegexRewrite without match or rewrite", "add both");
    else if (const auto match = text(by_regex, "match"))
      check_regex(*match, "uriRegexRewrite");
  }

  const HttpRouteSetting& setting_;
  int& regexes_left_;
  bool root_ = false;  ///< the entry has a delegate
};

}  // namespace

void check_http_route(FaultWriter& out, const Part& route,
                      const HttpRouteSetting& setting, int& regexes_left) {
  HttpRouteCheck(out, setting, regexes_left).check(route);
}

}  // namespace asmgw
