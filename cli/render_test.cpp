// The command render: its options, what it refuses, how it ends.
#include "base/text.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace asmgw::cli {
namespace {

constexpr std::string_view gateway = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec:
  selector: {istio: ingress}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: a}
)";

constexpr std::string_view second_server = R"(
  - port: {number: 443, name: other, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: a}
)";

Ran render(std::vector<std::string> arguments,
           std::string_view text = gateway) {
  World world;
  world.in = text;
  arguments.insert(arguments.begin(), "render");
  arguments.emplace_back("-");
  return run_asmgw(arguments, world);
}

TEST_CASE("render: table on stdout, summary on stderr") {
  const Ran ran = render({});
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "0.0.0.0:443  HTTPS  SIMPLE"));
  CHECK(ran.err == "Rendered 1 Gateway of 1 file: 1 workload, 1 listener.\n");
  CHECK(render({"-q"}).err == "");
}

TEST_CASE(
    "render: of a thousand documents that cannot be read the rest is counted") {
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "%A\n---\n";
  text += gateway;
  const Ran ran = render({}, text);
  CHECK(ran.status == 2);
  CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1001);
  CHECK(ran.err.ends_with("asmgw: 500 more documents cannot be read\n"));
}

TEST_CASE("render: --fail-on-dropped") {
  const std::string text =
      std::string(gateway) + std::string(second_server.substr(1));
  CHECK(render({}, text).status == 0);
  const Ran ran = render({"--fail-on-dropped"}, text);
  CHECK(ran.status == 1);
  CHECK(contains(ran.err, ", 1 server dropped.\n"));
  CHECK(render({"--fail-on-dropped"}).status == 0);
  CHECK(render({"--fail-on-dropped", "--unprivileged"}).status == 1);
}

TEST_CASE("render: a server that only lacks a VirtualService is not dropped") {
  const std::string tcp = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw}
spec:
  servers:
  - port: {number: 9000, name: tcp, protocol: TCP}
    hosts: ['*']
)";
  const Ran ran =
      render({"--fail-on-dropped", "--complete=VirtualService"}, tcp);
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "omitted"));
  CHECK(contains(render({}, tcp).out, "unknown"));
  CHECK(contains(ran.out, "WORKLOAD selector()"));
}

TEST_CASE("render: what cannot be read leaves stdout empty") {
  const Ran broken = render({}, "kind: Gateway\nspec: [\n");
  CHECK(broken.status == 2);
  CHECK(broken.out == "");
  CHECK(contains(broken.err, "asmgw: <stdin>:2:7: "));
  const Ran context = render({}, std::string(gateway) +
                                     "---\nkind: VirtualService\n"
                                     "apiVersion: networking.istio.io/v1\n"
                                     "spec: [\n");
  CHECK(context.status == 2);
  CHECK(context.out == "");
  CHECK(contains(context.err,
                 "asmgw: <stdin>:13:7: this VirtualService cannot be read: "));
  const Ran missing = run_asmgw({"render", "not-there.yaml"});
  CHECK(missing.status == 2);
  CHECK(missing.out == "");
}

TEST_CASE("render: a Gateway that lint refuses is shown as if accepted") {
  const Ran ran = render({}, R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec:
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [nodots]
)");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "NOTES    shop/gw would be refused"));
}

TEST_CASE("render: no Gateway") {
  const Ran ran = render({}, "kind: ConfigMap\napiVersion: v1\n");
  CHECK(ran.status == 0);
  CHECK(ran.out == "");
  CHECK(contains(ran.err, "asmgw: no Gateway found\n"));
  const Ran json = render({"-o", "json"}, "");
  CHECK(json.status == 0);
  CHECK(contains(json.out, "\"workloads\": []"));
  CHECK(render({"--fail-if-empty"}, "").status == 2);
  CHECK(render({"--fail-if-empty", "-o", "json"}, "").out.empty());
}

