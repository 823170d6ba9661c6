// What the decoder makes of single values and of fields in the wrong place.
#include "model/load.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Decoded {
  SourceFile file;
  Model model;
  Problems problems;

  explicit Decoded(std::string text) : file("a.yaml", std::move(text)) {
    load_objects(file, FileId{}, {}, [&](LoadedObject& object) {
      problems = object.model.problems;
      model = std::move(object.model);
    });
  }
  [[nodiscard]] std::string_view at(const Problem& problem) const {
    return file.text().substr(problem.range.begin,
                              problem.range.end - problem.range.begin);
  }
  [[nodiscard]] const Server& server() const {
    return *model.gateway->spec->servers->at(0);
  }
};

/// A Gateway of one server, whose body is `server`.
Decoded decode(std::string_view server) {
  return Decoded(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: a}\nspec:\n  servers:\n  - {" +
      std::string(server) + "}\n");
}

constexpr std::string_view port =
    "port: {number: 80, name: http, protocol: HTTP}";

Decoded decode_tls(std::string_view tls) {
  return decode(std::string(port) + ", hosts: [a.com], tls: {" +
                std::string(tls) + "}");
}

}  // namespace

TEST_CASE("a number in quotes is a string, which Istio's decoder would read") {
  const Decoded read = decode(
      "port: {number: \"443\", name: a, protocol: HTTP}, hosts: [a.com]");
  REQUIRE(read.problems.size() == 1);
  const Problem& problem = read.problems.at(0);
  CHECK((problem.kind == ProblemKind::wrong_type));
  CHECK(problem.found == "the string \"443\"");
  CHECK(problem.wanted == "an integer");
  CHECK(problem.lenient == "443");
  CHECK(problem.replacement == "443");
  CHECK(problem.safe);
  CHECK(read.at(problem) == "\"443\"");
  CHECK((read.server().port->number.given == Given::unreadable));
}

TEST_CASE("numbers that Istio's decoder would not read either") {
  for (std::string_view text :
       {"\"080\"", "\"+80\"", "\"8e1\"", "\"\"", "80.5", "true", "[80]"}) {
    CAPTURE(text);
    const Decoded read = decode("port: {number: " + std::string(text) +
                                ", name: a, protocol: HTTP}, hosts: [a.com]");
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems.at(0).lenient == "");
  }
}

TEST_CASE("on without quotes is a boolean, and quotes mend it") {
  const Decoded read =
      decode("port: {number: 80, name: on, protocol: HTTP}, hosts: [a.com]");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).found == "the boolean true");
  CHECK(read.problems.at(0).reason ==
        "\"on\" without quotes is a boolean in YAML 1.1");
  CHECK(read.problems.at(0).replacement == "\"on\"");
}

TEST_CASE("an edit of a value that aliases share is not safe") {
  const Decoded read = decode(
      "port: {number: 80, name: 1, protocol: HTTP}, hosts: &h [a.com], "
      "tls: {subjectAltNames: *h}");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).replacement == "\"1\"");
  CHECK(!read.problems.at(0).safe);
}

TEST_CASE("null is absent as a field, and wrong as an item") {
  CHECK(decode_tls("credentialName: null").problems.empty());
  const Decoded read = decode(std::string(port) + ", hosts: [~]");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).found == "null");
  CHECK(read.problems.at(0).lenient == "an empty string");
  const Decoded missing = decode("port: null, hosts: [a.com]");
  REQUIRE(missing.problems.size() == 1);
  CHECK((missing.problems.at(0).kind == ProblemKind::missing_field));
  CHECK(missing.problems.at(0).reason == "null");
}

TEST_CASE("one string where a list is wanted") {
  const Decoded read = decode(std::string(port) + ", hosts: \"*.a.com\"");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).replacement == "[\"*.a.com\"]");
}

TEST_CASE("the number of an enum is read by Istio's decoder alone") {
  const Decoded one = decode_tls("mode: 1");
  REQUIRE(one.problems.size() == 1);
  CHECK((one.problems.at(0).kind == ProblemKind::wrong_type));
  CHECK(one.problems.at(0).lenient == "SIMPLE");
  CHECK(one.problems.at(0).replacement == "SIMPLE");
  CHECK(decode_tls("mode: 99").problems.at(0).lenient == "");
}

