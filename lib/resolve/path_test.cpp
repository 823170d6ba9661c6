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
  CHECK(normalized_path("/a|b^c") == "/a%7Cb%5Ec");
}

TEST_CASE("what stands behind a semicolon of dot segments, as it is sent") {
  CHECK(normalized_path("/pub/..;x=1/admin") == "/admin");
  CHECK(normalized_path("/pub/..;") == "/");
  CHECK(normalized_path("/a/.;/b") == "/a/b");
  CHECK(normalized_path("/a/b;x/c") == "/a/b;x/c");
  CHECK(normalized_path("/pub/%2e%2e;/admin") == "/pub/..;/admin");
  CHECK(normalized_path("/pub\\..;\\admin") == "/pub/..;/admin");
  CHECK(normalized_path("/pub/..;/admin", {1, 31, 0}) == "/pub/..;/admin");
  CHECK(normalized_path("/pub/..;/admin", {1, 30, newest_patch}) == "/admin");
}

TEST_CASE("no escape comes about by undoing another") {
  CHECK(normalized_path("/%4%30") == "/%2540");
  CHECK(normalized_path("/%%340") == "/%2540");
  CHECK(normalized_path("/%4%7e") == "/%4~");
}

}  // namespace asmgw
