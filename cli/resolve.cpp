// asmgw resolve URL… [--in PATH…]
#include "output/resolve.h"

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/resolve_run.h"
#include "cli/settings.h"

#include <memory>

namespace asmgw::cli {
namespace {

void declare_request(Options& options, ResolveWishes& wishes) {
  options.positional({"URL", "URL", "http:// or https://, as a client asks it"},
                     wishes.urls);
  options.section("Request");
  options.value({"--address", "ADDRESS",
                 "address of the pod that is asked, and the port of the URL is "
                 "the pod's; without it the pod's own, through its Services if "
                 "some are given"},
                wishes.address);
  options.value({"--sni", "NAME", "server name of TLS, in place of the URL's"},
                wishes.sni);
  options.flag({"--no-sni", "", "send no server name"}, wishes.no_sni);
  options.value({"--host", "HOST", "Host, in place of the URL's"}, wishes.host);
  options.value({"--method", "METHOD", "in place of GET"}, wishes.method);
  options.values({"-H,--header", "HEADER", "'Name: value'; repeatable"},
                 wishes.headers);
  options.flag({"--client-cert", "", "show a client certificate if asked"},
               wishes.client_certificate);
  options.value({"--alpn", "NAMES",
                 "protocols offered in the TLS handshake, as in h2,http/1.1 or "
                 "istio; h2,http/1.1 if not given"},
                wishes.alpn);
  options.flag({"--http3", "", "over QUIC: what listens on UDP answers"},
               wishes.http3);
  options.flag({"--grpc", "",
                "a call of gRPC: POST over HTTP/2, content-type "
                "application/grpc"},
               wishes.grpc);
}

Action declare_resolve(Options& options) {
  auto wishes = std::make_shared<ResolveWishes>();
  declare_request(options, *wishes);
  declare_inputs_by_option(options, wishes->input);
  declare_groups(options, wishes->groups);
  declare_settings(options, wishes->settings);
  declare_outputs(options, names_of(reporters::resolve), wishes->output);
  options.flag({"-q,--quiet", "", "no summary on stderr"}, wishes->quiet);
  return [wishes](Io& io) { return resolve(*wishes, io); };
}

}  // namespace

constinit const Command commands::resolve = {
    .name = "resolve",
    .usage = "[OPTIONS] URL... [--in PATH...]",
    .summary = "show what a request reaches, step by step",
    .details =
        "Decides what a gateway makes of a request, from the listeners and "
        "routes that `asmgw render` shows: listener, filter chain, handshake, "
        "virtual host and route, each with the place that decided and what "
        "lost against it. Every workload answers; --workload picks one. What "
        "the inputs do not tell is said: a Secret that was not given is taken "
        "to be there, unless --complete is.\n\n"
        "Outcomes: cluster, redirect, direct (a response of the gateway's "
        "own), denied (403 of an AuthorizationPolicy), 404, unavailable (503: "
        "no cluster is there), closed (no listener or filter chain), tls "
        "(plaintext met TLS), protocol (TLS met plaintext HTTP), handshake (no "
        "credential, or a client certificate is missing), unknown (Envoy "
        "refuses the configuration, or what decides was not given).\n\n"
        "Exit status: 0 every URL reaches a route, a redirect or a direct "
        "response on some workload, 1 one does not, 2 could not do as asked, "
        "3 a bug. Every long option can also be given as a variable: "
        "ASMGW_GATEWAY_NAMESPACE=infra.",
    .examples =
        "asmgw resolve https://shop.example.com/cart # among all files here\n"
        "asmgw resolve http://shop.example.com/ --in gateways/ # of a folder\n"
        "helm template . | asmgw resolve https://shop.example.com --in -\n"
        "asmgw resolve https://10.0.0.5/ --no-sni --host a.com # by address\n"
        "asmgw resolve https://a.com/ --method POST -H 'X-Canary: yes'\n"
        "asmgw resolve https://a.com/shop.Cart/Add --grpc # gRPC\n"
        "asmgw resolve https://a.com/ --http3 --quic # over QUIC\n"
        "asmgw resolve https://a.com/ -o json # for programs\n",
    .declare = declare_resolve,
};

}  // namespace asmgw::cli