TEST_CASE("render: workloads are defined or selected") {
  Ran ran = render({"--workload", "infra/edge:istio=ingress,app=x"});
  CHECK(contains(ran.out, "WORKLOAD infra/edge  namespace infra"));
  ran = render({"--workload", "selector(istio=ingress)"});
  CHECK(contains(ran.out, "WORKLOAD selector(istio=ingress)"));
  ran = render({"--workload", "selector(istio=ingres)"});
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(contains(ran.err, "did you mean \"selector(istio=ingress)\"?"));
  ran = render({"--workload", "edge:app=x"});
  CHECK(contains(ran.out, "no Gateway selects this workload\n"));
}

TEST_CASE("render: options that make no sense") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
      {{"--workload", "edge:"}, "\"edge:\" has no labels"},
      {{"--workload", "edge:a"}, "has no value for label \"a\""},
      {{"--workload", "edge:a=b,a=c"}, "gives label \"a\" twice"},
      {{"--workload", "edge:a=-"}, "a label that Kubernetes does not take"},
      {{"--workload", "A/b:a=b"}, "has no good namespace"},
      {{"--workload", "/:a=b"}, "has no good namespace"},
      {{"--service-ports", "80"}, "\"80\" is not a port and its target"},
      {{"--service-ports", "80:0"}, "\"80:0\" is not a port and its target"},
      {{"--service-ports", "80:1,80:2"}, "port 80 is given twice"},
      {{"--gateway-namespace", "A"}, "is not a name that a namespace can"},
      {{"--order", "nam"}, "did you mean \"name\"?"},
      {{"--order", "timestamp"}, "<stdin>:3: Gateway \"shop/gw\" has no"},
      {{"--host", "https://a"}, "is no host name"},
      {{"--port", "0"}, "is not a number from 1 to 65535"},
      {{"-o", "tabel"}, "did you mean \"table\"?"},
  };
  for (const auto& one : wrong) {
    const auto& arguments = one.first;
    const auto& message = one.second;
    CAPTURE(arguments.back());
    const Ran ran = render(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out == "");
    CAPTURE(ran.err);
    CHECK(contains(ran.err, message));
  }
}

TEST_CASE("render: ports, filters and the width of the terminal") {
  Ran ran = render({"--service-ports", "443:8443", "--port", "443"});
  CHECK(contains(ran.out, "0.0.0.0:8443 (svc 443)"));
  ran = render({"--host", "b.example.com"});
  CHECK(contains(ran.out, "no listener fits --port and --host\n"));
  World terminal;
  terminal.terminal = true;
  terminal.environment = {{"COLUMNS", "60"}, {"TERM", "dumb"}};
  const TemporaryFolder folder;
  std::string text(gateway);
  text.replace(text.find("a.example.com"), 13, "a.example.com, b.example.com");
  folder.write("gw.yaml", text);
  for (const char* columns : {"40", "60", "80", "120"}) {
    terminal.environment["COLUMNS"] = columns;
    std::istringstream lines(run_asmgw({"render", "gw.yaml"}, terminal).out);
    CAPTURE(columns);
    for (std::string line;
         std::getline(lines, line) && !line.starts_with("NOTES");)
      if (!line.starts_with("WORKLOAD"))
        CHECK(line.size() <= std::stoul(columns));
  }
  terminal.environment["COLUMNS"] = "60";
  const std::string narrow = run_asmgw({"render", "gw.yaml"}, terminal).out;
  CHECK(contains(narrow, "ADDRESS    0.0.0.0:443\n  PROTO    HTTPS\n"));
  CHECK(contains(narrow, "MATCH    SNI: a.example.com,b.example.com\n"));
  terminal.environment["COLUMNS"] = "300";
  CHECK(contains(run_asmgw({"render", "gw.yaml"}, terminal).out,
                 "SNI: a.example.com,b.example.com"));
}

}  // namespace
}  // namespace asmgw::cli
