// Policies of the gateway workload, and the requests they meet.
#include "listen/policies.h"

#include "resolve/resolve.h"
#include "testing/listening.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

const std::string site =
    "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
    "metadata: {name: v, namespace: shop}\n"
    "spec: {hosts: ['*'], gateways: [gw], http: [{route: [{destination: "
    "{host: web}}]}]}\n";

std::string policy(const std::string& spec,
                   const std::string& kind = "AuthorizationPolicy",
                   const std::string& group = "security.istio.io/v1",
                   const std::string& namespace_ = "istio-system") {
  return fmt::format(
      "---\napiVersion: {}\nkind: {}\nmetadata: {{name: p, namespace: {}}}\n"
      "spec: {{{}}}\n",
      group, kind, namespace_, spec);
}

/// The outcome, then why each policy is told of.
std::string told_of(const std::string& policies,
                    const std::string& url = "http://a.com/admin/x",
                    const std::string& method = "GET") {
  const MeshSettings settings = in_file_order();
  const Listening got("shop/gw: HTTP 80 *\n" + site + policies, settings);
  Request request = *parse_url(url);
  request.method = method;
  const Answer answer = resolve(got.effective(), got.mesh(), settings, request);
  std::string out(text_of(answer.outcome));
  for (const Step& step : answer.steps)
    if (step.kind == StepKind::policy) out += "; " + step.why;
  return out;
}

const std::string deny = "action: DENY, rules: [{to: [{operation: {";
const std::string end = "}}]}]";
const std::string perhaps =
    "cluster; DENY: rules[0] may take the request, which hangs on more than is "
    "known here: then 403";
const std::string surely = "denied; DENY: rules[0] takes the request: 403";
const std::string acts =
    "cluster; acts on the requests of the workload and is not rendered: it may "
    "change the answer";

}  // namespace

TEST_CASE("a DENY rule that takes the request denies it") {
  CHECK(told_of(policy(deny + "paths: [/admin/*]" + end)) == surely);
  CHECK(told_of(policy(deny + "paths: ['*/x'], methods: [GET]" + end)) ==
        surely);
  CHECK(told_of(policy(deny + "hosts: [A.com]" + end)) == surely);
  CHECK(told_of(policy(deny + "hosts: ['*.com'], ports: ['80']" + end)) ==
        surely);
  CHECK(told_of(policy(deny + "notPaths: [/healthz]" + end)) == surely);
  CHECK(told_of(policy("action: DENY, rules: [{}]")) == surely);
}

TEST_CASE("a DENY rule that does not is not told of") {
  for (const char* operation :
       {"paths: [/admin]", "methods: [POST]", "hosts: [b.com]", "ports: ['81']",
        "paths: ['*'], notPaths: [/admin/*]", "hosts: [a.com], methods: [PUT]"})
    CHECK(told_of(policy(deny + operation + end)) == "cluster");
  CHECK(told_of(policy("action: DENY")) == "cluster");
  CHECK(told_of(policy("action: AUDIT, rules: [{}]")) == "cluster");
}

TEST_CASE("what hangs on the client is named and not decided") {
  CHECK(
      told_of(policy(
          "action: DENY, rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}], "
          "to: [{operation: {paths: [/admin/*]}}]}]")) == perhaps);
  CHECK(told_of(policy("action: DENY, rules: [{when: [{key: x, values: "
                       "[y]}]}]")) == perhaps);
  CHECK(told_of(policy(deny + "paths: ['/{*}/x']" + end)) == perhaps);
  CHECK(told_of(policy(deny + "hosts: ['a.com:8080']" + end),
                "http://a.com/") == "cluster");
}

TEST_CASE("what of a DENY rule cannot be read decides nothing") {
  for (const char* operation :
       {"paths: [5]", "paths: /admin", "pathz: [/]", "ports: [80]", "",
        "paths: [/admin/*], pathz: [/]"})
    CHECK(told_of(policy(deny + operation + end)) == perhaps);
  for (const char* rule : {"{from: {}}", "{form: [{}]}", "{to: []}"})
    CHECK(told_of(policy(fmt::format("action: DENY, rules: [{}]", rule))) ==
          perhaps);
  CHECK(told_of(policy("action: deny, rules: [{}]")) == acts);
}

TEST_CASE("a dry run denies nothing") {
  std::string tried = policy("action: DENY, rules: [{}]");
  const std::string name = "name: p,";
  tried.replace(tried.find(name), name.size(),
                name + " annotations: {istio.io/dry-run: 'true'},");
  CHECK(told_of(tried) == "cluster");
}

