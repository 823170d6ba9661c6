// Istio's verdicts on host strings, and the host algebra.
#include "model/host.h"

#include "model/host_index.h"
#include "model/sanitize.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

std::string verdict(std::string_view host, HostPolicy policy = {}) {
  std::string out;
  for (std::string_view key : judge_host(host, policy).names())
    out.append(out.empty() ? "" : " ").append(key);
  return out;
}

struct Expected {
  std::string_view host, keys;
};

void check_verdicts(std::initializer_list<Expected> vectors) {
  for (const Expected& vector : vectors) {
    CAPTURE(vector.host);
    CHECK(verdict(vector.host) == vector.keys);
  }
}

const std::string label63(63, 'a');
const std::string label64(64, 'a');

/// `size` bytes of labels of 49 bytes.
std::string long_name(std::size_t size) {
  std::string name;
  while (name.size() < size) name += std::string(49, 'a') + '.';
  name.resize(size);
  return name;
}

}  // namespace

TEST_CASE("hosts that Istio accepts") {
  for (std::string_view host : {"a.com",
                                "A.Com",
                                "a--b.com",
                                "xn--fiq228c.com",
                                "1.a",
                                "a.1b",
                                "a.com.",
                                "foo.",
                                "123.",
                                "1.1.1.1.",
                                "*",
                                "*.com",
                                "*.local",
                                "*.a.com",
                                "*.",
                                "1.1.1.1",
                                "::ffff:1.2.3.4",
                                "fe80::1%eth0.1",
                                "a.123456789012345678901234",
                                "*/a.com",
                                "./a.com",
                                "ns/a.com",
                                "NS1/a.com",
                                "5/a.com",
                                "*/*",
                                "./*",
                                "ns/*",
                                "ns/*.",
                                "ns/1.1.1.1"}) {
    CAPTURE(host);
    CHECK(verdict(host) == "");
  }
  CHECK(verdict(label63 + ".com") == "");
  CHECK(verdict(label63 + "/a.com") == "");
  CHECK(verdict(long_name(255)) == "");
}

TEST_CASE("hosts that Istio refuses, with every reason that holds") {
  check_verdicts({
      {"foo", "HD1"},          {"localhost", "HD1"},
      {"mesh", "HD1"},         {"123", "HD1"},
      {"ns/foo", "HD1"},       {"a/b", "HD1"},
      {"2001:db8::1", "HD1"},  {"::1", "HD1"},
      {"fe80::1%eth0", "HD1"}, {"ns/::1", "HD1"},
      {"[::1]", "HD1 HD2"},    {"*a.com", "HD3"},
      {"*-a.com", "HD3"},      {"*a", "HD1 HD3"},
      {"*foo", "HD1 HD3"},     {"a*.com", "HD2 HD3"},
      {"a.*.com", "HD2 HD3"},  {"foo.*.bar.com", "HD2 HD3"},
      {"*.*", "HD2"},          {"*.*.com", "HD2"},
      {"*.a*.com", "HD2"},     {"**", "HD1 HD2 HD3"},
      {"*-", "HD1 HD2 HD3"},
  });
}

TEST_CASE("names with bad labels, characters or numbers") {
  for (std::string_view host :
       {"a_b.com",    "a.b_c",       "-a.com",   "a-.com",    "a..com",
        ".a.com",     ".",           "..",       "é.com",     "a.é",
        "a b.com",    " a.com",      "a.com ",   "a.com\n",   "1.2.3",
        "1.1",        "a.1",         "01.1.1.1", "1.1.1.256", "a.+5",
        "a.-5",       "*.1",         "*.1.1.1",  "*.a.1",     "a.com:443",
        "1.1.1.1:80", "a.com,b.com", "a.com;"}) {
    CAPTURE(host);
    CHECK(verdict(host) == "HD2");
  }
  CHECK(verdict(label64 + ".com") == "HD2");
  CHECK(verdict(long_name(256)) == "HD2");
}

TEST_CASE("namespace parts that Istio refuses") {
  check_verdicts({
      {"http://a.com", "HN2 HD2"},
      {"https://a.com/", "HN2 HD2"},
      {"a.com/path", "HN2 HD1"},
      {"ns/a.com/b", "HD2"},
      {"ns//a.com", "HD2"},
      {"/a.com", "HN1 HN2"},
      {"ns/", "HN1 HD1 HD2"},
      {"/", "HN1 HN2 HD1 HD2"},
      {"", "HD1 HD2"},
  });
  for (std::string_view host :
       {"~/a.com", "~a/a.com", "n_s/a.com", "n.s/a.com", "*ns/a.com",
        "**/a.com", "-/a.com", "a-/a.com"}) {
    CAPTURE(host);
    CHECK(verdict(host) == "HN2");
  }
  CHECK(verdict(label64 + "/a.com") == "HN2");
}

