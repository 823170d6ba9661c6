// As istiod's TranslateRouteMatch words the conditions and Envoy reads them.
#include "resolve/match.h"

#include "base/text.h"
#include "resolve/path.h"
#include "resolve/sent_headers.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

Fit as_fit(bool yes) { return yes ? Fit::yes : Fit::no; }

bool is_fault(Fit fit) { return fit != Fit::no && fit != Fit::yes; }

Fit text_holds(const StringMatch& match, std::string_view text,
               Regexes& regexes) {
  if (match.kind == StringMatch::regex)
    return regexes.full_match(match.value, text);
  const std::string_view start = match.kind == StringMatch::prefix
                                     ? text.substr(0, match.value.size())
                                     : text;
  return as_fit(start == match.value);
}

/// Asks only that it be there: `{}`, and `*`, which is no expression.
bool asks_presence(const StringMatch& match) {
  return (match.kind == StringMatch::prefix && match.value.empty()) ||
         (match.kind == StringMatch::regex && match.value == "*");
}

Fit value_holds(const StringMatch& match,
                const std::optional<std::string>& value, Regexes& regexes) {
  if (!value || asks_presence(match)) return as_fit(value.has_value());
  return text_holds(match, *value, regexes);
}

/// One of the values is enough.
Fit any_holds(const StringMatch& match, const std::vector<std::string>& values,
              Regexes& regexes) {
  if (asks_presence(match)) return as_fit(!values.empty());
  for (const std::string& value : values)
    if (const Fit fit = text_holds(match, value, regexes); fit != Fit::no)
      return fit;
  return Fit::no;
}

/// A header that is not there counts as empty.
Fit holds_without(const StringMatch& match, std::vector<std::string> values,
                  Regexes& regexes) {
  if (asks_presence(match)) return as_fit(values.empty());
  if (values.empty()) values.emplace_back();
  const Fit with = any_holds(match, values, regexes);
  return is_fault(with) ? with : as_fit(with == Fit::no);
}

/// A regular expression keeps its case.
Fit path_holds(const HttpMatch& match, const std::string& path,
               Regexes& regexes) {
  if (!match.uri) return Fit::yes;
  if (!match.ignore_uri_case || match.uri->kind == StringMatch::regex)
    return text_holds(*match.uri, path, regexes);
  return text_holds({match.uri->kind, lower(match.uri->value)}, lower(path),
                    regexes);
}

/// Tries conditions until one does not hold.
class Trial {
 public:
  Trial(const HttpMatch& match, const Sent& sent, Regexes& regexes)
      : match_(match), sent_(sent), regexes_(regexes) {}

  std::optional<Condition> run() {
    const Request& request = sent_.request;
    if (match_.uri)
      check({Condition::path, "", &*match_.uri, match_.ignore_uri_case},
            path_holds(match_, sent_.path, regexes_));
    check_text(Condition::method, match_.method, request.method);
    check_text(Condition::authority, match_.authority, request.host);
    check_text(Condition::scheme, match_.scheme, request.scheme());
    for (const auto& [name, match] : match_.headers)
      if (!failing_)
        check({Condition::header, name, &match},
              any_holds(match, sent_.values(name), regexes_));
    for (const auto& [name, match] : match_.without_headers)
      if (!failing_) check_without(name, match);
    for (const auto& [name, match] : match_.query_params)
      if (!failing_)
        check({Condition::parameter, name, &match},
              value_holds(match, sent_.parameter(name), regexes_));
    return failing_;
  }

 private:
  void check_without(std::string_view name, const StringMatch& match) {
    const std::vector<std::string> values = sent_.values(name);
    Condition condition{Condition::without_header, name, &match};
    condition.wants_header =
        match_.without_wants_header && values.empty() && !asks_presence(match);
    check(condition, condition.wants_header
                         ? Fit::no
                         : holds_without(match, values, regexes_));
  }

  void check(Condition condition, Fit held) {
    if (failing_ || held == Fit::yes) return;
    if (is_fault(held)) condition.fault = held;
    failing_ = condition;
  }

  void check_text(Condition::Kind kind, const std::optional<StringMatch>& match,
                  std::string_view text) {
    if (!failing_ && match)
      check({kind, "", &*match}, text_holds(*match, text, regexes_));
  }

  const HttpMatch& match_;
  const Sent& sent_;
  Regexes& regexes_;
  std::optional<Condition> failing_;
};

std::string subject_of(const Condition& condition) {
  switch (condition.kind) {
    case Condition::path:
      return "path";
    case Condition::method:
      return "method";
    case Condition::authority:
      return "Host";
    case Condition::scheme:
      return "scheme";
    case Condition::header:
    case Condition::without_header:
      return "header " + std::string(condition.name);
    case Condition::parameter:
      return "query parameter " + std::string(condition.name);
  }
  return {};
}

