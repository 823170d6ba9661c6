// Which kinds must be declared complete for a finding to be sure.
#include "testing/examples.h"
#include "testing/listening.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Case {
  std::string_view rule, notation;
  std::string_view kind;                           ///< that must be declared
  Severity sure, unsure;                           ///< with and without it
  std::vector<std::string_view> equivalents = {};  ///< say the same together
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"GW382", "a: HTTP 80 ns/a.com R", "VirtualService", Severity::error,
       Severity::info},
      {"GW383", "a: HTTP 80 a.com R", "Gateway", Severity::warning,
       Severity::info},
      {"GW383", "a: HTTP 80 a.com R\na: HTTPS 8443 a.com S", "Service",
       Severity::warning, Severity::info},
      {"GW501", "a: HTTP 80 a.com\nvs v: b a.com http", "Gateway",
       Severity::error, Severity::info},
      {"GW502", "a: HTTP 80 a.com\nvs v: a b.com http", "Gateway",
       Severity::warning, Severity::info},
      {"GW503", "a: HTTP 80 a.com\na: HTTP 81 b.com\nvs v: a b.com http",
       "VirtualService", Severity::warning, Severity::info},
      {"GW503", "a: HTTP 80 a.com", "VirtualService", Severity::warning,
       Severity::off},
      {"GW515",
       "a: HTTP 80 a.com\n---\napiVersion: networking.istio.io/v1\n"
       "kind: VirtualService\nmetadata: {name: v}\nspec:\n"
       "  hosts: [a.com]\n  gateways: [a]\n"
       "  http: [{delegate: {name: w}}]\n",
       "VirtualService", Severity::error, Severity::info},
      {"GW508",
       "a: HTTP 80 a.com\n---\napiVersion: networking.istio.io/v1\n"
       "kind: Gateway\nmetadata: {name: b}\nspec:\n"
       "  selector: {istio: ingresgateway}\n  servers:\n"
       "  - port: {number: 80, name: http, protocol: HTTP}\n"
       "    hosts: [b.com]\n",
       "Pod",
       Severity::warning,
       Severity::info,
       {"Deployment", "DaemonSet", "StatefulSet", "IstioGateway"}}};
  return all;
}

/// The highest level that the rule gives; off if it is silent.
Severity level_with(const Case& one, Completeness complete) {
  LintOptions options;
  options.settings.complete = complete;
  const LintedText linted =
      lint_text(manifests(one.notation), std::move(options));
  Severity highest = Severity::off;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (found.rule->id == one.rule) highest = std::max(highest, found.severity);
  return highest;
}

template <class Wanted>
Completeness of_those(Wanted wanted) {
  Completeness made;
  for (std::string_view kind : input_kinds)
    if (wanted(kind)) made.add(kind);
  return made;
}

bool among(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("a rule is sure if its own kind is complete, and by no other") {
  for (const Case& one : cases()) {
    CAPTURE(one.rule);
    CAPTURE(one.kind);
    CHECK((level_with(one, false) == one.unsure));
    CHECK((level_with(one, true) == one.sure));
    CHECK((level_with(one, of_those([&](std::string_view kind) {
                        return kind == one.kind;
                      })) == one.sure));
    CHECK((level_with(one, of_those([&](std::string_view kind) {
                        return kind != one.kind &&
                               !among(one.equivalents, kind);
                      })) == one.unsure));
    if (one.equivalents.empty()) continue;
    CHECK((level_with(one, of_those([&](std::string_view kind) {
                        return among(one.equivalents, kind);
                      })) == one.sure));
    CHECK((level_with(one, of_those([&](std::string_view kind) {
                        return kind == one.equivalents.front();
                      })) == one.unsure));
  }
}

TEST_CASE("kinds are spelled as Kubernetes does") {
  Completeness complete;
  CHECK(complete.add("Secret"));
  CHECK(!complete.add("secret"));
  CHECK(!complete.add(""));
  CHECK(complete.of(InputKind::secret));
  CHECK(!complete.of(InputKind::config_map));
  for (std::size_t i = 0; i < input_kinds.size(); ++i) {
    Completeness one;
    REQUIRE(one.add(input_kinds[i]));
    for (std::size_t j = 0; j < input_kinds.size(); ++j)
      CHECK(one.of(static_cast<InputKind>(j)) == (i == j));
  }
}

}  // namespace asmgw
