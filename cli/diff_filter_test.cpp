// Approvals are for changes, not for lines.
#include "cli/diff_filter.h"

#include "output/diff_report.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace asmgw::cli {
namespace {

const std::string before = expanded("{mode: MUTUAL, credentialName: shop}");
const std::string after = expanded("{mode: SIMPLE, credentialName: shop}");

}  // namespace

TEST_CASE("an approval survives moved lines and other edits") {
  const Diffed first = diff_texts(before, after);
  const std::string mark = fingerprints_of(first.result).at(0);
  const std::string more = "---\n" + expanded(
                                         "- port: {number: 80, name: a, "
                                         "protocol: HTTP}\n"
                                         "  hosts: [a.example.com]");
  std::string other = more;
  other.replace(other.find("name: shop"), 10, "name: else");
  Diffed later =
      diff_texts("# a comment\n\n" + before, "# another\n\n\n" + after + other);
  REQUIRE(later.result.changes.size() == 2);
  const auto approvals =
      parse_approvals("a.txt", fmt::format("\n{}  # reviewed\n", mark));
  REQUIRE(approvals);
  const Filtered filtered = filter_changes(later.result, {}, *approvals);
  CHECK(filtered.approved == 1);
  CHECK(filtered.unused.empty());
  REQUIRE(later.result.changes.size() == 1);
  CHECK(later.result.changes.front().kind->id == "gateway-added");
}

TEST_CASE("what no change has is unused, what is no fingerprint an error") {
  Diffed same = diff_texts(before, before);
  const auto approvals = parse_approvals(
      "a.txt", "# all\n0123456789abcdef0123456789abcdef # old\n");
  REQUIRE(approvals);
  CHECK(filter_changes(same.result, {}, *approvals).unused ==
        std::vector<std::size_t>{2});
  const auto bad = parse_approvals("a.txt", "host-removed\n");
  REQUIRE(!bad);
  CHECK(bad.error().message.find("a.txt:1: \"host-removed\"") == 0);
}

TEST_CASE("an approval of 16 digits is refused, with what to write instead") {
  Diffed diffed = diff_texts(before, after);
  const std::string mark = fingerprints_of(diffed.result).at(0);
  const auto approvals = parse_approvals("a.txt", "\n0123456789abcdef # old\n");
  REQUIRE(approvals);
  filter_changes(diffed.result, {}, *approvals);
  const auto lines = refused_approvals("a.txt", *approvals, {&diffed.result});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("a.txt:2: 0123456789abcdef has 16 digits"));
  CHECK(lines[1].starts_with(mark + "  # breaking[tls-client-auth-dropped]"));
  CHECK(parse_approvals("a.txt", lines[1]));
}

TEST_CASE("nothing near a fingerprint is one") {
  const std::string digits(32, 'a');
  for (const std::string& word :
       {digits.substr(1), digits + "a", "A" + digits.substr(1),
        digits + " " + digits, "g" + digits.substr(1), digits.substr(15)}) {
    CAPTURE(word);
    CHECK(!parse_approvals("a.txt", word));
  }
}

TEST_CASE("a class is ignored everywhere or for one Gateway") {
  const auto left = [](const std::string& word) {
    Diffed diffed = diff_texts(before, after);
    const auto ignored = parse_ignored({word});
    REQUIRE(ignored);
    filter_changes(diffed.result, *ignored, {});
    return diffed.result.changes.size();
  };
  CHECK(left("tls-client-auth-dropped") == 0);
  CHECK(left("tls-client-auth-dropped@shop/shop") == 0);
  CHECK(left("tls-client-auth-dropped@shop/other") == 1);
  const auto unknown = parse_ignored({"tls-client-auth-droped"});
  REQUIRE(!unknown);
  CHECK(unknown.error().message.find("tls-client-auth-dropped") !=
        std::string::npos);
}

}  // namespace asmgw::cli
