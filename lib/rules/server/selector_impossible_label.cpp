// A selector entry that no pod can carry, because it is no label.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "model/template_marks.h"
#include "rules/server.h"

#include <string>

namespace asmgw {
namespace {

constexpr std::string_view nobody =
    "no pod can carry it: no gateway opens these ports";

void check_key(const Pair& pair, Report& report) {
  Finding found = report.at_key(
      pair.value, "{} in the selector is no label key", in_quotes(pair.key));
  found.consequence("{}", nobody);
  if (is_qualified_name(trim(pair.key)))
    found.fix("write {}, without the blanks", in_quotes(trim(pair.key)));
  else
    found.fix(
        "write a key that pods can have: up to 63 letters, digits, '-', '_' "
        "and '.', alphanumeric at both ends, after an optional lower-case "
        "domain and '/'");
}

void check_value(const Pair& pair, Report& report) {
  Finding found = report.at(pair.value, "{} in the selector is no label value",
                            in_quotes(*pair.value));
  found.consequence("{}", nobody);
  if (is_label_value(trim(*pair.value)))
    found.fix("write {}, without the blanks", in_quotes(trim(*pair.value)));
  else
    found.fix(
        "write the value that the gateway pods carry: up to 63 letters, "
        "digits, '-', '_' and '.', alphanumeric at both ends");
}

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || !given(gateway->spec)) return;
  for (const Pair& pair : *gateway->spec->selector) {
    if (absent(pair.value) || holds_placeholder(pair.key) ||
        holds_placeholder(*pair.value))
      continue;
    if (!is_qualified_name(pair.key))
      check_key(pair, report);
    else if (given(pair.value) && !is_label_value(*pair.value))
      check_value(pair, report);
  }
}

}  // namespace

constinit const Rule rules::selector_impossible_label = {
    .id = "GW142",
    .name = "selector-impossible-label",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "selector entry that is no Kubernetes label",
    .rationale = R"(Neither the schema nor Istio looks at the keys and values of
a selector. Kubernetes does look at the labels of pods, so an entry with a
blank, a slash in the value or more than 63 characters can never match, and the
Gateway applies to nothing.)",
    .bad = R"(
selector:
  istio: "ingressgateway "  # <--
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .good = R"(
selector:
  istio: ingressgateway
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "Kubernetes label syntax; istio pkg/config/labels",
    .keys = {"T86"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
