// What git prints, and what it never should.
#include "cli/git_listing.h"

#include <doctest/doctest.h>

namespace asmgw::cli {
namespace {

const std::string id(40, 'a'), other(64, '0');
const KeepEntry all = [](const GitEntry&) { return true; };

std::string with_nul(std::string line) { return line += '\0'; }

TEST_CASE("listing: a tree") {
  const std::string text = with_nul("100644 blob " + id + "\ta b\tc\n.yaml") +
                           with_nul("040000 tree " + other + "\tx") +
                           with_nul("120000 blob " + id + "\t-l");
  const auto found = parse_tree_listing(text, all);
  REQUIRE(found);
  REQUIRE(found->size() == 3);
  CHECK((*found)[0].path == "a b\tc\n.yaml");
  CHECK((*found)[0].id == id);
  CHECK((*found)[0].is_file());
  CHECK_FALSE((*found)[1].is_file());
  CHECK((*found)[2].is_link());
  CHECK(parse_tree_listing(text, [](const GitEntry& one) {
          return one.is_link();
        })->size() == 1);
  CHECK(parse_tree_listing("", all)->empty());
}

TEST_CASE("listing: the index") {
  const auto found = parse_index_listing(
      with_nul("100755 " + id + " 2\tx.yaml") + "100644 " + id + " 0\ty", all);
  REQUIRE(found);
  CHECK((*found)[0].stage == '2');
  CHECK((*found)[1].path == "y");
}

TEST_CASE("listing: what has not the form is an error") {
  for (const std::string& text :
       {std::string("x"), std::string(1, '\0'), "100644 blob " + id,
        "100644 blob " + id + "\t", "644 blob " + id + "\tx",
        std::string("100644 blob abc\tx"), "100644  " + id.substr(1) + "\tx"}) {
    CAPTURE(text);
    CHECK(!parse_tree_listing(text, all));
  }
  for (const std::string& text :
       {"100644 " + id + " 4\tx", "100644 " + id + " 00\tx",
        "100644 " + id + "\tx", "100644 " + id + " 0\t"})
    CHECK(!parse_index_listing(text, all));
}

TEST_CASE("listing: objects") {
  const auto found =
      parse_objects(id + " blob 12\n" + "x y missing\n" + "dead ambiguous\n" +
                        id + " blob 12 missing\n\n",
                    5);
  REQUIRE(found);
  CHECK((*found)[0].is == GitObject::Is::there);
  CHECK((*found)[0].size == 12);
  CHECK((*found)[1].is == GitObject::Is::missing);
  CHECK((*found)[2].is == GitObject::Is::ambiguous);
  CHECK((*found)[3].is == GitObject::Is::missing);
  CHECK((*found)[4].is == GitObject::Is::missing);
  CHECK(!parse_objects("a missing\n", 2));
  CHECK(!parse_objects("a missing\nb missing\n", 1));
  CHECK((*parse_objects(id + " blob 99999999999999999999\n", 1))[0].type == "");
}

TEST_CASE("listing: blobs") {
  const GitObject three{GitObject::Is::there, id, "blob", 3};
  const GitObject none{GitObject::Is::there, other, "blob", 0};
  const std::string text = id + " blob 3\na\nb\n" + other + " blob 0\n\n";
  const auto found = parse_blobs(text, {three, none});
  REQUIRE(found);
  CHECK((*found)[0] == "a\nb");
  CHECK((*found)[1] == "");
  CHECK(!parse_blobs(text, {none, three}));
  CHECK(!parse_blobs(text, {three}));
  CHECK(!parse_blobs(text, {three, none, none}));
  CHECK(!parse_blobs(text.substr(0, text.size() - 1), {three, none}));
  CHECK(!parse_blobs(id + " missing\n", {three}));
}

}  // namespace
}  // namespace asmgw::cli