std::optional<std::string> value_of(const Condition& condition,
                                    const Sent& sent) {
  switch (condition.kind) {
    case Condition::path:
      return sent.path;
    case Condition::method:
      return sent.request.method;
    case Condition::authority:
      return sent.request.host;
    case Condition::scheme:
      return std::string(sent.request.scheme());
    case Condition::header:
    case Condition::without_header:
      return sent.header(condition.name);
    case Condition::parameter:
      return sent.parameter(condition.name);
  }
  return std::nullopt;
}

/// Why an expression says nothing.
std::string fault_text(Fit fault, const std::string& expression) {
  switch (fault) {
    case Fit::too_long:
      return fmt::format(
          "an expression of {} bytes, where Istio takes {} at most",
          expression.size(), longest_regex);
    case Fit::too_large:
      return fmt::format("an expression of more than {} instructions, {}",
                         most_instructions, in_quotes(expression));
    case Fit::too_many:
      return fmt::format(
          "an expression that asmgw has no memory for beside those of other "
          "routes, {}",
          in_quotes(expression));
    default:
      return "an expression that is none, " + in_quotes(expression);
  }
}

std::string_view missed(StringMatch::Kind kind) {
  if (kind == StringMatch::exact) return "is not";
  return kind == StringMatch::prefix ? "does not begin with"
                                     : "does not fit the expression";
}

std::string_view word_of(StringMatch::Kind kind) {
  if (kind == StringMatch::exact) return "exactly";
  return kind == StringMatch::prefix ? "prefix" : "expression";
}

}  // namespace

Sent::Sent(const Request& sent, IstioVersion version)
    : request(sent),
      path(normalized_path(sent.path, version)),
      headers(headers_for_routes(sent)),
      // Envoy 1.39.
      joins_values(version < IstioVersion{1, 31, 0}) {}

std::vector<std::string> Sent::values(std::string_view name) const {
  std::vector<std::string> all;
  const std::string wanted = lower(name);
  for (const auto& [one, value] : headers)
    if (one == wanted && !joins_values) all.push_back(value);
  if (all.empty())
    if (auto value = header(wanted)) all.push_back(std::move(*value));
  return all;
}

std::optional<std::string> Sent::header(std::string_view name) const {
  std::optional<std::string> found;
  const std::string wanted = lower(name);
  // The connection decides this one, whatever a client says.
  if (wanted == "x-forwarded-proto") return std::string(request.scheme());
  if (wanted == ":authority" || wanted == "host") return request.host;
  if (wanted == ":method") return request.method;
  if (wanted == ":scheme") return std::string(request.scheme());
  if (wanted == ":path")
    return path + (request.query ? '?' + *request.query : "");
  for (const auto& [one, value] : headers) {
    if (one != wanted) continue;
    if (found)
      *found += ',' + value;
    else
      found = value;
  }
  return found;
}

std::optional<std::string> Sent::parameter(std::string_view name) const {
  if (!request.query) return std::nullopt;
  for (std::string_view rest = *request.query;;) {
    const std::size_t end = rest.find('&');
    const std::string_view one = rest.substr(0, end);
    const std::size_t equals = one.find('=');
    if (one.substr(0, equals) == name)
      return std::string(equals == std::string_view::npos
                             ? std::string_view()
                             : one.substr(equals + 1));
    if (end == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(end + 1);
  }
}

std::optional<Condition> failing(const HttpMatch& match, const Sent& sent,
                                 Regexes& regexes) {
  return Trial(match, sent, regexes).run();
}

std::string why_not(const Condition& condition, const Sent& sent) {
  const std::string subject = subject_of(condition);
  const StringMatch& match = *condition.match;
  if (condition.fault)
    return fmt::format("{} is asked for by {}", subject,
                       fault_text(*condition.fault, match.value));
  const auto value = value_of(condition, sent);
  if (condition.wants_header)
    return subject + " is not sent, as this release wants it even there";
  if (condition.kind == Condition::without_header)
    return value
               ? fmt::format("{} is {}", subject, in_quotes(*value))
               : fmt::format("{} is not sent, which counts as empty", subject);
  if (!value) return subject + " is not sent";
  return fmt::format("{} {} {} {}{}", subject, in_quotes(*value),
                     missed(match.kind), in_quotes(match.value),
                     condition.ignores_case ? " in any case" : "");
}

std::string describe(const HttpMatch& match) {
  std::string out;
  const auto add = [&](std::string_view subject, const StringMatch& one) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {} {}", subject, word_of(one.kind),
                       in_quotes(one.value));
  };
  if (match.uri) add("path", *match.uri);
  if (match.method) add("method", *match.method);
  if (match.authority) add("Host", *match.authority);
  if (match.scheme) add("scheme", *match.scheme);
  for (const auto& [name, one] : match.headers) add("header " + name, one);
  for (const auto& [name, one] : match.without_headers)
    add("no header " + name, one);
  for (const auto& [name, one] : match.query_params)
    add("query parameter " + name, one);
  return out.empty() ? "everything" : out;
}

}  // namespace asmgw
