// Values that are filled in before the manifest is applied.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  const Placeholders& all = facts.model.placeholders;
  if (all.count == 0) return;
  report
      .at(all.first, root_path, "{}; what {} is not known",
          counted(all.count, "placeholder"),
          all.count == 1 ? "it becomes" : "they become")
      .consequence("values that hold one are not judged, all else is")
      .fix(
          "check what is applied: fill them in, and pipe that to asmgw lint -");
}

}  // namespace

constinit const Rule rules::placeholder = {
    .id = "GW036",
    .name = "placeholder",
    .severity = Severity::info,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "placeholders that some tool fills in",
    .rationale =
        R"(Flux, envsubst, Argo CD plugins and scripts fill in ${domain}, ${x:=y},
$DOMAIN, $(VAR), %HOST%, @HOST@, __HOST__, [[ host ]], {{ host }} and REPLACE_ME
before a manifest is applied. What they become is not known, so that no finding
rests on a value that holds one; the rest of the document is judged. Where
nothing fills them in Istio refuses the Gateway.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["shop.${domain}", $HOST]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "asmgw reads manifests, not what they are made from",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
