// A selector entry with an empty or null value.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <algorithm>

namespace asmgw {
namespace {

void check_empty(const Pair& pair, Report& report) {
  report
      .at(pair.value, "the selector asks for {} with an empty value",
          in_quotes(pair.key))
      .consequence(
          "only a pod whose label {} is there and empty matches: most likely "
          "none, and no gateway opens these ports",
          in_quotes(pair.key))
      .fix("write the value that the gateway pods carry, or remove the entry");
}

void check_null(const Pair& pair, Report& report) {
  report
      .at_key(pair.value, "the value of {} in the selector is null",
              in_quotes(pair.key))
      .at_most(Severity::warning)
      .consequence(
          "the API server drops the entry: the selector matches more gateways "
          "than it seems to")
      .fix("write the value that the gateway pods carry, or remove the entry");
}

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || !given(gateway->spec)) return;
  const StringMap& selector = *gateway->spec->selector;
  // Nothing but nulls is no selector at all: reported as that.
  const bool bites =
      std::any_of(selector.begin(), selector.end(),
                  [](const Pair& pair) { return !absent(pair.value); });
  for (const Pair& pair : selector) {
    if (given(pair.value) && pair.value->empty()) check_empty(pair, report);
    if (absent(pair.value) && bites) check_null(pair, report);
  }
}

}  // namespace

constinit const Rule rules::selector_empty_value = {
    .id = "GW141",
    .name = "selector-empty-value",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "selector entry without a value",
    .rationale = R"(A selector compares values exactly: "" matches only a label
whose value is empty, not any value. A null value is another thing: the API
server takes the entry out, and the rest of the selector matches more gateways
than its author thinks.)",
    .bad = R"(
selector:
  istio: ingressgateway
  team: ""  # <--
  stage:  # <--
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .good = R"(
selector:
  istio: ingressgateway
  team: shop
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source =
        "istio pkg/config/labels, Instance.SubsetOf; Kubernetes drops "
        "null values",
    .keys = {"T87"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
