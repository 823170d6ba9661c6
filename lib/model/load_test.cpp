// What becomes of a document: a Gateway, a note, an error, or nothing.
#include "model/load.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

struct Found {
  Outcome outcome;
  std::vector<ProblemKind> kinds;
};

std::vector<Found> load(std::string text, FileRole role = FileRole::manifest) {
  const SourceFile file("a.yaml", std::move(text));
  std::vector<Found> all;
  load_objects(file, FileId{}, {Limits{}, role},
               [&](const LoadedObject& object) {
                 Found& found = all.emplace_back();
                 found.outcome = object.outcome;
                 for (const Problem& problem : object.model.problems)
                   found.kinds.push_back(problem.kind);
               });
  return all;
}

const std::string body =
    "metadata: {name: a}\nspec:\n  servers:\n"
    "  - {port: {number: 80, name: a, protocol: HTTP}, hosts: [a.com]}\n";
const std::string head = "apiVersion: networking.istio.io/v1\nkind: Gateway\n";

bool is(const std::vector<Found>& found, Outcome outcome, ProblemKind kind) {
  return found.size() == 1 && found[0].outcome == outcome &&
         found[0].kinds == std::vector<ProblemKind>{kind};
}

bool is_silent(const std::vector<Found>& found, Outcome outcome) {
  return found.size() == 1 && found[0].outcome == outcome &&
         found[0].kinds.empty();
}

}  // namespace

TEST_CASE("Gateways of networking.istio.io are ours, others are not") {
  CHECK(is_silent(load(head + body), Outcome::gateway));
  CHECK(is_silent(load("apiVersion: gateway.networking.k8s.io/v1\n"
                       "kind: Gateway\n" +
                       body),
                  Outcome::skipped));
  CHECK(is_silent(
      load("apiVersion: networking.istio.io/v1\nkind: Sidecar\n" + body),
      Outcome::skipped));
  CHECK(is_silent(load("apiVersion: networking.istio.io/v1\n"
                       "kind: VirtualService\nmetadata: {name: gateway}\n"),
                  Outcome::context));
}

TEST_CASE("kinds that are nearly Gateway are errors in our group only") {
  for (const char* kind : {"gateway", "Gateways", "Gatway", "GATEWAY"}) {
    CAPTURE(kind);
    const std::string line = "kind: " + std::string(kind) + "\n" + body;
    CHECK(is(load("apiVersion: networking.istio.io/v1\n" + line),
             Outcome::gateway, ProblemKind::wrong_kind));
    CHECK(is_silent(load("apiVersion: example.com/v1\n" + line),
                    Outcome::skipped));
  }
}

TEST_CASE("an envelope that lacks something") {
  CHECK(is(load("apiVersion: networking.istio.io/v1\n" + body),
           Outcome::gateway, ProblemKind::missing_kind));
  CHECK(is(load("kind: Gateway\nmetadata: {name: networking.istio.io}\n" +
                body.substr(body.find("spec"))),
           Outcome::gateway, ProblemKind::missing_api_version));
  CHECK(is(load("apiVersion: networking.istio.io/v2\nkind: Gateway\n" + body),
           Outcome::gateway, ProblemKind::wrong_version));
}

TEST_CASE("a duplicated key is a problem and the rest is judged") {
  const auto found =
      load(head + "metadata: {name: a}\n" + body + "  - {hosts: [a.com]}\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].kinds == std::vector<ProblemKind>{ProblemKind::duplicate_key,
                                                   ProblemKind::missing_field});
}

TEST_CASE("lost indentation is one problem, and only of a Gateway") {
  const std::string flat =
      "metadata:\nname: a\nspec:\nselector:\nistio: ingressgateway\n"
      "servers:\n- port:\nnumber: 80\nname: http\nprotocol: HTTP\n"
      "hosts:\n- gateway.example.com\n";
  CHECK(is(load(head + flat), Outcome::gateway, ProblemKind::lost_indentation));
  CHECK(is_silent(load("apiVersion: v1\nkind: Thing\n" + flat),
                  Outcome::skipped));
}

TEST_CASE("a Gateway that stands where nothing is read any more is told") {
  const std::string gateway = head + body;
  for (const std::string& text :
       {" " + gateway, "{}\n" + gateway, "# c\na: b\n...\n" + gateway,
        "apiVersion: v1\nkind: Service\n...\n" + gateway,
        "kind: List\nitems: []\n...\n" + gateway,
        "kind: List\nitems: [{a: b}]\n...\n" + gateway,
        std::string("{\"apiVersion\": \"networking.istio.io/v1\"}\n"
                    "\"kind\": \"Gateway\"}\n")}) {
    CAPTURE(text);
    const std::vector<Found> found = load(text);
    REQUIRE(found.size() == 2);
    CHECK(found[1].outcome == Outcome::unreadable);
    CHECK(found[1].kinds == std::vector<ProblemKind>{ProblemKind::unread_rest});
  }
  CHECK(is(load(gateway + "...\n" + gateway), Outcome::gateway,
           ProblemKind::unread_rest));
}