TEST_CASE("words of an enum that are nearly right") {
  const auto wanted = [](std::string_view tls) {
    return decode_tls(tls).problems.at(0).wanted;
  };
  CHECK(wanted("mode: simple") == "SIMPLE");
  CHECK(wanted("mode: Optional_Mutual") == "OPTIONAL_MUTUAL");
  CHECK(wanted("minProtocolVersion: TLSv1.2") == "TLSV1_2");
  CHECK(wanted("minProtocolVersion: \"1.3\"") == "TLSV1_3");
  CHECK(wanted("mode: TERMINATE") == "");
  CHECK(decode_tls("maxProtocolVersion: 1.2").problems.at(0).replacement ==
        "TLSV1_2");
}

TEST_CASE("a misspelt field is read as what was meant") {
  const Decoded read = decode_tls("credential_name: shop");
  REQUIRE(read.problems.size() == 1);
  const Problem& problem = read.problems.at(0);
  CHECK((problem.kind == ProblemKind::unknown_field));
  CHECK(problem.wanted == "credentialName");
  CHECK(problem.lenient == "credentialName");
  CHECK(problem.repaired);
  CHECK(problem.safe);
  CHECK(*read.server().tls->credential_name == "shop");
  const Decoded slip = decode_tls("credentialNam: shop");
  CHECK(slip.problems.at(0).repaired);
  CHECK(!slip.problems.at(0).safe);
  CHECK(slip.problems.at(0).lenient == "");
}

TEST_CASE("a misspelt required field is not missing as well") {
  const Decoded read = decode(std::string(port) + ", host: [a.com]");
  REQUIRE(read.problems.size() == 1);
  CHECK((read.problems.at(0).kind == ProblemKind::unknown_field));
  CHECK(read.server().hosts->size() == 1);
}

TEST_CASE("what is wrong inside of an unknown field is not said yet") {
  const Decoded read =
      decode(std::string(port) + ", hosts: [a.com], tlss: {mode: simple}");
  REQUIRE(read.problems.size() == 1);
  CHECK((read.problems.at(0).kind == ProblemKind::unknown_field));
}

TEST_CASE("a field beside the mapping it belongs to is read there") {
  const Decoded read =
      decode(std::string(port) + ", hosts: [a.com], credentialName: shop");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).elsewhere == "spec.servers[].tls");
  CHECK(read.problems.at(0).repaired);
  CHECK(*read.server().tls->credential_name == "shop");
}

TEST_CASE("a required field in the wrong place is not missing as well") {
  const Decoded read =
      decode("port: {number: 80, name: a}, hosts: [a.com], protocol: HTTP");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).elsewhere == "spec.servers[].port");
  CHECK(*read.server().port->protocol == "HTTP");
}

TEST_CASE("fields of a port that stand a level too high are all the port's") {
  const Decoded read =
      decode("port: , number: 80, name: a, protocol: HTTP, hosts: [a.com]");
  REQUIRE(read.problems.size() == 2);
  CHECK(read.problems.at(0).found == "number");
  CHECK(read.problems.at(1).found == "protocol");
  CHECK(*read.server().port->name == "a");
}

