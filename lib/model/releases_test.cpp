// Which release is of which kind, by the patches of each series.
#include "model/releases.h"

#include <doctest/doctest.h>

#include <string_view>

namespace asmgw {
namespace {

IstioVersion release(std::string_view text) {
  return parse_version(text).value();
}

}  // namespace

TEST_CASE("kinds of merging by release") {
  const auto are = [](Merging kind, std::initializer_list<const char*> all) {
    for (const char* one : all) {
      CAPTURE(one);
      CHECK(merging_of(release(one)) == kind);
    }
  };
  are(Merging::v1_16, {"1.16.0", "1.16", "1.17.8", "1.17"});
  are(Merging::v1_18, {"1.18.0", "1.18.5", "1.19.0", "1.19.3"});
  are(Merging::v1_18_6,
      {"1.18.6", "1.18", "1.19.4", "1.19", "1.20.0", "1.22.6", "1.25", "1.26.0",
       "1.26.7", "1.27.0", "1.27.3", "1.28.0"});
  are(Merging::v1_26_8,
      {"1.26.8", "1.26", "1.27.4", "1.27", "1.28.1", "1.28", "1.29.0", "1.32"});
}

TEST_CASE("what came with patches of several series") {
  const auto holds = [](const Since& since, const char* text) {
    return since.holds(release(text));
  };
  CHECK_FALSE(holds(since::lower_case_hosts, "1.20.4"));
  CHECK(holds(since::lower_case_hosts, "1.20.5"));
  CHECK_FALSE(holds(since::lower_case_hosts, "1.21.0"));
  CHECK(holds(since::lower_case_hosts, "1.21.1"));
  CHECK(holds(since::lower_case_hosts, "1.22.0"));
  CHECK_FALSE(holds(since::lower_case_redirects, "1.22"));
  CHECK_FALSE(holds(since::lower_case_redirects, "1.24.2"));
  CHECK(holds(since::lower_case_redirects, "1.25.0"));
  CHECK_FALSE(holds(since::sds_falls_back, "1.30.0"));
  CHECK(holds(since::sds_falls_back, "1.30.1"));
}

TEST_CASE("a release is written as it was named") {
  for (const char* text : {"1.28", "1.28.0", "1.28.1"})
    CHECK(to_string(release(text)) == text);
  CHECK(first_release({1, 22, 0}) == "1.22");
  CHECK(first_release({1, 26, 5}) == "1.26.5");
}

}  // namespace asmgw