TEST_CASE("what is not read and has nothing to do with Gateways is not told") {
  const std::string route =
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n"
      "spec: {parentRefs: [{kind: Gateway, name: a}]}\n";
  for (const std::string& text :
       {route + "...\n" + route,
        "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n...\n" +
            route,
        route + "metadata: {labels: {a: networking.istio.io/v1}}\n...\nb: c\n",
        std::string("apiVersion: networking.istio.io/v1\n"
                    "kind: VirtualService\n...\nb: gateway\n")}) {
    CAPTURE(text);
    const std::vector<Found> found = load(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].outcome != Outcome::unreadable);
    CHECK(found[0].outcome != Outcome::gateway);
  }
}

TEST_CASE("markers alone before a Gateway are refused with all behind them") {
  const std::string gateway = head + body;
  for (const char* markers :
       {"%YAML 1.1\n", "# c\n%TAG ! !x\n# d\n\n", "...\n"}) {
    CAPTURE(markers);
    const std::vector<Found> found =
        load(std::string(markers) + "---\n" + gateway);
    REQUIRE(found.size() == 2);
    CHECK(found[0].kinds == std::vector<ProblemKind>{ProblemKind::syntax});
    CHECK(found[1].kinds.empty());
    for (const Found& other :
         load(std::string(markers) + "---\nkind: Service\n"))
      CHECK(other.kinds.empty());
  }
}

TEST_CASE("JSON objects one behind the other are documents of their own") {
  const std::string gateway =
      "{\"apiVersion\": \"networking.istio.io/v1\", \"kind\": \"Gateway\", "
      "\"metadata\": {\"name\": \"a\"}, \"spec\": {\"servers\": [{\"port\": "
      "{\"number\": 80, \"name\": \"a\", \"protocol\": \"HTTP\"}, \"hosts\": "
      "[\"a.com\"]}]}}";
  for (const std::string& text :
       {gateway + gateway, "\n" + gateway + "\n\n" + gateway + "\n"}) {
    const std::vector<Found> found = load(text);
    REQUIRE(found.size() == 2);
    for (const Found& one : found) {
      CHECK(one.outcome == Outcome::gateway);
      CHECK(one.kinds.empty());
    }
  }
  const std::vector<Found> found = load(gateway + "{\"a\": 1}\n" + gateway);
  REQUIRE(found.size() == 3);
  CHECK(found[1].outcome == Outcome::skipped);
  CHECK(is(load(gateway + "\nb: c\n"), Outcome::gateway,
           ProblemKind::unread_rest));
}

TEST_CASE("a kind that is null is none") {
  for (const char* kind : {"", "~", "null", "Null", "NULL"}) {
    CAPTURE(kind);
    CHECK(is(load("apiVersion: networking.istio.io/v1\nkind: " +
                  std::string(kind) + "\n" + body),
             Outcome::gateway, ProblemKind::missing_kind));
  }
}

TEST_CASE("letters of UTF-16 are seen without a byte order mark") {
  std::string wide;
  for (char c : head + body) wide += {c, '\0'};
  CHECK(is(load(wide), Outcome::unreadable, ProblemKind::utf16));
}

TEST_CASE("what Kubernetes cannot read for its templates is left alone") {
  CHECK(is(load(head + "metadata: {name: {{ .Release.Name }}}\n"),
           Outcome::left_alone, ProblemKind::helm_template));
  CHECK(is_silent(load(head + "# {{ a comment }}\n" + body), Outcome::gateway));
  CHECK(is_silent(load(head +
                       "metadata: {name: a, annotations: {a: \"{{ .a "
                       "}}\"}}\n" +
                       body.substr(body.find("spec"))),
                  Outcome::gateway));
  CHECK(is(load("#@ load(\"@ytt:data\", \"data\")\n" + head + body),
           Outcome::gateway, ProblemKind::ytt_template));
}

TEST_CASE("what could not be applied for its actions is a template") {
  const std::string named = head + "metadata: {name: \"{{ .a }}\"}\n" +
                            body.substr(body.find("spec"));
  CHECK(is(load(named), Outcome::left_alone, ProblemKind::helm_template));
  // Nothing is hidden by an action that Kubernetes and Istio let pass.
  const std::string applied =
      head + "metadata: {name: a}\nspec:\n  servers:\n  - name: \"{{ .a }}\"\n";
  CHECK(load(applied).front().outcome == Outcome::gateway);
}