TEST_CASE("what the verdict depends on") {
  CHECK(verdict("*a.com", {.partial_wildcards = true}) == "");
  CHECK(verdict("*a", {.partial_wildcards = true}) == "HD1");
  CHECK(verdict("a*.com", {.partial_wildcards = true}) == "HD2");
  CHECK(verdict("~/a.com", {.tilde = true}) == "");
  CHECK(verdict("~a/a.com", {.tilde = true}) == "HN2");
}

namespace {

struct Row {
  std::string_view a, b;
  bool overlap, a_in_b, b_in_a;
};

constexpr Row rows[] = {
    {"*", "*", true, true, true},
    {"*", "a.com", true, false, true},
    {"*", "*.a.com", true, false, true},
    {"*.a.com", "*", true, true, false},
    {"*.a.com", "a.com", false, false, false},
    {"*.a.com", "b.a.com", true, false, true},
    {"b.a.com", "*.a.com", true, true, false},
    {"*.a.com", "c.b.a.com", true, false, true},
    {"*.a.com", "*.b.a.com", true, false, true},
    {"*.b.a.com", "*.a.com", true, true, false},
    {"*.b.a.com", "b.a.com", false, false, false},
    {"b.a.com", "*.b.a.com", false, false, false},
    {"*.a.com", "xa.com", false, false, false},
    {"*.com", "a.com", true, false, true},
    {"*.com", "*.net", false, false, false},
    {"*.b.a.com", "*.c.a.com", false, false, false},
    {"a.com", "a.com", true, true, true},
    {"A.com", "a.com", false, false, false},
    {"*.A.com", "b.a.com", false, false, false},
    {"a.com", "a.com.", false, false, false},
    {"10.0.0.1", "*", true, true, false},
    {"*.foo.bar.baz", "*.baz", true, true, false},
    {"*", "reviews.v.svc.cluster.local", true, false, true},
};

}  // namespace

TEST_CASE("overlap and subset of two names") {
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(hosts_overlap(row.a, row.b) == row.overlap);
    CHECK(hosts_overlap(row.b, row.a) == row.overlap);
    CHECK(is_host_subset(row.a, row.b) == row.a_in_b);
    CHECK(is_host_subset(row.b, row.a) == row.b_in_a);
  }
}

TEST_CASE("every cover of a name is one it is a subset of") {
  for (const Row& row : rows) {
    HostIndex<int, LetterCase::kept> index;
    index.add(row.b, 0);
    CHECK((index.best(row.a) != nullptr) == row.a_in_b);
  }
}

namespace {

/// What VirtualServices of `ns` see of a host of a Gateway in `g`.
std::optional<std::string_view> seen(std::string_view host,
                                     std::string_view ns) {
  const HostPattern pattern = split_host(host);
  if (!is_visible_in(ns, pattern, "g")) return std::nullopt;
  return pattern.dns;
}

}  // namespace

TEST_CASE("namespace forms: as stored, and as seen") {
  CHECK(sanitised_host("a.com", "g") == "a.com");
  CHECK(sanitised_host("*/a.com", "g") == "a.com");
  CHECK(sanitised_host("./a.com", "g") == "g/a.com");
  CHECK(sanitised_host("v/a.com", "g") == "v/a.com");
  CHECK(sanitised_host("V/a.com", "g") == "V/a.com");
  CHECK(sanitised_host("v/*", "g") == "v/*");
  CHECK(sanitised_host("./*", "g") == "g/*");
  CHECK(sanitised_host("*/*", "g") == "*");

  CHECK(seen("a.com", "v") == "a.com");
  CHECK(seen("*/a.com", "v") == "a.com");
  CHECK(seen("./a.com", "v") == std::nullopt);
  CHECK(seen("./a.com", "g") == "a.com");
  CHECK(seen("v/a.com", "v") == "a.com");
  CHECK(seen("w/a.com", "v") == std::nullopt);
  CHECK(seen("V/a.com", "v") == std::nullopt);
  CHECK(seen("v/*", "v") == "*");
  CHECK(seen("./*", "v") == std::nullopt);
  CHECK(seen("./*", "g") == "*");
  CHECK(seen("*/*", "v") == "*");
}

}  // namespace asmgw