TEST_CASE("ALLOW: named where it takes the request, and where none does") {
  const std::string rule = "rules: [{to: [{operation: {methods: [GET]}}]}]";
  CHECK(told_of(policy(rule)) ==
        "cluster; ALLOW: rules[0] lets the request "
        "pass");
  CHECK(told_of(policy(rule), "http://a.com/", "PUT") ==
        "cluster; ALLOW: none of its rules takes the request: 403, unless "
        "another policy allows it");
  CHECK(told_of(policy("")).find("none of its rules") != std::string::npos);
}

TEST_CASE("a policy is told of where it selects the workload") {
  const std::string rules = ", action: DENY, rules: [{}]";
  const auto selecting = [&](const std::string& labels, const char* where) {
    return told_of(policy("selector: {matchLabels: {" + labels + "}}" + rules,
                          "AuthorizationPolicy", "security.istio.io/v1",
                          where));
  };
  CHECK(selecting("istio: ingressgateway", "istio-system") == surely);
  CHECK(selecting("istio: egressgateway", "istio-system") == "cluster");
  CHECK(selecting("app: gw", "shop") == "cluster");
  CHECK(told_of(policy("action: DENY, rules: [{}]", "AuthorizationPolicy",
                       "security.istio.io/v1", "shop")) == "cluster");
  CHECK(told_of(policy("targetRefs: [{kind: Service, name: web}]" + rules)) ==
        "cluster");
  CHECK(told_of(policy("targetRefs: [{kind: Gateway, name: gw}]" + rules)) ==
        "cluster");
}

TEST_CASE(
    "a workload that is made up may have more labels, or stand elsewhere") {
  const auto sure = [](const Labels& labels, const std::string& where) {
    WorkloadPolicy policy;
    policy.head.namespace_ = where;
    policy.selector = labels;
    Workload workload;
    workload.namespace_ = "istio-system";
    workload.labels = {{"istio", "ingressgateway"}};
    workload.inferred = true;
    return selects(policy, workload);
  };
  CHECK(sure({{"istio", "ingressgateway"}}, "istio-system") == Sureness::yes);
  CHECK(sure({{"app", "gw"}}, "istio-system") == Sureness::perhaps);
  CHECK(sure({{"istio", "ingressgateway"}}, "shop") == Sureness::perhaps);
  CHECK(sure({{"app", "gw"}}, "shop") == Sureness::no);
  CHECK(sure({{"istio", "egress"}}, "istio-system") == Sureness::no);
  CHECK(sure({}, "shop") == Sureness::no);
}

TEST_CASE("a policy may target several Gateways of the Gateway API") {
  WorkloadPolicy policy;
  policy.head.namespace_ = "shop";
  policy.targets = {"one", "two"};
  Workload pods;
  pods.namespace_ = "shop";
  for (const char* name : {"one", "two", "three"}) {
    pods.labels = {{"gateway.networking.k8s.io/gateway-name", name}};
    CHECK((selects(policy, pods) == Sureness::yes) ==
          (std::string_view(name) != "three"));
  }
}

TEST_CASE("what else acts on requests is named") {
  const std::string select = "selector: {matchLabels: {istio: ingressgateway}}";
  CHECK(told_of(policy(select, "WasmPlugin", "extensions.istio.io/v1alpha1")) ==
        acts);
  CHECK(told_of(policy(select, "RequestAuthentication")) == acts);
  const std::string asm_ = "istio.alibabacloud.com/v1";
  CHECK(told_of(policy("workloadSelector: {labels: {istio: ingressgateway}}",
                       "ASMLocalRateLimiter", asm_)) == acts);
  CHECK(told_of(policy("ingress: {gateway: {name: ingressgateway, namespace: "
                       "istio-system, type: ASM}}",
                       "ASMSwimLaneGroup", asm_)) == acts);
  CHECK(told_of(policy("ingressRules: [{hosts: [a.com]}]", "ASMSwimLane",
                       asm_)) == acts);
  CHECK(told_of(policy("ingressRules: [{hosts: [b.com]}]", "ASMSwimLane",
                       asm_)) == "cluster");
  const std::string networking = "networking.istio.io/v1alpha3";
  CHECK(told_of(policy("configPatches: [{match: {context: GATEWAY}}]",
                       "EnvoyFilter", networking)) == acts);
  CHECK(told_of(policy("configPatches: [{match: {context: SIDECAR_INBOUND}}]",
                       "EnvoyFilter", networking)) == "cluster");
}

}  // namespace asmgw
