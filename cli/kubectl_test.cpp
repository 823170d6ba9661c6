// Folders as kubectl diff lays them out.
#include "cli/kubectl.h"

#include "base/text.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

namespace asmgw::cli {
namespace {

TEST_CASE("kubectl: names of files") {
  for (const char* name :
       {"networking.istio.io.v1.Gateway.shop.shop-gw",
        "networking.istio.io.v1alpha3.Gateway.shop.a.b.c", "v1.Service.shop.s",
        "v1.Namespace..shop", "apps.v1beta2.Deployment.shop.x",
        "rbac.authorization.k8s.io.v1.ClusterRole..system:node"}) {
    CAPTURE(name);
    CHECK(is_kubectl_name(name));
  }
  for (const char* name :
       {"", "v1", "README", "v1.Service.shop", "v1.Service.shop.",
        "v1.service.shop.s", "v.Service.shop.s", "v1beta.Service.shop.s",
        "v1gamma1.Service.shop.s", "v1.Service.shop.s.yaml", "a.b.c.d"}) {
    CAPTURE(name);
    CHECK(!is_kubectl_name(name));
  }
}

TEST_CASE("kubectl: two folders") {
  const TemporaryFolder folder;
  folder.write("LIVE-1/v1.Service.shop.b", "");
  folder.write("LIVE-1/v1.Service.shop.a", "");
  folder.write("MERGED-2/v1.Service.shop.b", "");
  const auto found = kubectl_folders("LIVE-1", "MERGED-2");
  REQUIRE(found);
  CHECK(found->old_names ==
        std::vector<std::string>{"v1.Service.shop.a", "v1.Service.shop.b"});
  CHECK(found->new_names.size() == 1);
  std::filesystem::create_directory("empty");
  CHECK(kubectl_folders("LIVE-1", "empty"));
  CHECK(!kubectl_folders("empty", "empty"));
  CHECK(!kubectl_folders("LIVE-1", "gone"));
  folder.write("MERGED-2/notes", "");
  CHECK(!kubectl_folders("LIVE-1", "MERGED-2"));
  std::filesystem::create_directory("empty/v1.Service.shop.b");
  CHECK(!kubectl_folders("LIVE-1", "empty"));
}

TEST_CASE("kubectl: differences of texts") {
  const TemporaryFolder folder;
  folder.write("-L/v1.Service.shop.a", "kind: Service\nb:\t2\nc: 3\n");
  folder.write("M/v1.Service.shop.a", "kind: Service\nb:\t\x1b[31m\nc: 3\n");
  folder.write("M/v1.Service.shop.new", "kind: Service\n");
  folder.write("M/v1.Service.shop.other", "kind: Other\n");
  const auto text =
      text_diff("-L", "M", {"v1.Service.shop.a", "v1.Service.shop.new"});
  REQUIRE(text);
  CHECK(
      text->starts_with("diff -u -N ./-L/v1.Service.shop.a "
                        "M/v1.Service.shop.a\n--- ./-L/v1.Service.shop.a\n"));
  CHECK(contains(*text, "\n-b:\t2\n+b:\t\\x1b[31m\n c: 3\n"));
  CHECK(contains(*text, "\n+kind: Service\n"));
  CHECK(!contains(*text, "Other"));
  CHECK(*text_diff("M", "M", {"v1.Service.shop.a"}) == "");
  CHECK(!text_diff("M", "M", {"gone"}));
}

}  // namespace
}  // namespace asmgw::cli