TEST_CASE("placeholders leave a document readable") {
  CHECK(is_silent(
      load(head + "metadata: {name: ${X}}\n" + body.substr(body.find("spec"))),
      Outcome::gateway));
  CHECK(load(head + "metadata: {name: ${X}\n").front().outcome ==
        Outcome::unreadable);
}

TEST_CASE("two objects in one document are told, whichever stands") {
  const std::string service = "apiVersion: v1\nkind: Service\n";
  for (const std::string& text :
       {head + body + service, service + head + body, head + body + head}) {
    CAPTURE(text);
    const auto found = load(text);
    REQUIRE(!found.empty());
    CHECK((found[0].outcome == Outcome::unreadable));
    CHECK(found[0].kinds ==
          std::vector<ProblemKind>{ProblemKind::missing_separator});
  }
}

TEST_CASE("a Gateway under another key is left alone, and told") {
  const std::string nested =
      "a:\n- apiVersion: networking.istio.io/v1\n  kind: Gateway\n";
  CHECK(load(nested).front().outcome == Outcome::left_alone);
  CHECK(
      load("a: |\n  kind: Gateway\n  networking.istio.io\n").front().outcome ==
      Outcome::skipped);
}

TEST_CASE("no limit of ours makes a template of a Gateway") {
  const std::string action = "# x\nnote: |\n  {{ action }}\n";
  const std::string deep = "x: " + std::string(70, '[') + std::string(70, ']');
  CHECK(is(load(head + action + deep + "\n"), Outcome::unreadable,
           ProblemKind::too_deep));
  CHECK(is(load("kind: ConfigMap\n\"kind\": Gateway\napiVersion: "
                "networking.istio.io/v1\n" +
                deep + "\n"),
           Outcome::unreadable, ProblemKind::too_deep));
}

TEST_CASE("parts of Gateways are patches, whole ones are Gateways") {
  const std::string part =
      head + "metadata: {name: a}\nspec:\n  selector: {}\n";
  CHECK(is_silent(load(part), Outcome::gateway));
  CHECK(is(load(part, FileRole::patch), Outcome::left_alone,
           ProblemKind::kustomize_patch));
  CHECK(is_silent(load(head + body, FileRole::patch), Outcome::gateway));
  CHECK(is(load(head + "metadata: {name: a}\nspec: {$patch: delete}\n"),
           Outcome::left_alone, ProblemKind::kustomize_patch));
  CHECK(is(load(head + body + "$patch: replace\n"), Outcome::gateway,
           ProblemKind::unknown_field));
  CHECK(is_silent(load(head + body + "$patch: replace\n", FileRole::patch),
                  Outcome::gateway));
  CHECK(is(load("- op: add\n  path: /spec/servers\n  value: "
                "{apiVersion: networking.istio.io/v1, kind: Gateway}\n"),
           Outcome::left_alone, ProblemKind::kustomize_patch));
}

TEST_CASE(
    "a line with another kind is believed only if nothing speaks for one") {
  const std::string rest = "apiVersion: networking.istio.io/v1\n" + body;
  CHECK(is_silent(load("kind: ConfigMap\nx: {kind: Gateway}\n" + rest),
                  Outcome::context));
  // Broken, and no Gateway to Kubernetes either way.
  CHECK(is_silent(load("kind: ConfigMap\nx: {kind: Gateway\n" + rest),
                  Outcome::context));
  CHECK(is(load("kind: ConfigMap\n\"kind\": Gateway\n" + rest),
           Outcome::gateway, ProblemKind::duplicate_key));
}

TEST_CASE("comments are no document, whatever stands in them") {
  CHECK(load("# \xEF\xBB\xBF networking.istio.io Gateway\n").empty());
}

