// What the reporters make of a mesh, whatever istiod makes of it.
#include "output/render.h"

#include "base/text.h"
#include "mesh/merge.h"
#include "output/json.h"
#include "output/render_rows.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

namespace asmgw {
namespace {

/// Manifests as render shows them.
class Example {
 public:
  explicit Example(std::string text) {
    mesh =
        read_mesh(sources, {sources.add("gw.yaml", std::move(text))}, settings)
            .mesh;
  }

  [[nodiscard]] std::string as(const RenderReporter& reporter,
                               const Presentation& how = {}) const {
    Rendering rendering{sources, mesh, settings, {}, filter, notes};
    const Engine engine(mesh, settings);
    for (const Workload& workload : workloads(mesh, settings))
      rendering.workloads.push_back(engine.effective(workload));
    std::string out;
    reporter.write({rendering}, how, out);
    return out;
  }

  [[nodiscard]] Json json() const {
    return Json::parse(as(reporters::render_json));
  }

  Sources sources;
  Mesh mesh;
  MeshSettings settings;
  RenderFilter filter;
  std::vector<std::string> notes;
};

std::string gateway(std::string_view name, std::string_view servers) {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: "
         "{name: " +
         std::string(name) +
         ", namespace: shop}\nspec:\n  selector: {istio: ingress}\n  servers:" +
         std::string(servers) + "\n---\n";
}

std::string virtual_service(std::string_view name, std::string_view gateways,
                            std::string_view spec) {
  return "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
         "metadata: {name: " +
         std::string(name) + ", namespace: shop}\nspec:\n  gateways: [" +
         std::string(gateways) + "]" + std::string(spec) + "\n---\n";
}

/// One of each: served, without VirtualService, redirected, omitted, dropped.
std::string many() {
  return gateway("base", R"(
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [b.example.com, a.example.com, c.example.com]
    tls: {mode: MUTUAL, credentialName: base}
  - port: {number: 443, name: wild, protocol: HTTPS}
    hosts: ["*.example.com"]
    tls: {mode: SIMPLE, credentialName: infra/wild}
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
    tls: {httpsRedirect: true}
  - port: {number: 9000, name: tcp, protocol: TCP}
    hosts: ["*"])") +
         gateway("later", R"(
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com, only.example.com]
    tls: {mode: SIMPLE, credentialName: later})") +
         virtual_service("shop", "base", R"(
  hosts: [a.example.com]
  http:
  - match: [{uri: {exact: /cart}, headers: {x: {exact: y}}, method: {exact: GET}}]
    route:
    - {destination: {host: cart, port: {number: 80}}, weight: 90}
    - {destination: {host: cart2, port: {number: 80}}, weight: 10})");
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The line that has all of these parts, or "".
std::string line_with(const std::string& text,
                      const std::vector<std::string_view>& parts) {
  for (const std::string& line : lines_of(text))
    if (std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
          return contains(line, part);
        }))
      return line;
  return {};
}

TEST_CASE("table: a row a chain, then what is dropped") {
  CHECK(Example(many()).as(reporters::render_table) ==
        R"(WORKLOAD selector(istio=ingress)  namespace istio-system  order: name
ADDRESS       PROTO  TLS       MATCH                                CERT                       HOSTS          ROUTES             FROM          STATUS
0.0.0.0:80    HTTP   redirect  ALL                                  -                          a.example.com  301                shop/base[2]  ok
0.0.0.0:443   HTTPS  MUTUAL    SNI: a.example.com,b.example.com +1  secret istio-system/base?  a.example.com  vs shop/shop       shop/base[0]  ok
0.0.0.0:443   HTTPS  SIMPLE    SNI: *.example.com                   secret infra/wild?         a.example.com  vs shop/shop       shop/base[1]  ok
0.0.0.0:9000  TCP    -         ALL                                  -                          *              no route → closed  shop/base[3]  omitted
DROPPED  FROM           PORT  HOSTS                           REASON              WINNER        ORDER-SENSITIVE
         shop/base[3]   9000  *                               no-filter-chain     -             no
         shop/later[0]  443   a.example.com,only.example.com  duplicate-tls-host  shop/base[0]  yes
)");
}

