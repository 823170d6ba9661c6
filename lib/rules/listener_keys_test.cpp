// Each key L01, L02 ... of man/rules.md on the manifests of key_cases/.
#include "rules/all.h"
#include "rules/unruled_keys.h"
#include "testing/examples.h"
#include "testing/key_cases/bound_routes.h"
#include "testing/key_cases/reach.h"
#include "testing/key_cases/redirects.h"
#include "testing/key_cases/served_hosts.h"
#include "testing/key_cases/shared_ports.h"
#include "testing/key_cases/unused_routes.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

using key_cases::KeyCase;

std::vector<KeyCase> cases() {
  std::vector<KeyCase> all;
  for (const auto* family : {&key_cases::served_hosts, &key_cases::shared_ports,
                             &key_cases::redirects, &key_cases::bound_routes,
                             &key_cases::reach, &key_cases::unused_routes})
    all.insert(all.end(), family->begin(), family->end());
  return all;
}

/// `GW401 error` for findings that cover the key, once; "" if none does.
std::string findings(std::string_view notation, const KeyCase& one) {
  LintOptions options;
  options.settings.complete = true;
  options.settings.order = Order::file;
  options.settings.quic = one.quic;
  const LintedText linted =
      lint_text(manifests(unindented(notation)), std::move(options));
  std::set<std::string> all;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (std::count(found.sources.begin(), found.sources.end(), one.key) > 0)
      all.insert(fmt::format("{} {}", found.rule->id, text_of(found.severity)));
  return fmt::format("{}", fmt::join(all, ", "));
}

}  // namespace

TEST_CASE("what has a key of effective listeners is reported, else silence") {
  for (const KeyCase& one : cases()) {
    CAPTURE(one.key);
    CAPTURE(one.bad);
    CHECK(findings(one.bad, one) == one.expected);
    for (std::string_view good : one.good) {
      CAPTURE(good);
      CHECK(findings(good, one).empty());
    }
  }
}

TEST_CASE("every key of effective listeners has a case") {
  std::set<std::string> known, unruled, shown, silent;
  for (const rules::UnruledKey& one : rules::unruled_keys)
    unruled.emplace(one.key);
  for (const Rule* rule : rules::all)
    for (std::string_view key : rule->keys)
      if (key.starts_with('L')) known.emplace(key);
  for (const KeyCase& one : cases()) {
    shown.emplace(one.key);
    if (!one.good.empty()) silent.emplace(one.key);
  }
  for (int number = 1; number <= 55; ++number) {
    const std::string key = fmt::format("L{:02}", number);
    CAPTURE(key);
    CHECK(known.contains(key) != unruled.contains(key));
    // Of L16 nothing is ever said: the next test.
    CHECK(shown.contains(key) == (key != "L16"));
    CHECK(silent.contains(key) == (key != "L16"));
  }
}

TEST_CASE("L16: TLS servers of different names on one port") {
  LintOptions options;
  options.settings.order = Order::file;
  const LintedText linted = lint_text(manifests(unindented(R"(
      a: HTTPS 443 a.com S
      b: TLS 443 b.com PT
      c: TLS 443 c.com S
      vs v: b b.com tls b.com
      vs w: c c.com tcp
      vs x: a a.com http)")),
                                      std::move(options));
  std::string said;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (found.rule->id.starts_with("GW4")) said += found.message + '\n';
  CHECK(said.empty());
}

TEST_CASE("on IPv6 pods :: is the bind that is as none") {
  const auto keys = [](std::string_view bind, bool ipv6) {
    LintOptions options;
    options.settings.ipv6 = ipv6;
    const LintedText linted = lint_text(
        manifests(fmt::format("a: HTTP 80 a.com\nb: HTTP 80 b.com @{}", bind)),
        std::move(options));
    std::set<std::string> all;
    for (const Diagnostic& found : linted.result.diagnostics)
      for (std::string_view key : found.sources)
        if (key.starts_with('L')) all.emplace(key);
    return fmt::format("{}", fmt::join(all, " "));
  };
  CHECK(keys("::", true) == "L21");
  CHECK(keys("0.0.0.0", false) == "L21");
  CHECK(keys("0.0.0.0", true).find("L21") == std::string::npos);
  CHECK(keys("::", false).find("L21") == std::string::npos);
  CHECK(keys("2001:db8::1", true) == "L20");
}

TEST_CASE("a second listener for QUIC repeats no finding") {
  const auto count = [](bool quic) {
    LintOptions options;
    options.settings.quic = quic;
    options.settings.complete = true;
    return lint_text(manifests(unindented(R"(
        a: HTTPS 443 ns1/a.com S
        a: HTTPS 443 ns2/a.com S
        a: HTTPS 443 *.a.com S
        b: HTTPS 443 b.a.com S @0.0.0.0
        vs v: a b.a.com http
        svc s: https=443>443 q=443>443/UDP)")),
                     std::move(options))
        .result.diagnostics.size();
  };
  CHECK(count(false) > 4);
  CHECK(count(true) == count(false));
}

}  // namespace asmgw