TEST_CASE("a document counts once, however it is passed over") {
  const std::string words = "# Gateway networking.istio.io\n";
  const SourceFile file("a.yaml", "kind: Secret\n---\nkind: Secret\n" + words +
                                      "---\nkind: Secret\na: {\n" + words +
                                      "---\n" + head + body);
  std::vector<std::uint32_t> numbers;
  load_objects(file, FileId{}, {}, [&](const LoadedObject& object) {
    numbers.push_back(object.model.object.document);
  });
  CHECK(numbers == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("a file that begins with a brace is JSON to its end") {
  const std::string json =
      "{\"apiVersion\": \"networking.istio.io/v1\", \"kind\": \"Gateway\", "
      "\"metadata\": {\"name\": \"a\"}, \"spec\": {\"servers\": [{\"port\": "
      "{\"number\": 80, \"name\": \"a\", \"protocol\": \"HTTP\"}, "
      "\"hosts\": [\"a.com\"]}]}}";
  CHECK(is_silent(load(json), Outcome::gateway));
  CHECK(load(json + json).size() == 2);
  const auto mixed = load(json + "\n---\n" + head + body);
  REQUIRE(mixed.size() == 3);
  CHECK(mixed[1].kinds == std::vector<ProblemKind>{ProblemKind::unread_rest});
  // Behind a byte order mark kubectl takes it for YAML.
  CHECK(load("\xEF\xBB\xBF" + json + json).size() == 1);
}

TEST_CASE("UTF-16 is refused where it mentions a Gateway") {
  const auto utf16 = [](std::string_view text, bool little) {
    std::string wide = little ? "\xFF\xFE" : "\xFE\xFF";
    for (char c : text)
      wide += little ? std::string{c, '\0'} : std::string{'\0', c};
    return wide;
  };
  for (bool little : {true, false}) {
    CHECK(is(load(utf16(head + "---\n" + body, little)), Outcome::unreadable,
             ProblemKind::utf16));
    CHECK(is_silent(load(utf16("kind: Service\n", little)), Outcome::skipped));
  }
}

TEST_CASE("a Gateway of an unknown API is noted if it has servers") {
  const auto of = [](std::string_view api, const std::string& rest) {
    return load("apiVersion: " + std::string(api) + "\nkind: Gateway\n" + rest);
  };
  for (const char* api : {"networking.istio/v1", "v1", "example.com/v1"}) {
    CAPTURE(api);
    CHECK(is(of(api, body), Outcome::noted, ProblemKind::wrong_version));
    CHECK(is_silent(of(api, "spec: {listeners: []}\n"), Outcome::skipped));
  }
  for (const char* api :
       {"gateway.networking.k8s.io/v1", "networking.k8s.io/v1", "\"${API}\""})
    CHECK(is_silent(of(api, body), Outcome::skipped));
}

TEST_CASE("one note for all documents of a template") {
  const std::string text = head + "a: {{ b }}\n";
  const auto found = load(text + "---\n" + text);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kinds.size() == 1);
  CHECK(found[1].kinds.empty());
  CHECK((found[1].outcome == Outcome::left_alone));
}

TEST_CASE("text behind a separator costs its line, not the documents") {
  const auto found = load(head + body + "--- more\n" + head + body);
  REQUIRE(found.size() == 3);
  CHECK((found[0].outcome == Outcome::gateway));
  CHECK(found[1].kinds ==
        std::vector<ProblemKind>{ProblemKind::separator_text});
  CHECK((found[2].outcome == Outcome::gateway));
}

TEST_CASE("items of a List are objects of their own") {
  const auto found = load(
      "apiVersion: v1\nkind: List\nitems:\n"
      "- {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: "
      "{name: a}, spec: {servers: [{port: {number: 80, name: a, protocol: "
      "HTTP}, hosts: [a.com]}]}}\n"
      "- {apiVersion: v1, kind: Service}\n");
  REQUIRE(found.size() == 2);
  CHECK((found[0].outcome == Outcome::gateway));
  CHECK((found[1].outcome == Outcome::context));
}

TEST_CASE("items make a list of any kind, and give theirs to none in it") {
  const std::string spec =
      "metadata: {name: a}, spec: {servers: [{port: {number: 80, name: a, "
      "protocol: HTTP}, hosts: [a.com]}]}";
  const std::string api = "apiVersion: networking.istio.io/v1\n";
  for (const char* kind : {"Foo", "ConfigMap", "VirtualServiceList"})
    CHECK(is_silent(load("apiVersion: v1\nkind: " + std::string(kind) +
                         "\nitems:\n- {apiVersion: networking.istio.io/v1, "
                         "kind: Gateway, " +
                         spec + "}\n"),
                    Outcome::gateway));
  CHECK(is_silent(load(api + "kind: GatewayList\nitems:\n- {" + spec + "}\n"),
                  Outcome::gateway));
  CHECK(is(load(api + "kind: List\nitems:\n- kind: Gateway\n  items: []\n"),
           Outcome::unreadable, ProblemKind::syntax));
  CHECK(is(load(api + "kind: GatewayList\nitems: [5]\n"), Outcome::unreadable,
           ProblemKind::not_a_mapping));
}

}  // namespace asmgw
