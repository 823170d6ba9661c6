// A character that no DNS name has.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

bool is_blank(std::string_view c) { return !c.empty() && trim(c).empty(); }

/// What is odd, in words where quotes show little. Line breaks come with `|`
/// and `>`.
std::string described(std::string_view odd) {
  if (odd == "\n") return "a line break";
  return is_blank(odd) ? "a blank" : in_quotes(odd);
}

void report_one(const HostFacts& host, Report& report) {
  const std::string_view odd = odd_character(host.pattern.dns);
  const bool ascii = static_cast<unsigned char>(odd.front()) < 0x80;
  Finding found =
      refuse(report, host, is_blank(odd) ? "T18" : "",
             "host {} holds {}, which {}", in_quotes(host.text()),
             described(odd), ascii ? "no host name has" : "is not ASCII");
  if (ascii)
    propose(found, host, trim(host.text()),
            "use letters, digits, \"-\" and dots only");
  else
    found.fix("write its ASCII form, in which such labels begin with \"xn--\"");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::character) report_one(host, report);
}

}  // namespace

constinit const Rule rules::host_character = {
    .id = "GW208",
    .name = "host-character",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host with a character that DNS names do not have",
    .rationale = R"(Istio takes letters, digits and hyphens in the labels of a
host. Underscores are refused even though some DNS servers carry them; names in
other scripts are written in their ASCII form (xn--...), which is also what
clients send.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - my_shop.example.com  # <--
  - bücher.example.com  # <--
  - "shop.example.com "  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - my-shop.example.com
  - xn--bcher-kva.example.com
  - shop.example.com)",
    .source = "istio pkg/config/validation, ValidateDNS1123Labels",
    .keys = {"HD1", "HD2", "HD3", "T18"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
