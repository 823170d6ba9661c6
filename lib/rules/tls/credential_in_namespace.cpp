// A credential that names the namespace of its Secret.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/template_marks.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// Pods that are not among the inputs are mostly in istio-system, and now and
/// then beside the Gateway.
Severity level_where_inferred(std::string_view secret_namespace,
                              std::string_view gateway_namespace,
                              const MeshSettings& settings) {
  if (secret_namespace == settings.gateway_namespace) return Severity::info;
  return secret_namespace == gateway_namespace ? Severity::warning
                                               : Severity::error;
}

/// What the workloads of a server make of one of its credentials.
struct Use {
  const ServerIn* server = nullptr;
  Severity level = Severity::off;
  Severity fault = Severity::error;  ///< what it comes to, if it is one
  const Workload* pods = nullptr;
};
using Uses = std::map<const Field<std::string>*, Use>;

class Check {
 public:
  Check(const SetFacts& facts, Report& report)
      : facts_(facts), report_(report) {}

  void run() {
    for (const WorkloadFacts& one : facts_.workloads)
      for (const ServerIn& server : one.effective.servers)
        look_at(server, one.effective.workload);
    for (const auto* name : order_) report(*name, uses_.at(name));
  }

 private:
  void look_at(const ServerIn& server, const Workload& pods) {
    if (!server.field || !presents_certificate(*server)) return;
    const std::string& ns = facts_.gateway_of(server).namespace_;
    const Tls& tls = *server->tls;
    for (const auto* name : written_credentials(tls, facts_.settings.version)) {
      const Credential credential = parse_credential(**name);
      if (credential.form != CredentialForm::namespaced ||
          holds_placeholder(**name) ||
          fault_of(**name) != CredentialFault::none)
        continue;
      Severity level =
          pods.inferred
              ? level_where_inferred(credential.namespace_, ns, facts_.settings)
          : credential.namespace_ == pods.namespace_ ? Severity::off
                                                     : Severity::error;
      Severity fault = Severity::error;
      if (level == Severity::error)
        level = fault = level_of_fault(
            tls, facts_.settings.version,
            [&](const std::string& one) { return fault_of(one, pods, ns); });
      const auto [at, fresh] = uses_.try_emplace(name);
      if (fresh) order_.push_back(name);
      if (level > at->second.level) at->second = {&server, level, fault, &pods};
    }
  }

  void report(const Field<std::string>& name, const Use& use) const {
    if (use.level == Severity::off) return;
    const Credential credential = parse_credential(*name);
    Finding found =
        report_.about(facts_.model_of(*use.server))
            .at(name, "credential {} names a namespace", in_quotes(*name));
    found.at_most(use.level);
    if (use.pods->inferred)
      found.consequence(
          "unless the gateway pods run in {}, istiod denies them the Secret "
          "and {}",
          credential.namespace_, end_of_fault(use.fault));
    else
      found.consequence(
          "the gateway pods run in {}: istiod denies them the Secret and {}",
          use.pods->namespace_, end_of_fault(use.fault));
    found.fix(
        "put the Secret into the namespace of the gateway pods and write {}",
        credential.name);
  }

  const SetFacts& facts_;
  Report& report_;
  Uses uses_;
  std::vector<const Field<std::string>*> order_;
};

void check(const SetFacts& facts, Report& report) {
  Check(facts, report).run();
}

}  // namespace

constinit const Rule rules::credential_in_namespace = {
    .id = "GW320",
    .name = "credential-in-namespace",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "credentialName with a namespace",
    .rationale = R"(A Secret is looked up in the namespace of the gateway pods,
not in that of the Gateway. A namespace before the name is understood, but
istiod hands the Secret out only if it is the namespace of the pods: then it is
superfluous, otherwise the listener gets no certificate and handshakes fail.
Where the pods run is known if their workload is given; otherwise they are taken
to run in istio-system, or beside the Gateway.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop/shop-tls}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop-tls})",
    .source = "istio pilot/pkg/xds/sds.go, filterAuthorizedResources",
    .keys = {"T44"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