TEST_CASE("table: without VirtualServices, with a Service") {
  Example example(gateway("gw", R"(
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["shop/a.example.com", "b.example.com", "c.example.com"])"));
  example.settings.service_ports = {{80, 8080}};
  const std::string table = example.as(reporters::render_table);
  CHECK(line_with(table, {"0.0.0.0:8080 (svc 80)  HTTP",
                          "shop/a.example.com,b.example.com +1", "  unknown  ",
                          "shop/gw[0]", "unknown"}) != "");
  CHECK(table.find("NOTES    no VirtualService is among the inputs") !=
        std::string::npos);
  example.settings.complete.add("VirtualService");
  CHECK(line_with(example.as(reporters::render_table),
                  {"b.example.com +1", "  404  ", "no-vs"}) != "");
}

TEST_CASE("table: a refused listener, and one that is not privileged") {
  const std::string two = gateway("gw", R"(
  - port: {number: 443, name: a, protocol: HTTPS}
    hosts: ["x/a.example.com"]
    tls: {mode: SIMPLE, credentialName: a}
  - port: {number: 443, name: b, protocol: HTTPS}
    hosts: ["y/a.example.com"]
    tls: {mode: SIMPLE, credentialName: b})");
  Example example(two);
  std::string table = example.as(reporters::render_table);
  CHECK(line_with(table, {"0.0.0.0:443", "shop/gw[1]", "NACK"}) != "");
  CHECK(contains(table,
                 "NOTES    Envoy refuses 0.0.0.0_443: two filter chains match "
                 "\"a.example.com\" (same-match); "));
  example.settings.unprivileged = true;
  table = example.as(reporters::render_table);
  CHECK(line_with(table, {"0.0.0.0:443", "shop/gw[0],shop/gw[1]",
                          "privileged"}) != "");
  CHECK(line_with(table, {"shop/gw[0]", "privileged-port"}) != "");
}

TEST_CASE("table: colour only where it is asked for") {
  const Example example(many());
  CHECK_FALSE(contains(example.as(reporters::render_table), "\x1b"));
  const std::string table = example.as(reporters::render_table, {true, 0});
  CHECK(contains(table, "\x1b[1;31mduplicate-tls-host\x1b[0m"));
  CHECK(contains(table, "\x1b[1;33momitted\x1b[0m"));
}

TEST_CASE("table: lists give way on a narrow terminal, never silently") {
  const Example example(many());
  const std::string narrow = example.as(reporters::render_table, {false, 140});
  CHECK(contains(narrow, "SNI: a.example.com +2"));
  CHECK(contains(example.as(reporters::render_table, {false, 100}),
                 "a.example.com +1  "));
  CHECK(contains(narrow, "secret istio-system/base?"));
  const std::string wide = example.as(reporters::render_wide, {false, 100});
  CHECK(contains(wide, "SNI: a.example.com,b.example.com,c.example.com"));
  CHECK_FALSE(contains(wide, " +"));
}

TEST_CASE("table: where no column can give way, rows are paragraphs") {
  const Example example(many());
  const std::string table = example.as(reporters::render_table, {false, 50});
  CHECK(contains(table, "\n  MATCH    SNI: a.example.com,b.example.com,\n" +
                            std::string(11, ' ') + "c.example.com\n"));
  CHECK(contains(table, "\nDROPPED\nFROM"));
}

TEST_CASE("table: a redirect of some hosts is marked") {
  const Example example(gateway("gw", R"(
  - port: {number: 80, name: a, protocol: HTTP}
    hosts: [a.example.com]
    tls: {httpsRedirect: true}
  - port: {number: 80, name: b, protocol: HTTP}
    hosts: [b.example.com])") +
                        virtual_service("vs", "gw", R"(
  hosts: [a.example.com, b.example.com]
  http: [{route: [{destination: {host: x}}]}])"));
  CHECK(line_with(example.as(reporters::render_table),
                  {"redirect*", "301,vs shop/vs", "ok"}) != "");
}

TEST_CASE("--host: the chains that would serve it") {
  Example example(many());
  const auto rows = [&](std::string_view host) {
    example.filter.host = host;
    std::string found;
    const Json all = example.json();
    for (const Json& workload : all["workloads"])
      for (const Json& listener : workload["listeners"])
        for (const Json& chain : listener["chains"])
          found += listener["name"].get<std::string>() + ' ' +
                   chain["match"]["sni"].dump() + '\n';
    return found;
  };
  CHECK(rows("A.example.com") ==
        "0.0.0.0_80 null\n0.0.0.0_443 [\"a.example.com\",\"b.example.com\","
        "\"c.example.com\"]\n");
  CHECK(rows("x.y.example.com") == "0.0.0.0_443 [\"*.example.com\"]\n");
  CHECK(rows("example.com") == "");
  example.filter.host = "only.example.com";
  const Json workload = example.json()["workloads"][0];
  CHECK(workload["dropped"].size() == 2);  // TCP serves all hosts
  CHECK(workload["routes"].size() == 1);
}

TEST_CASE("--port and --dropped") {
  Example example(many());
  example.settings.service_ports = {{443, 8443}};
  example.filter.port = 443;
  Json workload = example.json()["workloads"][0];
  REQUIRE(workload["listeners"].size() == 1);
  CHECK(workload["listeners"][0]["name"] == "0.0.0.0_8443");
  CHECK(workload["dropped"].size() == 1);
  example.filter.dropped = ShowDropped::hide;
  CHECK(example.json()["workloads"][0]["dropped"].empty());
  CHECK_FALSE(contains(example.as(reporters::render_table), "DROPPED"));
  example.filter.dropped = ShowDropped::only;
  workload = example.json()["workloads"][0];
  CHECK(workload["listeners"].empty());
  CHECK(workload["dropped"].size() == 1);
  CHECK_FALSE(contains(example.as(reporters::render_table), "ADDRESS"));
}

TEST_CASE("json has every key, null where nothing is known") {
  const Json all = Example(many()).json();
  CHECK(all["assumptions"]["services"] == false);
  CHECK(all["findings"] == Json::array());
  const Json& workload = all["workloads"][0];
  CHECK(workload["labels"] == Json{{"istio", "ingress"}});
  const Json& chain = workload["listeners"][1]["chains"][0];
  CHECK(chain["tls"]["minVersion"].is_null());
  CHECK(chain["tls"]["secrets"][0]["found"].is_null());
  CHECK(chain["tls"]["ca"]["object"] == "base-cacert");
  CHECK(chain["virtualService"].is_null());
  const Json& route = workload["routes"][1]["virtualHosts"][0]["routes"][0];
  CHECK(route["match"].dump() ==
        R"({"path":{"kind":"exact","value":"/cart"},"headers":2,"query":0})");
  CHECK(route["clusters"][1]["weight"] == 10);
  const Json& dropped = workload["dropped"][1];
  CHECK(dropped["detail"] == "a.example.com");
  CHECK(dropped["winner"].dump() ==
        R"({"gateway":"shop/base","index":0,"live":true})");
  CHECK(dropped["range"]["start"]["line"] == 25);
  CHECK(workload["dropped"][0]["stage"] == "listener");
  CHECK(workload["dropped"][0]["winner"].is_null());
}

TEST_CASE("json: no Gateway, no workload") {
  CHECK(Example("").json()["workloads"] == Json::array());
  CHECK(Example("").as(reporters::render_table).empty());
  CHECK(Example("").as(reporters::render_markdown).empty());
}

TEST_CASE("notes: what is not rendered, and by what Gateways are ordered") {
  Example example(many());
  example.mesh.not_rendered = {{"EnvoyFilter", 2}, {"Ingress", 1}};
  example.mesh.gateways.change(0, [](MeshGateway& one) {
    one.created = "2026-01-01T00:00:00Z";
    one.refused = true;
  });
  const std::string table = example.as(reporters::render_table);
  CHECK(contains(table, "NOTES    shop/base would be refused"));
  CHECK(contains(table,
                 "\n         not rendered, though it may change the result: "
                 "1 Ingress\n"));
  CHECK(contains(table, "\n         some Gateways have a creationTimestamp"));
  CHECK(example.json()["workloads"][0]["asIfAccepted"] ==
        Json::array({"shop/base"}));
  CHECK(example.json()["notRendered"][1] ==
        Json{{"kind", "Ingress"}, {"count", 1}});
  example.mesh.gateways.change(
      1, [](MeshGateway& one) { one.created = "2026-01-01T00:00:00Z"; });
  CHECK(contains(example.as(reporters::render_table), "order: timestamp"));
}

// ---- texts that want to be something else ----------------------------------

constexpr std::string_view hostile_host =
    R"("]--> x[\"|`<script>&amp;\\N %%{init: 1}%% @me\u001b[2J\u202e\n---\nend")";

Example hostile() {
  const std::string host(hostile_host);
  return Example(gateway(host, R"(
  - port: {number: 443, name: )" + host +
                                   ", protocol: HTTPS}\n    hosts: [" + host +
                                   ", " + host + R"(]
    tls: {mode: SIMPLE, credentialName: )" +
                                   host +
                                   "}\n  - port: {number: 443, name: b, "
                                   "protocol: HTTPS}\n    hosts: [" +
                                   host + "]\n    tls: {mode: SIMPLE}") +
                 virtual_service(host, host,
                                 "\n  hosts: ['*']\n  http: [{route: "
                                 "[{destination: {host: x}}]}]"));
}

TEST_CASE("no reporter lets a control character through") {
  Example example = hostile();
  example.notes = {"\x1b[2J\xff"};
  example.mesh.gateways.change(0, [](MeshGateway& one) { one.name += "\xff"; });
  for (const RenderReporter* reporter : reporters::render) {
    CAPTURE(reporter->name);
    const std::string out = example.as(*reporter);
    CHECK_FALSE(contains(out, "\x1b"));
    CHECK_FALSE(contains(out, "\xff"));
    CHECK_FALSE(contains(out, "\n---"));
    const bool data = reporter->name == "json" || reporter->name == "yaml";
    CHECK_FALSE(contains(out, "\u202e"));
    CHECK(contains(out, "script"));
    CHECK((data || reporter->name == "dot" || reporter->name == "table" ||
           reporter->name == "wide") == contains(out, "<script>"));
  }
}

/// What stands in the text outside of double quotes; a quote is escaped by a
/// backslash.
std::string outside_quotes(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted)
      out += text[i];
  }
  CHECK_FALSE(quoted);
  return out;
}

