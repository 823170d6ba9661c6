// A field that no comparison knows is a change all the same.
#include "diff/canonical.h"
#include "diff/compare.h"
#include "diff/kinds/port.h"
#include "mesh/merge.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

constexpr std::string_view known = "hosts";

/// A server and what a comparison knows of it.
struct OneServer {
  explicit OneServer(std::string_view tls) {
    const std::string text =
        "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
        "metadata: {name: a}\nspec:\n  servers:\n"
        "  - port: {number: 443, name: https, protocol: HTTPS}\n"
        "    hosts: [a.com]\n    tls: " +
        std::string(tls) + '\n';
    mesh =
        read_mesh(sources, {sources.add("a.yaml", text)}, MeshSettings()).mesh;
    side.mesh = &mesh;
    side.find_servers();
  }

  Sources sources;
  Mesh mesh;
  DiffSide side;
};

/// The fields that are said to differ where only `hosts` is known.
std::vector<std::string> changed(std::string_view older,
                                 std::string_view newer) {
  const OneServer before(older), after(newer);
  const DiffFacts facts;
  ChangeList changes(facts);
  compare_fields({&before.side.servers[0][0], &after.side.servers[0][0]},
                 std::span(&known, 1), changes);
  std::vector<std::string> fields;
  for (const Change& one : changes.all()) {
    CHECK(one.kind == &changes::field_changed);
    CHECK(one.title.find(one.subject.at(0)) != std::string::npos);
    fields.push_back(one.subject.at(0));
  }
  return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("each field is compared, wherever it stands in the schema") {
  CHECK(changed("{mode: SIMPLE}", "{mode: SIMPLE}").empty());
  CHECK(changed("{mode: SIMPLE}", "{mode: MUTUAL}") == Fields{"tls.mode"});
  CHECK(changed("{}", "{insecureSkipVerify: true}") ==
        Fields{"tls.insecureSkipVerify"});
  CHECK(changed("{cipherSuites: [a, b]}",
                "{cipherSuites: [b, a], minProtocolVersion: TLSV1_3}") ==
        Fields{"tls.cipherSuites", "tls.minProtocolVersion"});
  CHECK(changed("{tlsCertificates: [{privateKey: a}]}",
                "{tlsCertificates: [{privateKey: b}]}") ==
        Fields{"tls.tlsCertificates"});
}

TEST_CASE("all fields of today are known to other comparisons") {
  const OneServer before("{mode: SIMPLE}"),
      after(
          "{mode: MUTUAL, credentialName: c, caCrl: d, minProtocolVersion: "
          "TLSV1_3}");
  const DiffFacts facts;
  ChangeList changes(facts);
  compare_fields({&before.side.servers[0][0], &after.side.servers[0][0]},
                 changes);
  CHECK(changes.all().empty());
}

}  // namespace asmgw
