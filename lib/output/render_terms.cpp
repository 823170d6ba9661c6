// STATUS first, then the reasons, then modes.
#include "output/render_terms.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {

const std::array<OutcomeText, 20> render_terms{{
    {"ok", "the listener is there, and so is a route",
     "Envoy has the listener, and what the row names takes its requests. "
     "Whether pods stand behind it is not looked at.",
     ""},
    {"no-vs", "no VirtualService gives the server a route",
     "Envoy listens, and TLS ends where it is to, but every request is "
     "answered with 404: no VirtualService is bound to the Gateway with a host "
     "that the server serves.",
     "Name the Gateway in `gateways` of a VirtualService (`namespace/name` "
     "from another namespace), with hosts that the server has; asmgw lint "
     "tells near misses."},
    {"NACK", "Envoy refuses the listener",
     "istiod sends the listener, and Envoy takes none of it: pods that run "
     "keep the one they had, new pods have none, so that connections to the "
     "port are refused. The other listeners go on. `reason` in JSON and the "
     "notes below the table say why.",
     "Correct what the notes name; asmgw lint --select GW4,GW3 shows it in "
     "place."},
    {"omitted", "istiod makes no listener",
     "No server of it has a filter chain, as where a TCP or PASSTHROUGH server "
     "has no VirtualService with a route for it: nothing listens on the port, "
     "and connections are refused.",
     "Bind a VirtualService with `tcp` or `tls` routes to the Gateway."},
    {"privileged", "the pods may not listen on the port",
     "The workload runs without the right to listen below 1024 "
     "(`--unprivileged`, or what the pod says), and istiod leaves such "
     "listeners out.",
     "Let the Service lead to a port of 1024 or more (`targetPort`), which is "
     "what istiod then listens on."},
    {"unknown", "what decides was not given",
     "The inputs hold no VirtualService or Service, and do not say that there "
     "is none: what is behind the listener cannot be told.",
     "Name the missing manifests as well, or say `--complete` if there are "
     "none."},
    {"no-port", "the server has no usable port",
     "istiod skips a server without `port`. Nothing of it is served.",
     "Give it `port` with number, name and protocol."},
    {"duplicate-tls-host",
     "an earlier server has one of the hosts on this port already",
     "Servers that handle TLS register their hosts for port and bind. If only "
     "one host is there already, istiod drops the whole server, with all its "
     "other hosts.",
     "Remove the host from one of the two; WINNER names the other server."},
    {"protocol-conflict", "the port belongs to servers of another protocol",
     "On one port and bind plaintext and TLS, or HTTP and TCP, do not go "
     "together: the first server decides, later ones are dropped.",
     "Move the server to another port, or write the protocol of the winner."},
    {"duplicate-port-name", "another server of the Gateway has this port name",
     "Route names of HTTPS servers are made from port name and Gateway: the "
     "second server with one name is dropped.",
     "Give each server of the Gateway a port name of its own."},
    {"privileged-port", "the pods may not listen on the port",
     "See `privileged`: the server is merged, and its listener is left out.",
     "Let the Service lead to a port of 1024 or more."},
    {"no-filter-chain", "no route gives the server a filter chain",
     "A TCP or TLS server without a VirtualService that has a `tcp` or `tls` "
     "route for it adds nothing to the listener; if no server does, the "
     "listener is omitted.",
     "Bind a VirtualService with such routes to the Gateway."},
    {"same-match", "two filter chains match the same",
     "Two chains of the listener have equal conditions, and Envoy refuses it "
     "(NACK).",
     "Serve each TLS host once on the port."},
    {"overlapping-match", "two filter chains share a server name",
     "Envoy compares names in lower case, and refuses a listener where a name "
     "stands twice (NACK).",
     "Serve each TLS host once on the port, in lower case."},
    {"partial-wildcard",
     "a server name has a wildcard that Envoy does not know",
     "Envoy takes `*` only as the whole first label of a server name, and "
     "refuses the listener otherwise (NACK).",
     "Write `*.example.com` or whole names."},
    {"tls-context", "Envoy refuses what `tls` of a server says",
     "Istio lets it pass, Envoy refuses it, and with it the whole listener "
     "(NACK).",
     "asmgw lint --select GW3 names the field."},
    {"proxy-port", "the proxy itself listens on this port",
     "15021 and 15090, among others, are ports of the proxy: a listener of a "
     "Gateway there is refused (NACK).",
     "Take another port."},
    {"PT", "PASSTHROUGH: TLS goes on to the Service as it is",
     "The gateway reads the server name and nothing else; certificates are "
     "those of the Service.",
     ""},
    {"APT",
     "AUTO_PASSTHROUGH: TLS goes on to the Service that the server name names",
     "For traffic between clusters of a mesh; no VirtualService is asked.", ""},
    {"redirect", "plain HTTP is answered with a redirect to https",
     "`tls.httpsRedirect` of the server. `redirect*` in the table: of some "
     "hosts of the port only.",
     ""},
}};

const OutcomeText* find_render_term(std::string_view word) {
  const auto* at = std::find_if(render_terms.begin(), render_terms.end(),
                                [&](const OutcomeText& one) {
                                  return equal_ignoring_case(one.word, word);
                                });
  return at == render_terms.end() ? nullptr : &*at;
}

}  // namespace asmgw