TEST_CASE("dot: labels keep to themselves") {
  const std::string dot = hostile().as(reporters::render_dot);
  const std::string rest = outside_quotes(dot);
  for (std::string_view bad : {"x[", "script", "init", "]--"})
    CHECK_FALSE(contains(rest, bad));
  CHECK(contains(dot, "&amp;amp;"));
  CHECK(contains(dot, R"(\\N)"));
}

TEST_CASE("mermaid: labels hold letters and what means nothing") {
  const std::string text = hostile().as(reporters::render_mermaid);
  for (const std::string& line : lines_of(text)) {
    CAPTURE(line);
    const std::size_t quotes =
        static_cast<std::size_t>(std::count(line.begin(), line.end(), '"'));
    CHECK((quotes == 0 || quotes == 2));
    CHECK_FALSE(contains(line, "%%"));
    CHECK_FALSE(contains(line, "<script"));
    CHECK_FALSE(contains(line, "`"));
  }
  CHECK(contains(text, "#60;script#62;"));
}

TEST_CASE("mermaid: every line is one of a flowchart, edges join nodes") {
  const std::regex node(
      R"re(  (n\d+)\["([^"`<>{}|;]|<br/>|#\d+;)*"\](:::(lost|doubtful))?)re");
  const std::regex edge(R"re(  (n\d+) (-->|-\.->) (n\d+))re");
  const std::regex style(
      R"re(  classDef \w+( |(fill|stroke|color):#[0-9a-f]{6},?)+)re");
  const std::string text = hostile().as(reporters::render_mermaid);
  std::set<std::string> nodes;
  std::size_t edges = 0;
  for (const std::string& line : lines_of(text)) {
    CAPTURE(line);
    std::smatch found;
    if (line == "flowchart LR" || std::regex_match(line, style)) continue;
    if (std::regex_match(line, found, node)) {
      CHECK(nodes.insert(found[1]).second);
      continue;
    }
    REQUIRE(std::regex_match(line, found, edge));
    CHECK(nodes.contains(found[1]));
    CHECK(nodes.contains(found[3]));
    ++edges;
  }
  CHECK(lines_of(text).front() == "flowchart LR");
  CHECK(nodes.size() > 3);
  CHECK(edges + 1 >= nodes.size());
}

TEST_CASE("markdown: every row has its cells and no mark works") {
  const std::string text = hostile().as(reporters::render_markdown);
  std::size_t rows = 0;
  for (const std::string& line : lines_of(text)) {
    if (line.empty() || line[0] != '|') continue;
    CAPTURE(line);
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
      if (line[i] == '\\')
        ++i;
      else if (line[i] == '|')
        ++bars;
    CHECK((bars == 10 || bars == 7));
    ++rows;
  }
  CHECK(rows == 6);
  CHECK_FALSE(contains(text, "@me"));
  CHECK_FALSE(contains(text, "<script"));
}

/// A document of our own reader as JSON.
Json json_of(const Tree& tree, NodeId id) {
  const Node& node = tree[id];
  if (node.kind == NodeKind::scalar) {
    const Scalar scalar = read_scalar(tree, node);
    switch (scalar.type) {
      case ScalarType::null:
        return nullptr;
      case ScalarType::boolean:
        return scalar.boolean;
      case ScalarType::integer:
        return scalar.magnitude;
      default:
        return scalar.text;
    }
  }
  Json out = node.kind == NodeKind::sequence ? Json::array() : Json::object();
  if (node.kind == NodeKind::sequence)
    for (NodeId item : items(tree, id)) out.push_back(json_of(tree, item));
  else
    for (const Entry& entry : entries(tree, id))
      out[std::string(tree.text(tree[entry.key]))] = json_of(tree, entry.value);
  return out;
}

TEST_CASE("yaml reads as what the json says, whatever it says") {
  Example example = hostile();
  example.notes = {
      "null", "No",  "~",       "",     "1e3",
      "0x1",  "- a", "a: b",    "a #b", "\u0085\u2028\ufeff\U0001F600",
      "'",    "y",   "1.2.3.4", ".5"};
  const std::string yaml = example.as(reporters::render_yaml);
  const SourceFile file("out.yaml", yaml);
  const std::vector<Chunk> chunks = split_documents(file.text());
  REQUIRE(chunks.size() == 1);
  const Document document = read_document(file, {}, chunks[0], {});
  REQUIRE(document.readable);
  REQUIRE(document.problems.empty());
  CHECK(json_of(document.tree, 0) == example.json());
  CHECK(contains(yaml,
                 "\nworkloads:\n  - group: null\n"
                 "    id: \"selector(istio=ingress)\"\n"
                 "    namespace: istio-system\n"));
}

TEST_CASE("addresses") {
  EffectiveListener listener;
  listener.address = "::";
  listener.port = 8443;
  listener.service_ports = {443, 8443};
  listener.quic = true;
  CHECK(address_text(listener) == "[::]:8443 udp (svc 443,8443)");
  listener.service_ports = {8443};
  CHECK(address_text(listener) == "[::]:8443 udp");
  listener.address = "unix:///var/run/gw";
  listener.port = 0;
  CHECK(address_text(listener) == "unix:///var/run/gw");
}

TEST_CASE("shortened lists say how much is missing") {
  CHECK(joined({"a", "b", "c"}, 2) == "a,b +1");
  CHECK(joined({"a", "b"}, 2) == "a,b");
  CHECK(joined({}, 2) == "-");
}

}  // namespace
}  // namespace asmgw
