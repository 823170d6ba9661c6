#include "resolve/path.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("paths as Envoy normalises them") {
  CHECK(normalized_path("/") == "/");
  CHECK(normalized_path("/a/b/") == "/a/b/");
  CHECK(normalized_path("/a//b") == "/a//b");
  CHECK(normalized_path("/a/./b") == "/a/b");
  CHECK(normalized_path("/a/../b") == "/b");
  CHECK(normalized_path("/../../b") == "/b");
  CHECK(normalized_path("/a/..") == "/");
  CHECK(normalized_path("/a/b/..") == "/a/");
  CHECK(normalized_path("/a/.") == "/a/");
  CHECK(normalized_path("/a/...") == "/a/...");
  CHECK(normalized_path("/a/%2e%2E/b") == "/b");
  CHECK(normalized_path("/a%2fb%2F..") == "/a%2fb%2F..");
  CHECK(normalized_path("/%41%7e%20") == "/A~%20");
  CHECK(normalized_path("/%4") == "/%4");
  CHECK(normalized_path("/%zz%") == "/%zz%");
  CHECK(normalized_path("/a\\..\\b") == "/b");
  CHECK(normalized_path("/\xc3\xa9\"") == "/%C3%A9%22");
}

}  // namespace asmgw
