// Names that Istio refuses though Kubernetes takes them.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "model/template_marks.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void report_missing(const Gateway& gateway, Report& report) {
  const Metadata& metadata = *gateway.metadata;
  if (filled(metadata.generate_name)) {
    report.at_key(metadata.generate_name, "generateName but no name")
        .consequence(
            "kubectl apply and istioctl validate refuse it; kubectl "
            "create makes up a name")
        .fix("add a name");
    return;
  }
  Finding found = given(gateway.metadata)
                      ? report.at(metadata.name, "the Gateway has no name")
                      : report.at(gateway.metadata, "the Gateway has no name");
  found.consequence("kubectl and Istio refuse it").fix("add metadata.name");
}

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || gateway->metadata.given == Given::unreadable) return;
  if (has_free_name(facts)) return;
  const Field<std::string>& name = gateway->metadata->name;
  if (blank(name)) {
    report_missing(*gateway, report);
    return;
  }
  // What Kubernetes refuses as well is reported once, as that.
  if (!given(name) || holds_placeholder(*name) || is_istio_label(*name) ||
      !is_dns_subdomain(*name))
    return;
  const bool dot = name->find('.') != std::string::npos;
  Finding found =
      dot ? report.at(name, "the name {} has a dot", in_quotes(*name))
          : report.at(name, "the name has {} characters; Istio allows 63",
                      name->size());
  found
      .consequence(
          "Istio refuses the Gateway, though Kubernetes would take "
          "the name")
      .fix("write a name like {}", in_quotes(usable_name(*name)));
}

}  // namespace

constinit const Rule rules::refused_name = {
    .id = "GW031",
    .name = "refused-name",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "name that is missing, has a dot or is too long",
    .rationale =
        R"(Istio wants the name of a Gateway to be a DNS label of at most
63 characters, without dots, because it becomes part of names in Envoy.
Kubernetes would allow dots and 253 characters. A Gateway with generateName
alone has no name yet when kubectl apply or istioctl validate looks at it.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop.example.com  # <--
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, ValidateGateway",
    .keys = {"N1"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
