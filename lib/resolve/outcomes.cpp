// Outcomes first, then the reasons that have words of their own.
#include "resolve/outcomes.h"

#include <algorithm>

namespace asmgw {

const std::array<OutcomeText, 24> outcome_texts{{
    {"cluster", "the request is passed on to the clusters named",
     "A route of a VirtualService, or a filter chain of TCP, takes the "
     "request. "
     "Several clusters share it by weight; where only some of them can be "
     "there, their share of the requests is answered with 503.",
     "If it is the wrong one: the steps say which routes were asked before it, "
     "and why they did not take the request."},
    {"redirect", "the gateway answers with a redirect",
     "Either a VirtualService says so, or `httpsRedirect` of the server does "
     "(reason `redirect`): then no route of the host is reached in clear text, "
     "from whichever Gateway it comes. Location is https with Host as it was "
     "sent, port and all, so that it works by itself from 80 to 443 only.",
     "Resolve the Location as well: it may lead to a port or host that nothing "
     "serves."},
    {"direct", "the gateway answers by itself",
     "The route has a `directResponse`, or the reason says why no Service is "
     "asked: `fault` or `cors`.",
     ""},
    {"denied", "a policy of the gateway workload answers 403",
     "An AuthorizationPolicy with action DENY selects the workload, and one of "
     "its rules takes the request by host, port, method and path alone. What "
     "else a policy may hang on (the client's address or identity, `when`) is "
     "not known: such a policy is a step of the answer, and the outcome stays "
     "what it would be without.",
     "Change the rule, or ask for something that it does not take."},
    {"not-found", "the gateway answers 404",
     "The connection is good, but Host or path lead nowhere: no virtual host "
     "has the Host, or none of its routes takes the request. No other virtual "
     "host is tried.",
     "Bind a VirtualService whose hosts and `gateways` fit, in a namespace "
     "that the server's hosts let in."},
    {"unavailable", "the gateway answers 503",
     "A route takes the request, but Envoy has no cluster of that name: see "
     "`no-cluster`. Behind a chain of TCP the connection is closed.",
     "Correct the destination, or add what it names."},
    {"closed", "the connection is refused or closed",
     "Nothing listens on the port, or no filter chain of the listener takes "
     "the server name. The client gets no HTTP status.",
     "Add a server for port and host, or see why the one that is there is "
     "dropped: asmgw render --dropped only."},
    {"tls", "plaintext met TLS",
     "The client speaks HTTP without TLS to a filter chain that ends TLS; the "
     "handshake fails and the connection is closed.",
     "Ask with https://, or add a server for plaintext on another port."},
    {"protocol", "TLS met plaintext HTTP",
     "The client begins a TLS handshake where the server is plain HTTP. "
     "Clients report \"wrong version number\".",
     "Ask with http://, or make the server HTTPS with a `tls` block."},
    {"handshake", "the TLS handshake fails",
     "Either the gateway has no certificate to present, or it asks for one of "
     "the client and none is shown, or it speaks no version of TLS.",
     "See `no-credential`, `client-certificate`, `no-version` and "
     "`no-curve`."},
    {"unknown", "nothing can be said",
     "Envoy or istiod refuse what the files ask for: running gateways keep "
     "what they had before, new ones have nothing. Or what decides is not "
     "among the inputs: see `not-given`.",
     "Mend what the step names; asmgw lint tells more."},
    {"no-listener", "nothing listens on the port",
     "No server of a Gateway that selects the workload makes a listener on "
     "this port and address, or a Service leads the port elsewhere.",
     "Compare the port of the URL with asmgw render, and the Service's "
     "targetPort with the port that is listened on."},
    {"no-chain", "no filter chain takes the server name",
     "The chain is chosen by the server name of TLS: the exact name, then the "
     "longest wildcard, then a chain that asks for none. A wildcard covers "
     "every depth below its name, but not the name itself.",
     "Add the host to a server of the port."},
    {"no-virtual-host", "no virtual host has this Host",
     "The routes of the filter chain hold only hosts that both a server and a "
     "VirtualService name. Server name and Host are not compared.",
     "Name the host in a VirtualService that lists the Gateway."},
    {"no-route", "no route of the virtual host takes the request",
     "Paths, headers or methods of every route ask for something else, or no "
     "VirtualService is bound at all.",
     "The steps say for the first routes which condition failed."},
    {"client-certificate", "a client certificate is asked for and not shown",
     "Modes MUTUAL and ISTIO_MUTUAL refuse clients without one.",
     "Show one (--client-cert), or use SIMPLE or OPTIONAL_MUTUAL."},
    {"no-credential", "the gateway gets no certificate by the credential",
     "The Secret does not exist (said only with --complete, which says that "
     "what is not among the inputs does not exist), it is in another namespace "
     "than the gateway pods and istiod denies it to them, its name ends in "
     "-cacert, or no Secret can have the name. Handshakes fail on this chain; "
     "others work.",
     "Create the Secret in the namespace of the gateway workload."},
    {"no-version", "the server accepts no version of TLS",
     "Its minProtocolVersion is above its maxProtocolVersion, or that is below "
     "TLS 1.2, which no client of today offers. Every handshake on this chain "
     "fails; others work.",
     "Raise maxProtocolVersion, or remove it."},
    {"no-curve", "Envoy cannot use the ecdhCurves of the server",
     "One of them is no name that Envoy knows, or stands twice. In a new pod "
     "every handshake on this chain fails; running pods keep the listener they "
     "had.",
     "Write each of P-256, P-384, P-521, X25519 and X25519MLKEM768 once at "
     "most."},
    {"refused-routes", "Envoy refuses all routes of the listener",
     "One route of the configuration has something that Istio lets pass and "
     "Envoy does not take. New pods answer every request with 404; running "
     "pods keep the routes they had.",
     "Mend the route that the step names."},
    {"no-cluster", "the cluster of the route cannot be there: 503",
     "The Service of the destination has no such port; or no Service or "
     "ServiceEntry has the host, no DestinationRule the subset (both said only "
     "with --complete); or none that has the host is exported to the namespace "
     "of the gateway workload.",
     "Correct host, port or subset of the destination, or exportTo."},
    {"fault", "the route answers every request with an error",
     "`fault.abort` of the route holds for all requests.",
     "Remove `fault`, or lower its percentage."},
    {"cors", "the gateway answers a CORS preflight",
     "OPTIONS with Access-Control-Request-Method and an Origin that "
     "`corsPolicy` lets in is answered with 200; no Service is asked.",
     ""},
    {"not-given", "what decides is not among the inputs",
     "No VirtualService was given, so that nothing can be said of routes: 404 "
     "would be a guess.",
     "Give the VirtualServices (--in PATH), or say that there are none: "
     "--complete=VirtualService."},
}};

const OutcomeText* find_outcome(std::string_view word) {
  if (word == "403") word = "denied";
  if (word == "404") word = "not-found";
  if (word == "503") word = "unavailable";
  const auto at =
      std::find_if(outcome_texts.begin(), outcome_texts.end(),
                   [&](const OutcomeText& one) { return one.word == word; });
  return at == outcome_texts.end() ? nullptr : &*at;
}

}  // namespace asmgw
