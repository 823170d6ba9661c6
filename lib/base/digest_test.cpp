// Known hashes, and fields that want to be others.
#include "base/digest.h"

#include <doctest/doctest.h>

#include <vector>

namespace asmgw {

TEST_CASE("digest: SHA-256 of what FIPS 180-2 gives as an example") {
  CHECK(sha256("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("digest: fields are told apart") {
  using Fields = std::vector<std::string>;
  const std::string one = fingerprint_of(Fields{"a", "b"});
  CHECK(one.size() == fingerprint_digits);
  for (const Fields& other :
       {Fields{"ab"}, Fields{"a", "b", ""}, Fields{"", "a", "b"},
        Fields{"a1:b"}, Fields{"b", "a"}, Fields{}})
    CHECK(fingerprint_of(other) != one);
}

TEST_CASE("digest: a hidden value tells its length and whether it differs") {
  CHECK(hidden_text("abc") == "<hidden, 3 bytes, sha256 ba7816bf8f01cfea>");
  CHECK(hidden_text("a").starts_with("<hidden, 1 byte, sha256 "));
}

}  // namespace asmgw