TEST_CASE("a misspelt field is one problem, whatever its value is") {
  for (const char* hosts : {"host: a.com", "host: null", "hostss: {}"}) {
    CAPTURE(hosts);
    const Decoded read = decode(std::string(port) + ", " + hosts);
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems.at(0).wanted == "hosts");
    CHECK(!read.problems.at(0).repaired);
  }
  const Decoded metadata(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {nam: A_B, labelss: {\"a b\": -c}}\nspec: {}\n");
  REQUIRE(metadata.problems.size() == 2);
  CHECK(metadata.problems.at(0).wanted == "name");
  CHECK(metadata.problems.at(1).wanted == "labels");
}

TEST_CASE("a misspelt field beside the right one") {
  for (const char* other : {"host: b.com", "Hosts: [b.com]", "hostss: []"}) {
    CAPTURE(other);
    const Decoded read =
        decode(std::string(port) + ", hosts: [a.com], " + other);
    REQUIRE(read.problems.size() == 1);
    const Problem& found = read.problems.at(0);
    CHECK(found.wanted == "hosts");
    CHECK(found.elsewhere == "");
    CHECK(found.replacement == "");
    CHECK(found.related.size() == 1);
  }
}

TEST_CASE("tls at a wrong level leaves open what the server's tls is") {
  const Decoded in_port = decode(
      "port: {number: 443, name: a, protocol: HTTPS, tls: {}}, "
      "hosts: [a.com]");
  REQUIRE(in_port.problems.size() == 1);
  CHECK((in_port.server().tls.given == Given::unreadable));
  const Decoded in_spec(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: a}\nspec:\n  servers:\n  - {" +
      std::string(port) + ", hosts: [a.com]}\n  tls: {mode: SIMPLE}\n");
  REQUIRE(in_spec.problems.size() == 1);
  CHECK((in_spec.server().tls.given == Given::unreadable));
}

TEST_CASE("labels beside an empty selector are its own") {
  const auto spec = [](std::string_view lines) {
    return Decoded(
        "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
        "metadata: {name: a}\nspec:\n" +
        std::string(lines) + "  servers: [{" + std::string(port) +
        ", hosts: [a.com]}]\n");
  };
  const Decoded read = spec("  selector:\n  istio: ingressgateway\n  app: a\n");
  REQUIRE(read.problems.size() == 2);
  CHECK(read.problems.at(0).elsewhere == "spec.selector");
  CHECK(read.problems.at(1).elsewhere == "spec.selector");
  CHECK(read.model.gateway->spec->selector->size() == 2);
  const Decoded other = spec("  selector: {app: a}\n  istio: ingressgateway\n");
  REQUIRE(other.problems.size() == 1);
  CHECK(other.problems.at(0).elsewhere == "");
  CHECK(other.model.gateway->spec->selector->size() == 1);
}

TEST_CASE("spec's own fields at the top level") {
  const Decoded read(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: a}\nspec:\n"
      "servers:\n- {port: {number: 80, name: a, protocol: HTTP}, "
      "hosts: [a.com]}\n");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.at(0).elsewhere == "spec");
  CHECK(read.model.gateway->spec->servers->size() == 1);
}

TEST_CASE("numbers written in unusual ways") {
  for (std::string_view text : {"0120", "0x50", "8_0", "080", "8e1", "80.0"}) {
    CAPTURE(text);
    const Decoded read = decode("port: {number: " + std::string(text) +
                                ", name: a, protocol: HTTP}, hosts: [a.com]");
    REQUIRE(read.problems.size() == 1);
    CHECK((read.problems.at(0).kind == ProblemKind::octal_number));
    CHECK(read.problems.at(0).wanted == "80");
  }
}

TEST_CASE("a label whose key is no string is the one Kubernetes stores") {
  const Decoded read(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: a, labels: {0x10: a}}\n"
      "spec: {selector: {on: edge}, servers: [{" +
      std::string(port) + ", hosts: [a.com]}]}\n");
  CHECK(read.problems.empty());
  CHECK(read.model.gateway->metadata->labels->at(0).key == "16");
  const Pair& label = read.model.gateway->spec->selector->at(0);
  CHECK(label.key == "true");
  CHECK(read.file.text().substr(label.value.key.begin, 3) == "on:");
}

TEST_CASE("fields that exclude each other are one problem") {
  const Decoded read = decode_tls(
      "credentialName: a, credentialNames: [b], tlsCertificates: [{}]");
  REQUIRE(read.problems.size() >= 1);
  int exclusive = 0;
  for (const Problem& problem : read.problems)
    exclusive += problem.kind == ProblemKind::exclusive_fields ? 1 : 0;
  CHECK(exclusive == 1);
}

}  // namespace asmgw
