// The fields of an operation as istiod makes matchers of Envoy's RBAC of them
// (pilot/pkg/security/authz: matcher and builder).
#include "resolve/policies.h"

#include "base/text.h"
#include "resolve/steps.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

constexpr std::size_t most_policies = 5;
constexpr std::uint32_t forbidden = 403;

Sureness either(Sureness a, Sureness b) { return std::max(a, b); }
Sureness both(Sureness a, Sureness b) { return std::min(a, b); }
Sureness opposite(Sureness one) {
  if (one == Sureness::perhaps) return one;
  return one == Sureness::yes ? Sureness::no : Sureness::yes;
}

/// `a*`, `*a`, `*` or the value itself.
bool fits(std::string_view pattern, std::string_view value) {
  if (pattern == "*") return !value.empty();
  if (pattern.starts_with('*')) return value.ends_with(pattern.substr(1));
  if (pattern.ends_with('*'))
    return value.starts_with(pattern.substr(0, pattern.size() - 1));
  return pattern == value;
}

/// What of the request a field looks at; nothing: it cannot be told.
using Values = std::vector<std::string>;

Sureness holds(std::string_view pattern, const Values& values) {
  if (values.empty() || pattern.find('{') != std::string_view::npos)
    return Sureness::perhaps;
  const auto count =
      std::count_if(values.begin(), values.end(),
                    [&](const auto& one) { return fits(pattern, one); });
  if (count == 0) return Sureness::no;
  return static_cast<std::size_t>(count) == values.size() ? Sureness::yes
                                                          : Sureness::perhaps;
}

Sureness any_holds(const std::vector<std::string>& patterns,
                   const Values& values) {
  Sureness best = Sureness::no;
  for (const std::string& one : patterns)
    best = either(best, holds(one, values));
  return best;
}

Sureness holds(const PolicyMatch& match, const Values& values) {
  const Sureness some =
      match.some.empty() ? Sureness::yes : any_holds(match.some, values);
  return both(some, opposite(any_holds(match.none, values)));
}

PolicyMatch in_lower_case(PolicyMatch match) {
  for (auto* list : {&match.some, &match.none})
    for (std::string& one : *list) one = lower(one);
  return match;
}

/// A request as operations look at it.
struct Shown {
  Values hosts, ports, methods, paths;

  Shown(const Sent& sent, const Answer& answer) {
    ports.push_back(std::to_string(answer.listener->port));
    if (!speaks_http(answer.chain->kind)) return;
    // Envoy may have taken the port off before it asks.
    hosts.push_back(lower(sent.request.host));
    hosts.push_back(host_without_port(sent.request.host));
    methods.push_back(sent.request.method);
    paths.push_back(sent.path);
  }

  [[nodiscard]] Sureness meets(const PolicyOperation& operation) const {
    return both(
        both(holds(in_lower_case(operation.hosts), hosts),
             holds(operation.ports, ports)),
        both(holds(operation.methods, methods), holds(operation.paths, paths)));
  }

  [[nodiscard]] Sureness meets(const PolicyRule& rule) const {
    Sureness best = rule.to.empty() ? Sureness::yes : Sureness::no;
    for (const PolicyOperation& one : rule.to) best = either(best, meets(one));
    return rule.asks_more ? both(best, Sureness::perhaps) : best;
  }
};

struct Verdict {
  const WorkloadPolicy* policy;
  Sureness sure;  ///< that a rule takes the request, and the policy acts
  std::size_t rule = 0;
};

Verdict verdict_of(const ActingPolicy& acting, const Shown& shown) {
  Verdict made{acting.policy, Sureness::no};
  const std::vector<PolicyRule>& rules = acting.policy->rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Sureness sure = both(shown.meets(rules[i]), acting.sure);
    if (sure <= made.sure) continue;
    made.sure = sure;
    made.rule = i;
  }
  return made;
}

std::string words_of(const Verdict& one) {
  const WorkloadPolicy& policy = *one.policy;
  const bool sure = one.sure == Sureness::yes;
  switch (policy.action) {
    case PolicyAction::deny:
      return sure ? fmt::format("DENY: rules[{}] takes the request: 403",
                                one.rule)
                  : fmt::format(
                        "DENY: rules[{}] may take the request, which "
                        "hangs on more than is known here: then 403",
                        one.rule);
    case PolicyAction::allow:
      if (one.sure == Sureness::no)
        return "ALLOW: none of its rules takes the request: 403, unless "
               "another policy allows it";
      return sure ? fmt::format("ALLOW: rules[{}] lets the request pass",
                                one.rule)
                  : fmt::format(
                        "ALLOW: rules[{}] may let the request pass, "
                        "which hangs on more than is known here: else "
                        "403, unless another policy allows it",
                        one.rule);
    case PolicyAction::custom:
      return fmt::format(
          "CUSTOM: rules[{}] {} an external authorizer decides", one.rule,
          sure ? "takes the request:" : "may take the request: then");
    case PolicyAction::none:
    case PolicyAction::audit:
      break;
  }
  return "acts on the requests of the workload and is not rendered: it may "
         "change the answer";
}

void add_step(const Verdict& one, Answer& answer) {
  const WorkloadPolicy& policy = *one.policy;
  Step& step = answer.steps.emplace_back();
  step.kind = StepKind::policy;
  step.chosen = fmt::format("{} {}", policy.head.kind, full_name(policy.head));
  step.why = words_of(one);
  step.range = one.sure != Sureness::no && one.rule < policy.rules.size()
                   ? policy.rules[one.rule].range
                   : policy.head.range;
}

/// Of ALLOW policies those that let nothing pass matter only where none does.
bool is_told(const Verdict& one, bool allowed) {
  if (one.policy->action == PolicyAction::allow)
    return one.sure == Sureness::yes || !allowed;
  return one.sure != Sureness::no || one.policy->rules.empty();
}

void deny(Answer& answer) {
  answer.clusters.clear();
  answer.location.clear();
  answer.route = nullptr;
  answer.virtual_service.reset();
  answer.status = forbidden;
  end(answer, RequestOutcome::denied, Reason::none);
}

}  // namespace

void ask_policies(Scene& scene, const Sent& sent, Answer& answer) {
  const std::vector<ActingPolicy>& acting = scene.policies();
  if (acting.empty()) return;
  const Shown shown(sent, answer);
  std::vector<Verdict> verdicts;
  verdicts.reserve(acting.size());
  for (const ActingPolicy& one : acting)
    verdicts.push_back(verdict_of(one, shown));
  const bool allowed =
      std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& one) {
        return one.policy->action == PolicyAction::allow &&
               one.sure == Sureness::yes;
      });
  std::erase_if(verdicts,
                [&](const Verdict& one) { return !is_told(one, allowed); });
  const auto denies = [](const Verdict& one) {
    return one.policy->action == PolicyAction::deny &&
           one.sure == Sureness::yes;
  };
  std::stable_partition(verdicts.begin(), verdicts.end(), denies);
  if (!verdicts.empty() && denies(verdicts.front())) {
    deny(answer);
    return add_step(verdicts.front(), answer);
  }
  for (std::size_t i = 0; i < std::min(verdicts.size(), most_policies); ++i)
    add_step(verdicts[i], answer);
  if (verdicts.size() > most_policies)
    answer.steps.back().why +=
        fmt::format("; so may {} more", verdicts.size() - most_policies);
}

}  // namespace asmgw
