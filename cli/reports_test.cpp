// Situations of public bug reports answer as they should.
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace asmgw::cli {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

void check_one(const Json& expected, const Ran& ran) {
  if (expected.contains("status")) CHECK(ran.status == expected["status"]);
  for (const auto& text : expected.value("stdout_has", Words()))
    CHECK_MESSAGE(ran.out.find(text) != std::string::npos, text, "\n", ran.out);
  for (const auto& text : expected.value("stdout_not", Words()))
    CHECK_MESSAGE(ran.out.find(text) == std::string::npos, text, "\n", ran.out);
}

}  // namespace

TEST_CASE("reports") {
  std::ifstream in(std::filesystem::absolute("testdata/reports/reports.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    const Json report = Json::parse(line);
    INFO(report["id"].get<std::string>());
    const TemporaryFolder folder;
    for (const auto& [name, text] : report["files"].items())
      folder.write(name, text.get<std::string>());
    for (const auto& command : report["commands"])
      check_one(report["expect"], run_asmgw(command.get<Words>()));
  }
  CHECK(count > 20);
}

}  // namespace asmgw::cli
