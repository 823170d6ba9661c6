#include "model/origin.h"

#include <doctest/doctest.h>

#include <string_view>

namespace asmgw {
namespace {

/// Of the document that `at` stands in.
std::string origin(std::string text, std::string_view at) {
  const SourceFile file("a.yaml", std::move(text));
  return origin_of(file, static_cast<std::uint32_t>(file.text().find(at)));
}

TEST_CASE("origin: the comment of helm, of each document its own") {
  const std::string text =
      "---\n# Source: shop/templates/a.yaml\nkind: A\n---\n\n# Source: "
      "shop/charts/x/templates/b.yaml\r\n# more\nkind: B\n---\nkind: C\n"
      "# Source: shop/templates/late.yaml\n";
  CHECK(origin(text, "kind: A") == "shop/templates/a.yaml");
  CHECK(origin(text, "---") == "shop/templates/a.yaml");
  CHECK(origin(text, "kind: B") == "shop/charts/x/templates/b.yaml");
  CHECK(origin(text, "kind: C").empty());
  CHECK(origin(text, "late.yaml").empty());
}

TEST_CASE("origin: a comment of a person is none") {
  for (const std::string_view source :
       {"https://istio.io/templates/", "the docs", ""})
    CHECK(origin("# Source: " + std::string(source) + "\nkind: A\n", "kind")
              .empty());
  CHECK(
      origin("# Source: a/templates/" + std::string(5000, 'x') + "\nkind: A\n",
             "kind")
          .empty());
}

TEST_CASE("origin: the annotation of kustomize") {
  const auto annotated = [](const std::string& value) {
    return origin(
        "kind: X\n---\nkind: A\nmetadata:\n  annotations:\n    "
        "config.kubernetes.io/origin: " +
            value + "\n---\nkind: Y\n",
        "kind: A");
  };
  CHECK(annotated("|\n      path: ../base/gw.yaml") == "../base/gw.yaml");
  CHECK(annotated("\"path: gw.yaml\\nrepo: https://a.com/b\\nref: v1\\n\"") ==
        "gw.yaml of https://a.com/b");
  CHECK(annotated("|\n      configuredIn: kustomization.yaml") ==
        "kustomization.yaml");
  CHECK(annotated("[path, x]").empty());
  CHECK(annotated("{").empty());
  CHECK(annotated("'path: [a'").empty());
}

TEST_CASE("origin: of what may hold a Secret nothing is shown") {
  CHECK(origin("# Source: shop/templates/a.yaml\nkind: Secret\n", "kind")
            .empty());
}

TEST_CASE("origin: at the ends of a file") {
  CHECK(origin_of(SourceFile("a", ""), 0).empty());
  CHECK(origin_of(SourceFile("a", "---"), 3).empty());
  CHECK(origin_of(
            SourceFile("a", "kind: A\n---\n# Source: a/templates/b\nkind: B"),
            44) == "a/templates/b");
}

}  // namespace
}  // namespace asmgw
